"""Choices between real numbers inside sums: by a sign s(u), one for each u.

Of the signs −1, 0 and 1 all are tried, where they are few; else they are any numbers.

    |u| = s·u     [u > 0] = (s² + s)/2     [u ≥ 0] = 1 − (s² − s)/2     heaviside u = (1 + s)/2
    max(a, b) = b + (a − b)·[a − b > 0]     min(a, b) = a − (a − b)·[a − b > 0]

s(c·u) = ±s(u) for numbers c. Where u ≠ 0 is known at every place, s is 1 or −1.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from derive.engine.kernel.primes import Vector
from derive.engine.kernel.relations import NOUGHT, Split, gap_of
from derive.engine.kernel.unfold import Reject
from derive.engine.kernel.within import everywhere
from derive.expressions.build import sub
from derive.expressions.expr import RELATIONS, Expr, node

HALF = Fraction(1, 2)
MOST_POINTS = 4_000
CHOICES = frozenset({"abs", "sign", "heaviside", "max", "min", "iverson"})
Valued = Callable[[Expr], Vector]


def chosen(f: Any, e: Expr, valued: Valued) -> Vector:
    """The value of a choice whose arguments have values."""
    if e.head == "iverson":
        return compared(f, e.args[0], valued)
    if e.head in ("max", "min"):
        best, found = e.args[0], valued(e.args[0])
        for other in e.args[1:]:
            over = above(f, best, other, found, valued(other))
            gap = f.times(f.plus(found, valued(other), -1), over)
            found = f.plus(valued(other), gap) if e.head == "max" else f.plus(found, gap, -1)
            best = node(e.head, best, other)
        return found
    s = sign(f, e.args[0], valued(e.args[0]))
    if e.head == "heaviside":
        return f.scale(HALF, f.plus(f.one, s))  # type: ignore[no-any-return]
    return s if e.head == "sign" else f.times(s, valued(e.args[0]))


def compared(f: Any, relation: Expr, valued: Valued) -> Vector:
    """[a ≥ b] = 1 − [b − a > 0], [a = b] = 1 − [a − b > 0] − [b − a > 0]."""
    if relation.head not in RELATIONS:
        raise Reject("a case distinction inside a sum")
    a, b = relation.args
    u, v = valued(a), valued(b)
    over, under = above(f, a, b, u, v), above(f, b, a, v, u)
    if relation.head in ("gt", "lt"):
        return over if relation.head == "gt" else under
    if relation.head in ("ge", "le"):
        return f.plus(f.one, under if relation.head == "ge" else over, -1)  # type: ignore[no-any-return]
    either: Vector = f.plus(over, under)
    return either if relation.head == "ne" else f.plus(f.one, either, -1)


def above(f: Any, a: Expr, b: Expr, u: Vector, v: Vector) -> Vector:
    """[a − b > 0], u and v their values."""
    s = sign(f, sub(a, b), f.plus(u, v, -1))
    return f.scale(HALF, f.plus(f.times(s, s), s))  # type: ignore[no-any-return]


def sign(f: Any, e: Expr, u: Vector) -> Vector:
    c = f.ratio(u, f.one)
    if c is not None or f.zero(u):
        return f.constant(Fraction(0 if not c else 1 if c > 0 else -1))  # type: ignore[no-any-return]
    known = f.atoms.setdefault("sign of a term", [])
    for args, s in known:
        c = f.ratio(u, args[0])
        if c is not None:
            return s if c > 0 else [-x % f.p for x in s]
    length = f.plan.groups * f.size
    values = (1, f.p - 1) if never_zero(f, e, u) else (1, f.p - 1, 0)
    if length * len(values) <= MOST_POINTS:
        s = [v for v in values for _ in range(length)]
        f.size *= len(values)
    else:  # nothing is used of it
        s = list(f.random(("sign", len(known))))
    known.append(([u], s))
    return s


def never_zero(f: Any, e: Expr, u: Vector) -> bool:
    """Whether it is known of every place that u is not 0 there."""
    relations, own = f.spoken
    for relation in everywhere(relations, own, e):
        gap, mask = gap_of(relation)
        try:
            if not mask & NOUGHT and f.ratio(u, f.value(gap)) is not None:
                return True
        except (Reject, Split):
            continue
    return False
