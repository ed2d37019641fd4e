"""Random expressions of every kind, and their values at points."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from random import Random
from typing import Any

from benchmarks.fuzz import CONTEXT, FAMILIES, random_tree
from benchmarks.table import library_table
from derive.engine.balls import Evaluator, Point
from derive.engine.values import precision, subtract, to_ball
from derive.errors import DeriveError
from derive.expressions.expr import Expr, Index, postorder

TABLE = library_table()
SIZE = 3
NOTHING = object()


def expression(seed: int, depth: int = 3) -> Expr:
    rng = Random(f"values {seed}")
    return random_tree(rng, rng.randint(1, depth), FAMILIES[seed % len(FAMILIES)])


def points(seed: int, count: int = 5) -> Iterator[Point]:
    """x, y and the entries at fractions with large denominators; small sizes, places and integers."""
    rng = Random(f"points {seed}")
    for k in range(count):
        low = 1 if k % 2 else -250
        letters = {name: Fraction(rng.randint(low, 250), 101) for name in "xy"}
        letters |= {"n": Fraction(SIZE)} | {name: Fraction(rng.randint(-4, 5)) for name in "pq"}
        places = {Index(name): rng.randint(1, SIZE) for name in "jk"}
        entries = {
            (name, (i,)): Fraction(rng.randint(low, 250), 103) for name in "XY" for i in range(1, SIZE + 1)
        }
        yield Point(letters, entries, places)


def value(expr: Expr, point: Point, bits: int = 256) -> Any:
    """NOTHING where there is no value, or none that is certain."""
    with precision(bits):
        try:
            return Evaluator(point).value(expr)
        except (DeriveError, KeyError, ZeroDivisionError):
            return NOTHING


def assert_same_values(before: Expr, after: Expr, seed: int) -> int:
    """Both have the same value where they have one; at how many points that was seen."""
    seen = 0
    for point in points(seed):
        old, new = value(before, point), value(after, point)
        if old is NOTHING or new is NOTHING:
            continue
        with precision(256):
            gap, size = to_ball(subtract(old, new)), 1 + abs(to_ball(old))
            near = gap.contains(0) and gap.rad() < size * to_ball(Fraction(1, 10**12))
            assert near, f"seed {seed}: {before!r} is {old}, {after!r} is {new}"
        seen += 1
    return seen


def nodes(*exprs: Expr) -> int:
    return sum(1 for e in exprs for _ in postorder(e))


__all__ = ["CONTEXT", "TABLE", "assert_same_values", "expression", "nodes", "points", "value"]
