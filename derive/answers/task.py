"""A task: the expression asked for, and the notation in which the answer is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from derive.errors import DeriveError, ReadError, TooLarge
from derive.expressions.build import eq, sym
from derive.expressions.expr import Expr, free_indices, node
from derive.expressions.walk import letters
from derive.notation.context import EMPTY, Context, Letter
from derive.notation.functions import FunctionTable
from derive.notation.shapes import same_size
from derive.read import Reading, parameters_of, read_expression, read_letter, read_sides, shaped_by_use
from derive.registry import CompiledClaim, Registry
from derive.registry.declarations import assume, declare_letters, define
from derive.registry.families import open_families

KINDS = ("real", "integer", "size", "index", "function", "imaginary")
SAME = {"scalar": "real", "number": "real", "float": "real", "int": "integer"}
NO_SIZES = {
    "complex": "letters are real; write x + i y with --shape 'i: imaginary'",
    "natural": "declare an integer, and assume k >= 0",
    "positive": "a letter is real; assume x > 0",
    "negative": "a letter is real; assume x < 0",
    "nonnegative": "a letter is real; assume x >= 0",
    "vector": "name its length: 'x: n'",
    "matrix": "name its sizes: 'W: m,n'",
    "tensor": "name its sizes: 'X: n,c,h,w'",
    "array": "name its sizes: 'X: n,d'",
    "constant": "declare nothing: a letter is a real number",
    "boolean": "letters are real",
}


@dataclass(frozen=True)
class Task:
    """What is asked for; `claim` when it is the result of a claim: then what is asked is itself no answer.

    inferred  letters whose shape no one declared: it follows from their use
    """

    asked: Expr
    context: Context
    claim: CompiledClaim | None = None
    inferred: frozenset[str] = frozenset()


def task_of_claim(
    id_: str,
    registry: Registry,
    *,
    shapes: Sequence[str] = (),
    definitions: Sequence[str] = (),
    assumptions: Sequence[str] = (),
    syntax: str = "auto",
) -> Task:
    """The target of a claim, under its declared conditions and those given besides."""
    claim = registry.claim(id_)
    functions = registry.functions
    context = with_shapes(claim.context, shapes)
    for text in definitions:
        context = define(context, text, functions, syntax=syntax)
    context = assume(context, assumptions, functions, syntax=syntax)
    return Task(open_families(claim.target, functions), context, claim)


def task_of_text(
    text: str,
    functions: FunctionTable,
    *,
    shapes: Sequence[str] = (),
    definitions: Sequence[str] = (),
    assumptions: Sequence[str] = (),
    syntax: str = "auto",
    opened: bool = True,
    beside: str = "",
) -> Task:
    """An expression of the user's own; letters are what it uses them for, unless they are declared.

    With `opened` a function of a whole array stands as its defining form. `beside` is the answer: it says
    shapes too.
    """
    context = declared(shapes, definitions, functions, syntax)
    reading = _read(text, context, functions, syntax, beside)
    inferred = frozenset(reading.context.letters) - frozenset(context.letters)
    context = assume(reading.context, assumptions, functions, syntax=syntax, infer=True)
    asked = open_families(reading.expr, functions) if opened else reading.expr
    return Task(asked, context, inferred=inferred)


def _read(text: str, context: Context, functions: FunctionTable, syntax: str, beside: str) -> Reading:
    """As numbers and declared arrays; where that is not possible, with the shapes that the texts need."""
    together = _used_beside(text, beside, context, functions, syntax) if beside else context
    if together is not context:
        return read_expression(text, together, functions, syntax=syntax, infer=True, arrays=None)
    try:
        return read_expression(text, context, functions, syntax=syntax, infer=True, arrays=None)
    except TooLarge:
        raise
    except ReadError:
        shaped = shaped_by_use(context, [text, beside] if beside else [text], functions, syntax)
        if shaped is context and beside:
            shaped = shaped_by_use(context, [text], functions, syntax)
        if shaped is context:
            raise
    return read_expression(text, shaped, functions, syntax=syntax, infer=True, arrays=None)


def _used_beside(text: str, beside: str, context: Context, functions: FunctionTable, syntax: str) -> Context:
    """The context with what the letters of `text` are by their use in both: the x_n of x_n − x_1 is an entry
    where the answer sums the x_i."""
    try:
        asked, other = read_sides(text, beside, context, functions, syntax=syntax)
        found = other.context.letters
    except TooLarge:
        raise
    except DeriveError:
        try:
            found = shaped_by_use(context, [text, beside], functions, syntax).letters
            shaped = context.with_letters(*found.values())
            asked = read_expression(text, shaped, functions, syntax=syntax, infer=True, arrays=None)
        except TooLarge:
            raise
        except DeriveError:
            return context
    wanted = dict.fromkeys([*letters(asked.expr), *(i.name for i in free_indices(asked.expr))])
    for name in list(wanted):
        known = found.get(name)
        for bound in (*known.axes, known.lo, known.hi) if known is not None else ():
            wanted |= dict.fromkeys(letters(bound)) if bound is not None else {}
    new = [found[n] for n in wanted if n in found and n not in context.letters]
    return context.with_letters(*new) if any(x.axes or x.role != "scalar" for x in new) else context


def _read_sides(
    left: str, right: str, context: Context, functions: FunctionTable, syntax: str
) -> tuple[Reading, Reading]:
    try:
        return read_sides(left, right, context, functions, syntax=syntax)
    except TooLarge:
        raise
    except ReadError:
        shaped = shaped_by_use(context, [left, right], functions, syntax)
        if shaped is context:
            raise
    return read_sides(left, right, shaped, functions, syntax=syntax)


def task_of_sides(
    left: str,
    right: str,
    functions: FunctionTable,
    *,
    shapes: Sequence[str] = (),
    definitions: Sequence[str] = (),
    assumptions: Sequence[str] = (),
    syntax: str = "auto",
) -> tuple[Task, Expr]:
    """An equation of the user's own, as the task `left` and the expression `right`; both bring letters."""
    context = declared(shapes, definitions, functions, syntax)
    first, second = _read_sides(left, right, context, functions, syntax)
    inferred = frozenset(second.context.letters) - frozenset(context.letters)
    context = assume(second.context, assumptions, functions, syntax=syntax, infer=True)
    task = Task(open_families(first.expr, functions), context, inferred=inferred)
    return task, open_families(second.expr, functions)


