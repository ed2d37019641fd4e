"""Random expressions of every kind, under assumptions or not, and their values at points."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial
from itertools import islice
from random import Random
from typing import Any

from benchmarks.fuzz import CONTEXT, FAMILIES, K, N, P, X, Y, random_tree
from benchmarks.table import library_table
from derive.engine.balls import Evaluator, Point
from derive.engine.values import precision, subtract, to_ball
from derive.errors import DeriveError
from derive.expressions.build import ONE, TWO, ZERO, add, fn, mul, num, rel, sub
from derive.expressions.expr import Expr, Index, postorder
from derive.notation.context import Context
from tests.engine_values.generators import KINDS

TABLE = library_table()
NOTHING = object()
MAKERS: list[Callable[[Random, int], Expr]] = [partial(random_tree, family=f) for f in FAMILIES]
MAKERS += list(KINDS.values())
INDEXED = [k for k, name in enumerate([*FAMILIES, *KINDS]) if name in ("sums", "ranges")]
ASSUMED = [
    (rel("gt", X, ZERO),),
    (rel("gt", X, Y),),
    (rel("lt", X, Y), rel("gt", X, ONE)),
    (rel("le", X, num(-1)),),
    (rel("ne", X, Y), rel("ge", Y, ZERO)),
    (rel("lt", mul(X, Y), ZERO),),
    (rel("ge", P, TWO),),
    (rel("gt", add(X, Y), ONE), rel("ge", N, TWO)),
    (rel("ne", K, ONE), rel("lt", fn("abs", X), ONE)),
    (rel("eq", Y, sub(ONE, X)),),
]


def expression(seed: int, depth: int = 3) -> Expr:
    rng = Random(f"values {seed}")
    return MAKERS[seed % len(MAKERS)](rng, rng.randint(1, depth))


def known(seed: int) -> Context:
    """Every third expression stands under an assumption."""
    k, rest = divmod(seed // len(MAKERS), 3)
    return CONTEXT.assuming(*ASSUMED[k % len(ASSUMED)]) if rest == 2 else CONTEXT


def points(seed: int, count: int = 5) -> Iterator[Point]:
    """Points at which everything assumed holds."""
    assumed = known(seed).assumptions
    good = (p for p in islice(candidates(seed), 40 * count) if all(Evaluator(p).holds(a) for a in assumed))
    return islice(good, count)


def candidates(seed: int) -> Iterator[Point]:
    """x, y and the entries at fractions with large denominators; small sizes, places and integers."""
    rng = Random(f"points {seed}")
    while True:
        low, size = rng.choice([-250, 1]), rng.randint(1, 4)
        letters = {name: generic(rng, low, 101) for name in "xy"}
        if rng.random() < 0.2:
            letters["y"] = 1 - letters["x"]
        letters |= {"n": Fraction(size)} | {name: Fraction(rng.randint(-4, 5)) for name in "pq"}
        places = {Index(name): rng.randint(1, size) for name in "jk"}
        entries = {(name, (i,)): generic(rng, low, 103) for name in "XY" for i in range(-3, 9)}
        yield Point(letters, entries, places)


def generic(rng: Random, low: int, below: int) -> Fraction:
    """No integer: at these floor and ceiling jump."""
    above = rng.randint(low, 250)
    return Fraction(above if above % below else above + 1, below)


def value(expr: Expr, point: Point, bits: int = 256) -> Any:
    """NOTHING where there is no value, or none that is certain, or Γ outside what the library knows of it."""
    with precision(bits):
        found = Evaluator(point)
        try:
            if all(found.value(e.args[0]) > 0 for e in postorder(expr) if e.head == "gamma"):
                return found.value(expr)
        except (DeriveError, KeyError, ZeroDivisionError):
            pass
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
            assert near, f"seed {seed}: {before!r} is {old}, {after!r} is {new} at {point}"
        seen += 1
    return seen


def nodes(*exprs: Expr) -> int:
    return sum(1 for e in exprs for _ in postorder(e))


__all__ = [
    "CONTEXT",
    "INDEXED",
    "MAKERS",
    "TABLE",
    "assert_same_values",
    "expression",
    "known",
    "nodes",
    "points",
    "value",
]
