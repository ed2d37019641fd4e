"""Exact points at which a statement between arrays fails: dense matrices of different sizes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import islice, permutations
from random import Random
from typing import Any

from derive.engine.tensors.exact import Exact, NoValue
from derive.engine.tensors.fitting import fitted
from derive.engine.tensors.lower import Pointwise
from derive.engine.tensors.tables import Table
from derive.expressions import build as b
from derive.expressions.expr import Expr, postorder
from derive.expressions.walk import letters
from derive.notation.context import Context
from derive.records.statement import Statement

SIZES = (2, 3, 1, 4)


def named(statement: Statement) -> dict[str, Expr]:
    """The letters of the sides and of what is assumed."""
    found: dict[str, Expr] = {}
    for tree in (statement.left, statement.right, *statement.context.assumptions):
        found |= letters(tree)
    return found


def difference_point(statement: Statement, low: Pointwise) -> tuple[dict[str, Any] | None, bool]:
    """(a point at which both sides have values and differ, whether both had values at some point)."""
    seen = False
    for place, (sizes, point) in enumerate(islice(points(statement, low), 14)):
        work = Exact(low, sizes, point)
        try:
            left, right = work.value(statement.left), work.value(statement.right)
            if not holds(statement.context, work):
                continue
        except NoValue:
            seen = seen or has_values(statement, Exact(low, sizes, point, roots=True))
            continue
        seen = True
        if left != right and not (statement.right is b.ZERO and not any(x for row in left for x in row)):
            return {"sizes": dict(sizes), "point": dict(point), "left": left, "right": right}, True
        if place >= 7:
            break
    return None, seen


def has_values(statement: Statement, work: Exact) -> bool:
    """Whether both sides exist at the point, norms taken near their values, and what is assumed holds."""
    try:
        work.value(statement.left)
        work.value(statement.right)
        return holds(statement.context, work)
    except NoValue:
        return False


def holds(context: Context, work: Exact) -> bool:
    """Whether everything assumed holds at the point."""
    return all(_holds(relation, work) for relation in context.assumptions)


def _holds(relation: Expr, work: Exact) -> bool:
    if relation.head not in HOLDS:
        raise NoValue(f"{relation.head} is not looked at here")
    left, right = ([x for row in work.value(side) for x in row] for side in relation.args)
    count = max(len(left), len(right))
    if not {len(left), len(right)} <= {1, count}:
        raise NoValue("two shapes that are not compared")
    pairs = zip(*(side * (count // len(side)) for side in (left, right)), strict=True)  # a number with each
    return all(HOLDS[relation.head](x, y) for x, y in pairs)


HOLDS: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    "eq": lambda x, y: x == y,
    "ne": lambda x, y: x != y,
    "lt": lambda x, y: x < y,
    "le": lambda x, y: x <= y,
    "gt": lambda x, y: x > y,
    "ge": lambda x, y: x >= y,
}


def witness(statement: Statement, low: Pointwise) -> dict[str, Any] | None:
    """A point at which both sides have values and everything assumed holds; norms near their values."""
    for sizes, point in islice(points(statement, low), 16):
        if has_values(statement, Exact(low, sizes, point, roots=True)):
            return {"sizes": dict(sizes), "point": dict(point)}
    return None


def with_missing(found: dict[str, Any], statement: Statement) -> dict[str, Any]:
    """The point with values for letters of the statement that are not in it."""
    low, random = Pointwise(statement.context), Random(21)
    sizes, point = dict(found["sizes"]), dict(found["point"])
    missing = [n for n in named(statement) if n not in sizes and n not in point]
    axes = {n: low.context.letters[n].axes if n in low.context.letters else () for n in missing}
    for name in (s for shape in axes.values() for size in shape for s in letters(size)):
        sizes.setdefault(name, 2 + len(sizes) % 2)
    for name in missing:
        if name not in sizes:
            point[name] = _dense(random, *Exact(low, sizes, {}).extent(axes[name]), False)
    return {**found, "sizes": sizes, "point": point}


def points(statement: Statement, low: Pointwise) -> Iterator[tuple[dict[str, int], dict[str, Table]]]:
    """Dense rational points, sizes different from each other; nilpotent ones where exp of a matrix stands."""
    names = list(named(statement))
    axes = {n: low.context.letters[n].axes if n in low.context.letters else () for n in names}
    size_names = list(dict.fromkeys(s for shape in axes.values() for size in shape for s in letters(size)))
    size_names += [n for n in names if n in low.context.letters and low.context.letters[n].role == "size"]
    size_names = list(dict.fromkeys(size_names))
    nilpotent = any(e.head == "expm" for e in postorder(statement.left, statement.right))
    random = Random(20)
    orders = list(permutations(SIZES, min(len(size_names), 4)))[:8]
    for round_ in range(16):
        chosen = orders[round_ % len(orders)]
        sizes = {n: chosen[k % len(chosen)] for k, n in enumerate(size_names)}
        work = Exact(low, sizes, {})
        point = {}
        for name in names:
            if name not in size_names:
                rows, columns = work.extent(axes[name])
                point[name] = _dense(random, rows, columns, nilpotent and rows == columns)
        if round_ % 3 == 2:
            point = {k: [[abs(x) for x in row] for row in table] for k, table in point.items()}
        yield sizes, fitted(statement.context, sizes, point, random)


def _dense(random: Random, rows: int, columns: int, nilpotent: bool) -> Table:
    table = [
        [
            Fraction(random.choice((-1, 1)) * random.randint(1, 9), random.randint(1, 3))
            for _ in range(columns)
        ]
        for _ in range(rows)
    ]
    if nilpotent and rows > 1:
        return [[x if j > i else Fraction(0) for j, x in enumerate(row)] for i, row in enumerate(table)]
    return table
