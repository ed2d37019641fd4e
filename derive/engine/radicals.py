"""Constants made of integers, + − × ÷ and real roots: zero or not, by a separation bound.

Every such E is algebraic; with (u, l) as below and D the product of the degrees of its roots, E ≠ 0 implies
|E| ≥ 1/(u^{D−1} l)  (Burnikel, Funke, Mehlhorn, Schirra and Schmitt, 2001).  A ball smaller than that
around 0 proves E = 0.

    integer n        (|n|, 1)
    a ± b            (u_a l_b + u_b l_a, l_a l_b)
    a·b, a/b         (u_a u_b, l_a l_b), (u_a l_b, l_a u_b)
    a^{1/k}          ((u l^{k−1})^{1/k}, l) if u ≥ l, else (u, (u^{k−1} l)^{1/k})
"""

from __future__ import annotations

from fractions import Fraction

from derive.engine.balls import Evaluator, Point
from derive.engine.conditions import constant
from derive.engine.values import Uncertain, precision, to_ball
from derive.errors import OutsideDomain, TooLarge
from derive.expressions.expr import Expr, number_value, postorder

MOST_BITS = 30_000
MOST_DEGREE = 4096
Bound = tuple[float, float]  # log2 of u and of l, rounded upwards


def separation_bits(expr: Expr) -> int | None:
    """B with |expr| ≥ 2^−B unless expr = 0; None when it is not made of integers and real roots."""
    bounds: dict[Expr, Bound] = {}
    degree = 1
    for each in postorder(expr):
        found = _bound(each, bounds)
        if found is None:
            return None
        bounds[each] = found
        degree *= _degree(each)
        if degree > MOST_DEGREE:
            return None
    u, low = bounds[expr]
    return int((degree - 1) * max(u, 0.0) + max(low, 0.0)) + 4


def _degree(e: Expr) -> int:
    q = _exponent(e)
    return q.denominator if q is not None else 1


def _exponent(e: Expr) -> Fraction | None:
    if e.head == "sqrt":
        return Fraction(1, 2)
    return constant(e.args[1]) if e.head == "pow" else None


def _log2(n: int) -> float:
    return float(n.bit_length()) if n > 1 else 0.0


def _bound(e: Expr, known: dict[Expr, Bound]) -> Bound | None:
    value = number_value(e)
    if value is not None:
        return _log2(abs(value.numerator)), _log2(value.denominator)
    parts = [known[a] for a in e.args if a in known]
    if e.head == "neg":
        return parts[0]
    if e.head == "add":
        total = parts[0]
        for u, low in parts[1:]:
            total = (max(total[0] + low, u + total[1]) + 1, total[1] + low)
        return total
    if e.head == "mul":
        return sum(u for u, _ in parts), sum(low for _, low in parts)
    if e.head == "div":
        (a, b), (c, d) = parts
        return a + d, b + c
    q = _exponent(e)
    return None if q is None or abs(q.numerator) > 64 else _power(parts[0], q)


def _power(base: Bound, q: Fraction) -> Bound:
    u, low = base
    k = q.denominator
    root = ((u + (k - 1) * low) / k, low) if u >= low else (u, ((k - 1) * u + low) / k)
    n = abs(q.numerator)
    a, b = n * root[0] + 1e-9, n * root[1] + 1e-9
    return (a, b) if q > 0 else (b, a)


def vanishes(expr: Expr) -> int | None:
    """The bits at which a ball around 0, smaller than the separation bound, proves expr = 0."""
    needed = separation_bits(expr)
    if needed is None or needed > MOST_BITS:
        return None
    bits = needed + 64 + 8 * sum(1 for _ in postorder(expr))
    with precision(bits):
        try:
            value = Evaluator(Point()).value(expr)
        except (Uncertain, OutsideDomain, TooLarge):
            return None
        if isinstance(value, Fraction):
            return bits if value == 0 else None
        small = abs(to_ball(value)) < to_ball(Fraction(1, 2**needed))
    return bits if small else None