def declared(
    shapes: Sequence[str], definitions: Sequence[str], functions: FunctionTable, syntax: str
) -> Context:
    """The letters that are declared, and what is defined."""
    context = with_shapes(EMPTY, shapes)
    for each in definitions:
        context = defined_from_use(context, each, functions, syntax)
    return context


def defined_from_use(context: Context, text: str, functions: FunctionTable, syntax: str) -> Context:
    """The context with a definition; letters that are not declared are what its right side uses them for."""
    right = text.partition("=")[2].removeprefix("=")
    parameters = parameters_of(text, context, functions, syntax)
    inner = context.with_letters(*(x for x in parameters if x.name not in context.letters))
    if right.strip():
        used = read_expression(right, inner, functions, syntax=syntax, infer=True, arrays=None).context
        own = {x.name for x in parameters}
        context = replace(
            context, letters={n: x for n, x in used.letters.items() if n not in own or n in context.letters}
        )
    return define(context, text, functions, syntax=syntax, infer=False)


def with_shapes(context: Context, shapes: Sequence[str]) -> Context:
    """`W: m,n` declares W with m × n entries; `x: n` a vector; `a:` a scalar; `n: integer` what it says.

    `A: n,n symmetric` declares A and assumes A = Aᵀ.
    """
    plain = [_without_symmetry(text) for text in shapes]
    declared = [_shaped(text) for text, _ in plain]
    context = declare_letters(context, declared)
    for letter, (_, symmetric) in zip(declared, plain, strict=True):
        if symmetric:
            if len(letter.axes) != 2 or not same_size(*letter.axes):
                raise DeriveError(f"{letter.name} is not square, so that it cannot be symmetric")
            whole = sym(letter.name)
            context = context.assuming(eq(whole, node("transpose", whole)))
    return context


def _without_symmetry(text: str) -> tuple[str, bool]:
    bare = text.strip().removesuffix("symmetric").rstrip(" ,")
    return (bare, True) if text.strip().endswith("symmetric") else (text, False)


def _shaped(text: str) -> Letter:
    name, colon, sizes = text.partition(":")
    if not colon or not name.strip():
        raise DeriveError(f"the shape {text!r} is not read", hint='write it as "W: m,n"')
    word, gap, rest = sizes.strip().partition(" ")
    if word in NO_SIZES:
        raise DeriveError(f"{word!r} in the shape {text!r} is no size", hint=NO_SIZES[word])
    if word in KINDS or word in SAME:
        return read_letter(name.strip(), SAME.get(word, word) + gap + rest)
    sizes = sizes.strip().strip("()[]").strip(" ,")
    return read_letter(name.strip(), f"real[{sizes}]" if sizes else "real")


def shapes_of(mapping: Mapping[str, str]) -> list[str]:
    """`{"w": "d"}` as the texts that `--shape` takes."""
    return [f"{name}: {sizes}" for name, sizes in mapping.items()]
