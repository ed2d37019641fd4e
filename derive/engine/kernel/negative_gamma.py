"""Γ at negative numbers: Γ(q) = Γ(q + k)/(q (q + 1) … (q + k − 1)) with 0 < q + k < 1."""

from __future__ import annotations

from fractions import Fraction

from derive.expressions.build import div, fn, mul, num
from derive.expressions.expr import Expr

LOWEST = -30


def of_negative(q: Fraction | None) -> Expr | None:
    """Γ(q) by Γ at a positive number; None where q is none of the negative numbers between poles."""
    if q is None or not LOWEST < q < 0 or q.denominator == 1:
        return None
    k = -(q.numerator // q.denominator)
    return div(fn("gamma", num(q + k)), mul(*(num(q + j) for j in range(k))))
