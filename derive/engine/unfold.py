"""Definitions unfolded: those of the text and the defining forms of functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from derive.engine.dependence import base_of, ground, moves
from derive.engine.differentiate import eliminate_derivatives
from derive.errors import DeriveError, TooLarge
from derive.expressions.build import ONE, entry
from derive.expressions.expr import Expr, binds, kinds, postorder
from derive.expressions.walk import freshen, letters, rebuild, substitute, transform
from derive.notation.context import Context, Definition
from derive.notation.functions import Function, FunctionTable

MOST_PASSES = 200
DERIVATIVE = kinds("deriv")


@dataclass
class _Unfolding:
    context: Context
    functions: FunctionTable
    keep: frozenset[str]
    memo: dict[Expr, Expr] = field(default_factory=dict)
    changed: bool = False


def unfold(
    expr: Expr, context: Context, functions: FunctionTable, *, keep: frozenset[str] = frozenset()
) -> Expr:
    """`expr` with definitions and defining forms put in until nothing is left to unfold.

    Names in `keep` stay folded.  In ∂L/∂p a defined letter p stays a letter within the derivative:
    it is what L is differentiated by.  A letter defined through itself (a recursion) stays folded.
    """
    keep = keep | recursive_names(context)
    for _ in range(MOST_PASSES):
        if not context.definitions and not functions.defines(expr.kinds):
            return expr
        work = _Unfolding(context, functions, keep)
        expr = _pass(expr, work)
        if not work.changed:
            return expr
    raise TooLarge(f"definitions nest more than {MOST_PASSES} deep")


def recursive_names(context: Context) -> frozenset[str]:
    """The letters whose definitions lead back to themselves."""
    if not context.definitions:
        return frozenset()
    uses = {
        d.name: {n for e in context.definitions if e.name == d.name for n in letters(e.right)}
        for d in context.definitions
    }
    found = set()
    for name in uses:
        seen: set[str] = set()
        stack = list(uses[name])
        while stack:
            each = stack.pop()
            if each in uses and each not in seen:
                seen.add(each)
                stack.extend(uses[each])
        if name in seen:
            found.add(name)
    return frozenset(found)


def _pass(expr: Expr, work: _Unfolding) -> Expr:
    memo = work.memo
    stack: list[tuple[Expr, bool]] = [(expr, False)]
    while stack:
        each, ready = stack.pop()
        if each in memo:
            continue
        if each.head == "deriv":
            memo[each] = _derivative(each, work)
        elif ready or not each.args:
            memo[each] = _here(rebuild(each, (memo[a] for a in each.args)), work)
        else:
            stack.append((each, True))
            stack.extend((a, False) for a in children(each) if a not in memo)
            for a in each.args:
                if a not in children(each):
                    memo.setdefault(a, a)
    return memo[expr]


def children(expr: Expr) -> tuple[Expr, ...]:
    """The arguments in which something can be unfolded: not the name of an array or a function."""
    if expr.head in ("entry", "call") and expr.args[0].head == "sym":
        return expr.args[1:]
    return expr.args


def _derivative(expr: Expr, work: _Unfolding) -> Expr:
    """∂body/∂letter: the letter stays; the body is unfolded, but not the letter within it."""
    body, letter = expr.args
    inner = _Unfolding(work.context, work.functions, work.keep | {base_of(letter).value})
    new = rebuild(expr, (_pass(body, inner), letter))
    work.changed = work.changed or inner.changed
    return new


def _here(expr: Expr, work: _Unfolding) -> Expr:
    replaced = instance(expr, work.context, work.functions, work.keep)
    if replaced is None:
        return expr
    work.changed = True
    return replaced


def instance(
    expr: Expr, context: Context, functions: FunctionTable, keep: frozenset[str] = frozenset()
) -> Expr | None:
    """What `expr` itself (a letter, an entry, a call, a function) is by definition, freshly bound."""
    if expr.head == "sym" or (expr.head in ("entry", "call") and expr.args[0].head == "sym"):
        name = (expr if expr.head == "sym" else expr.args[0]).value
        if name in keep:
            return None
        matches = ((d, match_left(d, expr)) for d in context.definitions if d.name == name)
        for definition, actual in matches:
            if actual is not None:
                return freshen(substitute(definition.right, actual))
        return None
    if binds(expr) and expr.head in functions:
        return _spread(expr, functions[expr.head], keep)
    if expr.head == "entry" and expr.args[0].head in functions:
        return _family(expr, functions[expr.args[0].head], context, keep)
    known = functions.get(expr.head)
    if known is None or known.family or expr.head in keep or known.definition is None:
        return None
    if len(known.parameters) != len(expr.args):
        raise DeriveError(f"{expr.head} takes {len(known.parameters)} arguments, not {len(expr.args)}")
    return freshen(substitute(known.definition, dict(zip(known.parameters, expr.args, strict=True))))


def match_left(definition: Definition, expr: Expr) -> Mapping[Expr, Expr] | None:
    """The values of the definition's parameters at which its left side is `expr`, or None."""
    left = definition.left
    if left.head != expr.head or len(left.args) != len(expr.args):
        return None
    if left.head == "sym":
        return {} if left is expr else None
    found: dict[Expr, Expr] = {}
    for formal, actual in zip(left.args, expr.args, strict=True):
        if formal is left.args[0] or formal.head not in ("idx", "sym"):
            if formal is not actual:
                return None
        elif found.setdefault(formal, actual) is not actual:
            return None
    return found


