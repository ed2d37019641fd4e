"""What must be given a value before a statement can be tried: letters, arrays, free indices, sizes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from derive.expressions.build import num
from derive.expressions.expr import BINDERS, Expr, Index, free_indices, kinds, postorder
from derive.notation.context import Context

UNKNOWN_LENGTH = num(6)
SUMS = kinds("sum", "prod")


@dataclass(frozen=True)
class Unknowns:
    """What must be given a value: letters by role, arrays with their axes, free indices with ranges."""

    letters: tuple[str, ...]
    arrays: tuple[tuple[str, tuple[Expr, ...]], ...]
    indices: tuple[tuple[Index, Expr | None, Expr | None], ...]
    sizes: tuple[str, ...]
    integers: frozenset[str]


def unknowns(exprs: Sequence[Expr], context: Context, besides: Sequence[Expr] = ()) -> Unknowns:
    """Collected in order of first occurrence, so that points come out the same every time.

    `besides` (the assumptions) contributes letters and arrays, but no places: an index letter that
    only an assumption holds means every place."""
    syms: dict[str, None] = {}
    arrays: dict[str, tuple[Expr, ...]] = {}
    for each in postorder(*exprs, *besides):
        if each.head == "entry" and each.args[0].head == "sym":
            name = each.args[0].value
            declared = context.letters[name].axes if name in context.letters else ()
            arrays.setdefault(name, declared or (UNKNOWN_LENGTH,) * (len(each.args) - 1))
        elif each.head == "sym":
            syms.setdefault(each.value)
    for axes in list(arrays.values()):
        for axis in axes:
            for each in postorder(axis):
                if each.head == "sym":
                    syms.setdefault(each.value)
    for expr in exprs:
        for index in free_indices(expr):
            letter = context.letters.get(index.name)
            for limit in (letter.lo, letter.hi) if letter else ():
                for each in postorder(limit) if limit else ():
                    if each.head == "sym":
                        syms.setdefault(each.value)
    names = [s for s in syms if s not in arrays]
    limits = _limits([*exprs, *besides])
    sizes = tuple(s for s in names if context.role(s) == "size" or s in limits)
    whole = frozenset(s for s in names if context.role(s) == "integer")
    return Unknowns(
        tuple(s for s in names if s not in sizes),
        tuple(arrays.items()),
        tuple(_ranges(exprs, context)),
        sizes,
        whole,
    )


def _limits(exprs: Sequence[Expr]) -> set[str]:
    """The letters in limits of sums."""
    return {
        e.value
        for each in postorder(*(e for e in exprs if e.kinds & SUMS))
        if each.head in BINDERS
        for limit in each.args[2:4]
        for e in postorder(limit)
        if e.head == "sym"
    }


def _ranges(exprs: Sequence[Expr], context: Context) -> Iterator[tuple[Index, Expr | None, Expr | None]]:
    seen: dict[Index, tuple[Expr | None, Expr | None]] = {}
    for expr in exprs:
        for index in sorted(free_indices(expr), key=lambda i: i.name):
            letter = context.letters.get(index.name)
            seen.setdefault(index, (letter.lo, letter.hi) if letter else (None, None))
    for index, (lo, hi) in seen.items():
        yield index, lo, hi
