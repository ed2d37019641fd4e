"""Letters and definitions as an entry or a caller writes them, put into a context."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from derive.errors import ReadError
from derive.expressions.expr import Expr, postorder
from derive.expressions.walk import letters
from derive.notation.context import Context, Definition, Letter
from derive.notation.functions import FunctionTable
from derive.notation.shapes import shape_of
from derive.read import read_definition, read_letter, read_relation
from derive.registry.families import open_families

FORBIDDEN_NAMES = frozenset({"e", "pi", "oo"})


def declare(context: Context, letters: Mapping[str, str]) -> Context:
    """The context with `letters` declared; a size that only occurs in others is declared with them."""
    return declare_letters(context, [read_letter(name, text) for name, text in letters.items()])


def declare_letters(context: Context, letters: Iterable[Letter]) -> Context:
    declared = list(letters)
    known = {*context.letters, *(x.name for x in declared)}
    sizes = [s for x in declared for s in _sizes_of(x) if s not in known]
    return context.with_letters(*(Letter(s, role="size") for s in dict.fromkeys(sizes)), *declared)


def _sizes_of(letter: Letter) -> Iterable[str]:
    for size in (*letter.axes, letter.lo, letter.hi):
        if size is not None:
            yield from (e.value for e in postorder(size) if e.head == "sym")


def define(
    context: Context, text: str, functions: FunctionTable, *, syntax: str = "auto", infer: bool = False
) -> Context:
    """The context with the definition `left = right` and the letter it introduces."""
    definition = _definition(text, context, functions, syntax, infer)
    if definition.name in FORBIDDEN_NAMES and not definition.parameters:
        raise ReadError(f"{definition.name!r} already is a number", text=text, span=(0, len(text)))
    if definition.left.head in ("sym", "call") and context.definition(definition.name) is not None:
        raise ReadError(f"{definition.name!r} is defined already", text=text, span=(0, len(text)))
    if definition.left.head in ("sym", "call") and definition.name in _used(context, definition):
        raise ReadError(f"{definition.name!r} is defined by itself", text=text, span=(0, len(text)))
    return add_definition(context, replace(definition, right=open_families(definition.right, functions)))


def _used(context: Context, definition: Definition) -> dict[str, None]:
    """The letters that the definition stands on, by those that it uses."""
    found: dict[str, None] = {}
    stack = _letters_of(definition)
    while stack:
        name = stack.pop()
        known = context.definition(name)
        if name not in found and known is not None:
            stack += _letters_of(known)
        found[name] = None
    return found


def _letters_of(definition: Definition) -> list[str]:
    own = {x.value for x in definition.parameters if x.head == "sym"}
    return [name for name in letters(definition.right) if name not in own]


def _definition(
    text: str, context: Context, functions: FunctionTable, syntax: str, infer: bool
) -> Definition:
    """A definition with numbers; of a whole array where that is written, or cannot be a number."""
    arrays = holds_arrays(text, context)
    try:
        return read_definition(text, context, functions, syntax=syntax, infer=infer, arrays=arrays)
    except ReadError:
        if arrays or not any(x.axes for x in context.letters.values()):
            raise
        return read_definition(text, context, functions, syntax=syntax, infer=infer, arrays=True)


def holds_arrays(text: str, context: Context) -> bool:
    """Whether the text writes a matrix out, or may name a letter that stands for one."""
    whole = any(d.left.head == "sym" and context.letters[d.name].axes for d in context.definitions)
    return "matrix}" in text or whole


def add_definition(context: Context, definition: Definition) -> Context:
    known = context.letters.get(definition.name)
    letter = known or Letter(definition.name)
    if definition.left.head == "call":
        letter = replace(letter, role="function")
    elif definition.left.head == "entry":
        letter = replace(letter, axes=letter.axes or _axes(context, definition))
    elif known is None:
        letter = replace(letter, axes=shape_of(definition.right, context) or ())
    return context.with_letters(letter).with_definitions(definition)


def _axes(context: Context, definition: Definition) -> tuple[Expr, ...]:
    """The sizes of the letter that `p_i := …` introduces: those of its index letters."""
    axes = []
    for index in definition.parameters:
        size = _index_size(context, definition, index)
        if size is None:
            raise ReadError(
                f"the range of the index {index.value.name!r} of {definition.name!r} is not known",
                hint=f'declare it: "{index.value.name}": "index 1..n"',
            )
        axes.append(size)
    return tuple(axes)


def _index_size(context: Context, definition: Definition, index: Expr) -> Expr | None:
    """The declared range of an index letter, else the axis of an array that it indexes."""
    declared = context.letters.get(index.value.name)
    if declared is not None and declared.hi is not None:
        return declared.hi
    for each in postorder(definition.right):
        if each.head == "entry" and index in each.args[1:]:
            array = context.letters.get(each.args[0].value)
            place = each.args[1:].index(index)
            if array is not None and place < len(array.axes):
                return array.axes[place]
    return None


def assume(
    context: Context,
    texts: Iterable[str],
    functions: FunctionTable,
    *,
    syntax: str = "auto",
    infer: bool = False,
) -> Context:
    """The context under further declared conditions."""
    for text in texts:
        reading = read_relation(text, context, functions, syntax=syntax, infer=infer, arrays=None)
        context = (reading.context if infer else context).assuming(open_families(reading.expr, functions))
    return context
