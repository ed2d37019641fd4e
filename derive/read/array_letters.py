r"""Which letters of a text stand for arrays, where it does not say so.

A product with a transpose, W^\top δ, tells of its letters; the equations that they stand in tell of the
others: in a = W h + b with a matrix W, h is what W multiplies, b what is added to it, a what it is.  A letter
that turns out to be 1 × 1 is a number after all, so that more letters may be put here than are arrays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from derive.expressions.expr import BINDERS, Expr, postorder
from derive.notation.context import Context

TO_NUMBER = frozenset({"norm", "frobenius", "trace", "det", "dot", "total"})
SLOPE = "the derivative by "
_APART = TO_NUMBER | BINDERS | {"deriv", "entry", "call", "delta"}
_SUMS = frozenset({"add", "hadamard", "hadamard_div", "cases", "max", "min"})
_PRODUCTS = frozenset({"mul", "matmul"})
Pairs = Sequence[tuple[Expr, Expr]]


def array_letters(context: Context, pairs: Pairs) -> tuple[list[str], list[str]]:
    """(surely arrays: the reader took them for such, capitals beside them; these and what is told)."""
    sides = [side for pair in pairs for side in pair]
    used = dict.fromkeys(e.value for e in postorder(*sides) if e.head == "sym")
    arrays = [n for n in used if role(context, n) == "array"]
    beside = [
        e.value
        for each in postorder(*sides)
        if each.head in _PRODUCTS and any(_is_arrayed(a) for a in each.args)
        for e in each.args
        if e.head == "sym" and e.value[:1].isupper() and role(context, e.value) == "scalar"
    ]
    sure = list(dict.fromkeys([*arrays, *beside]))
    declared = whole_letters(context, sides)
    told = _with_told(context, pairs, dict.fromkeys([*sure, *declared]))
    return sure, [n for n in told if n not in declared]


def slope_by(context: Context, name: str) -> str:
    """The letter u whose free slope ∂A/∂u a letter stands for; "" for another."""
    letter = context.letters.get(name)
    return letter.meaning.removeprefix(SLOPE) if letter and letter.meaning.startswith(SLOPE) else ""


def whole_letters(context: Context, sides: Sequence[Expr]) -> list[str]:
    """Letters of a declared shape that stand without indices."""
    bare = [e for e in sides if e.head == "sym"]
    bare += [a for e in postorder(*sides) if e.head != "entry" for a in e.args if a.head == "sym"]
    known = (context.letters.get(e.value) for e in dict.fromkeys(bare))
    return [x.name for x in known if x is not None and x.axes]


def role(context: Context, name: str) -> str:
    """The role of a letter without a declared shape; "" for another."""
    letter = context.letters.get(name)
    return "" if letter is None or letter.axes else letter.role


def _is_arrayed(expr: Expr) -> bool:
    return any(e.head in ("transpose", "matmul", "inverse") for e in postorder(expr))


def _with_told(context: Context, pairs: Pairs, names: dict[str, None]) -> list[str]:
    """The closure: until no equation tells of another letter."""
    if not names:
        return []
    while True:
        told = [n for pair in pairs for n in _told(*pair, names)]
        told += [n for n in context.letters if slope_by(context, n) in names]
        told = [n for n in told if n not in names and role(context, n) == "scalar"]
        if not told:
            return list(names)
        names |= dict.fromkeys(told)


def _told(left: Expr, right: Expr, names: dict[str, None]) -> Iterator[str]:
    if _touches(left, names) or _touches(right, names):
        yield from _terms(left)
        yield from _terms(right)
    for each in postorder(left, right):
        if each.head in _SUMS and _touches(each, names):
            yield from _terms(each)
        elif each.head in _PRODUCTS:
            yield from (b.value for a, b in pairwise(each.args) if b.head == "sym" and _is_matrix(a, names))


def _is_matrix(expr: Expr, names: dict[str, None]) -> bool:
    """A capital that stands for an array, or its transpose."""
    inner = expr.args[0] if expr.head == "transpose" else expr
    return inner.head == "sym" and inner.value in names and inner.value[:1].isupper()


def _touches(expr: Expr, names: dict[str, None]) -> bool:
    """Whether an array stands in an expression, outside of what makes a number of it."""
    stack = [expr]
    while stack:
        each = stack.pop()
        if each.head == "sym" and each.value in names:
            return True
        if each.head not in _APART:
            stack += each.args
    return False


def _terms(expr: Expr) -> Iterator[str]:
    """The letters that are terms of a sum, however deep; in W h a capital and what follows it."""
    stack = [expr]
    while stack:
        each = stack.pop()
        if each.head == "sym":
            yield each.value
        elif each.head in _PRODUCTS:
            yield from _matrix_and_vector(each.args)
        elif each.head not in _APART and each.head not in ("pow", "div"):
            stack += each.args


def _matrix_and_vector(factors: Sequence[Expr]) -> Iterator[str]:
    for a, b in pairwise(factors):
        if a.head == b.head == "sym" and a.value[:1].isupper():
            yield a.value
            yield b.value
