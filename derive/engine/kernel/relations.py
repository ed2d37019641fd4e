"""Sets of signs, relations as sets of signs of a difference, and what a run may raise."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache

from derive.engine.kernel.unfold import Reject, exact
from derive.expressions.build import TWO, ZERO, neg, num, power, sub
from derive.expressions.expr import (
    RELATIONS,
    Expr,
)

MINUS, NOUGHT, PLUS, ANY = 1, 2, 4, 7  # sets of signs
ALLOWED = {"eq": 2, "ne": 5, "lt": 1, "le": 3, "gt": 4, "ge": 6}
FLIP = [(m & 2) | (m & 1) << 2 | m >> 2 for m in range(8)]
TIMES = [[0] * 8 for _ in range(8)]
for a in range(8):
    for b in range(8):
        for i in range(3):
            for j in range(3):
                if a >> i & 1 and b >> j & 1:
                    TIMES[a][b] |= 1 << ((i - 1) * (j - 1) + 1)


class Split(Exception):
    """The sign of a tree is not known; `strict`: it matters whether it is zero."""

    def __init__(self, tree: Expr, *, strict: bool) -> None:
        super().__init__(tree, strict)
        self.tree, self.strict = tree, strict

    def __str__(self) -> str:
        return f"the sign of {self.tree!r} is not known"


class Empty(Exception):
    """The relations contradict each other: there is no point here."""


def plus(a: int, b: int) -> int:
    """The signs of a sum."""
    if a == NOUGHT or b == NOUGHT:
        return b if a == NOUGHT else a
    if (a | b) & 5 == 5 or not a or not b:
        return ANY
    return (a | b) & 5 | (a & b & 2)


def gap_of(relation: Expr) -> tuple[Expr, int]:
    """A relation as (u, signs of u); |u| ≤ c is u² − c² ≤ 0."""
    if relation.head not in RELATIONS:
        raise Reject(f"a condition of the form {relation.head}")
    a, b = relation.args
    if a.head == "abs" and (c := exact(b)) is not None and c > 0:
        return sub(power(a.args[0], TWO), num(c * c)), ALLOWED[relation.head]
    return (a if b is ZERO else neg(b) if a is ZERO else sub(a, b)), ALLOWED[relation.head]


@lru_cache(maxsize=8192)
def scaled(e: Expr) -> tuple[Fraction, tuple[Expr, ...]]:
    """A product as (number, other factors)."""
    if e.head == "neg":
        c, rest = scaled(e.args[0])
        return -c, rest
    if e.head == "div" and (d := exact(e.args[1])):
        c, rest = scaled(e.args[0])
        return c / d, rest
    if e.head == "mul":
        parts = [scaled(a) for a in e.args]
        c = Fraction(1)
        for q, _ in parts:
            c *= q
        return c, tuple(x for _, rest in parts for x in rest)
    number = exact(e)
    return (Fraction(1), (e,)) if number is None else (number, ())


@lru_cache(maxsize=8192)
def difference(e: Expr) -> Expr | None:
    """±(u − v), which has the sign of ±(e^u − e^v), or of ±(log u − log v)."""
    if e.head == "div" and (exact(e.args[1]) or 0) > 0:
        return difference(e.args[0])
    if e.head != "add" or len(e.args) != 2:
        return None
    (c, a), (d, b) = map(scaled, e.args)
    heads = {x[0].head if x else "exp" for x in (a, b)}
    if not c or c + d or any(len(x) > 1 for x in (a, b)) or not a + b or heads not in ({"exp"}, {"log"}):
        return None
    u, v = (x[0].args[0] if x else ZERO for x in ((a, b) if c > 0 else (b, a)))
    return sub(u, v) if v is not ZERO else u


def opened(relations: Iterable[Expr]) -> tuple[Expr, ...]:
    """The parts of conjunctions."""
    return tuple(p for r in relations for p in (opened(r.args) if r.head == "and" else (r,)))


def odd_power(u: Expr) -> bool:
    """v^q for an odd q > 0."""
    q = exact(u.args[1]) if u.head == "pow" else None
    return q is not None and q > 0 and q.denominator == 1 and q % 2 == 1