def _spread(expr: Expr, known: Function, keep: frozenset[str]) -> Expr | None:
    """f(body, j, 1, n, i) by the defining form of a family f(z)_i with z_j the body."""
    body, index, lo, hi, place = expr.args
    if expr.head in keep or known.definition is None:
        return None
    array, *places = known.parameters
    if len(places) > 1 or lo is not ONE:
        raise DeriveError(f"{known.name} is taken over one array from 1 to its length")
    at = dict.fromkeys(places, place)
    sizes = [s for s in letters(known.definition).values() if s not in known.parameters]
    form = freshen(substitute(known.definition, {**at, **dict.fromkeys(sizes, hi)}))

    def entry_of(each: Expr) -> Expr | None:
        if each.head != "entry" or each.args[0] is not array:
            return None
        return freshen(substitute(body, {index: each.args[1]}))

    return transform(form, entry_of)


def _family(expr: Expr, known: Function, context: Context, keep: frozenset[str]) -> Expr | None:
    """f(z)_i by the defining form of a function of a whole array.

    The last parameters stand for the indices; a size that the form names without having it as a
    parameter is the length of the first argument's axis.
    """
    arguments = (*expr.args[0].args, *expr.args[1:])
    if known.name in keep or known.definition is None:
        return None
    if len(known.parameters) != len(arguments):
        raise DeriveError(f"{known.name} takes {len(known.parameters)} arguments, not {len(arguments)}")
    actual = dict(zip(known.parameters, arguments, strict=True))
    array = arguments[0]
    form = substitute(known.definition, _sizes(known, array, context))
    if array.head == "sym":
        return freshen(substitute(form, actual))
    first = known.parameters[0]

    def entry_of(each: Expr) -> Expr | None:
        own = each.head == "entry" and each.args[0] is first
        return indexed(array, each.args[1:], context) if own else None

    return freshen(substitute(transform(form, entry_of), actual))


def _sizes(known: Function, array: Expr, context: Context) -> dict[Expr, Expr]:
    named = letters(known.definition) if known.definition is not None else {}
    free = [s for s in named.values() if s not in known.parameters]
    axes = [x.axes for s in letters(array).values() if (x := context.letters.get(s.value)) and x.axes]
    if not free:
        return {}
    if len(free) > 1 or not axes:
        raise DeriveError(f"the length of the argument of {known.name} is not known: {array!r}")
    return {free[0]: axes[0][0]}


def indexed(expr: Expr, places: tuple[Expr, ...], context: Context) -> Expr:
    """Entry `places` of an array expression, pointwise: (a + b)_i = a_i + b_i, scalars as they are."""
    mapping = {
        s: entry(s, *places)
        for s in letters(expr).values()
        if (x := context.letters.get(s.value)) is not None and len(x.axes) == len(places)
    }
    return substitute(expr, mapping)


def resolve(
    expr: Expr, context: Context, functions: FunctionTable, *, keep: frozenset[str] = frozenset()
) -> Expr:
    """Everything unfolded and every derivative carried out: what a statement says in simple terms.

    ∂L/∂p with a defined letter p is taken with p as a letter, and p unfolded afterwards.
    """
    for _ in range(MOST_PASSES):
        expr = unfold(expr, context, functions, keep=keep)
        if not expr.kinds & DERIVATIVE:
            return expr
        for each in postorder(expr):
            if each.head == "deriv":
                check_dependence(each, context, functions, keep)
        expr = eliminate_derivatives(expr, functions, context)
    raise TooLarge(f"derivatives nest more than {MOST_PASSES} deep")


def check_dependence(
    derivative: Expr, context: Context, functions: FunctionTable, keep: frozenset[str] = frozenset()
) -> None:
    """Refuse ∂L/∂a when a is a defined letter through which L does not go, yet both depend on the same.

    Also refuse a body in which a letter stays folded that depends on the one differentiated by.
    """
    body, letter = derivative.args
    name = base_of(letter).value
    if context.definition(name) is not None and not moves(body, letter, context):
        shared = _reals(letter, context) & _reals(body, context)
        if shared:
            raise DeriveError(
                f"what is differentiated is not defined through {name}, though both depend on {min(shared)}"
            )
    for held in sorted(keep | recursive_names(context)):
        if held != name and held in letters(body) and name in ground(letters(body)[held], context):
            raise DeriveError(f"{held} depends on {name} and is not unfolded")


def _reals(expr: Expr, context: Context) -> set[str]:
    """The names `expr` depends on that can be differentiated by."""
    found = ground(expr, context)
    return {n for n in found if context.role(n) not in ("size", "index", "integer", "function")}
