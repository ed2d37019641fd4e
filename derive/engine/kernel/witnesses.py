"""The point that a certificate names: its sizes, its entries, the declared ranges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product
from typing import Any

from derive.engine.kernel.points import INTEGERS, Point, numbered
from derive.engine.kernel.unfold import Reject
from derive.expressions.build import num
from derive.expressions.expr import Expr, Index, free_indices, node, postorder
from derive.notation.context import Context


def placed(task: Any, values: Mapping[str, Any]) -> Point:
    """The point that a certificate's values give; the declared ranges are checked."""
    letters, axes = task.context.letters, task.unfolder.axes
    symbolic = numbered(task.left, task.right, *task.assumptions)
    places = {i.name for tree in (task.left, task.right, *task.assumptions) for i in free_indices(tree)}
    found: dict[Expr, Fraction] = {}
    integers: dict[str, int] = {}
    for name, given in values.items():
        own = node("sym", value=name)
        if isinstance(given, Mapping | list | tuple):
            for where, part in _entries(given):
                for size, k in zip(axes(name), where, strict=False):
                    if size.head == "sym" and size.value not in values:
                        integers[size.value] = max(k, integers.get(size.value, 1))
                found[node("entry", own, *map(num, where))] = Fraction(part)
            continue
        found[own] = Fraction(given)
        role = letters[name].role if name in letters else ""
        if role in INTEGERS or name in places or (symbolic and found[own].denominator == 1):
            if found[own].denominator != 1:
                raise Reject("a size, integer or index that is no integer")
            integers[name] = int(found[own])
    found |= {node("sym", value=name): Fraction(k) for name, k in integers.items()}
    point = Point(found, axes, integers, task.context)
    for name, letter in letters.items():
        limits = [(letter.lo, 1), (letter.hi, -1)] + [(num(1), 1)] * (letter.role == "size")
        for limit, side in limits if name in integers else ():
            if limit is not None and side * (integers[name] - point.integer(limit)) < 0:
                raise Reject(f"{name} is outside of its range")
    return point


def everywhere(point: Point, context: Context, own: frozenset[Index], relation: Expr) -> bool:
    """Whether the relation holds for every place that its open indices can take in its entries; those that
    the statement has of its `own` have one place, the point's."""
    ranges: dict[Index, int] = {}
    free = {i for i in free_indices(relation) if i.name not in point.integers or i not in own}
    for e in postorder(relation) if free else ():
        axes = point.axes(e.args[0].value) if e.head == "entry" and e.args[0].head == "sym" else ()
        for k, a in enumerate(e.args[1:] if e.head == "entry" else ()):
            if a.head == "idx" and a.value in free:
                known = context.letters.get(a.value.name)
                size = axes[k] if axes else known.hi if known else None
                highest = max([*point.integers.values(), 3])
                ranges[a.value] = highest if size is None else point.integer(size)
    for choice in product(*(range(1, n + 1) for n in ranges.values())):
        point.bound.update(zip(ranges, choice, strict=True))
        if not point.truth(relation):
            return False
    for i in ranges:
        point.bound.pop(i, None)
    return True


def _entries(given: Any) -> Iterator[tuple[tuple[int, ...], Any]]:
    if isinstance(given, Mapping):
        yield from ((tuple(int(k) for k in str(where).split(",")), part) for where, part in given.items())
        return
    for k, part in enumerate(given, 1):
        if isinstance(part, list | tuple):
            yield from (((k, *where), inner) for where, inner in _entries(part))
        else:
            yield (k,), part
