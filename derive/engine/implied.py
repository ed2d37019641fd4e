"""Comparisons that follow from one another: the same gap up to a number."""

from __future__ import annotations

from fractions import Fraction

from derive.engine.normal import Normalizer
from derive.errors import DeriveError
from derive.expressions.build import sub
from derive.expressions.expr import RELATIONS, Expr

WEAKER = {
    "gt": ("gt", "ge", "ne"),
    "lt": ("lt", "le", "ne"),
    "ge": ("ge",),
    "le": ("le",),
    "ne": ("ne",),
    "eq": ("eq",),
}
MIRROR = {"gt": "lt", "lt": "gt", "ge": "le", "le": "ge", "ne": "ne", "eq": "eq"}


def proportion(n: Normalizer, known: Expr, wanted: Expr) -> Fraction | None:
    """The number that the gap of one comparison is times the other's."""
    try:
        a, b = n.forms(sub(*known.args), sub(*wanted.args))
    except DeriveError:
        return None
    if a.num == 0 or b.num == 0:
        return None
    return n.ring.constant_value(n.ring.mul(a, n.ring.inverse(b)))


def implies(n: Normalizer, known: Expr, wanted: Expr) -> bool:
    """Whether one comparison with zero gives the other: same gap up to a positive number."""
    if known.head not in RELATIONS or wanted.head not in RELATIONS:
        return known is wanted
    ratio = proportion(n, known, wanted)
    if not ratio:
        return False
    head = known.head if ratio > 0 else MIRROR[known.head]
    return wanted.head in WEAKER[head]
