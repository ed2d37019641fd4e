"""Constants made of integers, + − × ÷, real roots and cos(qπ): zero or not, by a separation bound.

Every such E is algebraic; with (u, l) as below and D the product of the degrees of its roots, E ≠ 0 implies
|E| ≥ 1/(u^{D−1} l)  (Burnikel, Funke, Mehlhorn, Schirra and Schmitt, 2001).  A ball smaller than that
around 0 proves E = 0.

    integer n        (|n|, 1)
    a ± b            (u_a l_b + u_b l_a, l_a l_b)
    a·b, a/b         (u_a u_b, l_a l_b), (u_a l_b, l_a u_b)
    a^{1/k}          ((u l^{k−1})^{1/k}, l) if u ≥ l, else (u, (u^{k−1} l)^{1/k})
    cos, sin, tan    (2, 2) at (a/b)π: ζ + 1/ζ over 2, in the field of the 4b-th roots of unity
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm, prod

from derive.engine.balls import Evaluator, Point
from derive.engine.conditions import constant
from derive.engine.values import Uncertain, precision, to_ball
from derive.errors import OutsideDomain, TooLarge
from derive.expressions.build import PI
from derive.expressions.expr import Expr, number_value, postorder

MOST_BITS = 30_000
MOST_DEGREE = 4096
WAVES = ("cos", "sin", "tan")
Bound = tuple[float, float]  # log2 of u and of l, rounded upwards


def separation_bits(expr: Expr) -> int | None:
    """B with |expr| ≥ 2^−B unless expr = 0; None when it is not made of integers and real roots."""
    bounds: dict[Expr, Bound] = {}
    degree, unity = 1, 1
    angles = {a for e in postorder(expr) if e.head in WAVES for a in postorder(e.args[0])}
    for each in postorder(expr):
        found = _bound(each, bounds)
        if found is None:
            if each in angles:
                continue
            return None
        bounds[each] = found
        degree *= _degree(each)
        if each.head in WAVES:
            unity = lcm(unity, 4 * (half_turns(each.args[0]) or Fraction(1)).denominator)
        if degree * unity > MOST_DEGREE:
            return None
    if expr not in bounds:
        return None
    degree *= unity
    u, low = bounds[expr]
    return int((degree - 1) * max(u, 0.0) + max(low, 0.0)) + 4


def half_turns(e: Expr) -> Fraction | None:
    """q for an angle q·π."""
    if e is PI:
        return Fraction(1)
    if e.head == "neg":
        q = half_turns(e.args[0])
        return None if q is None else -q
    if e.head == "div":
        q, below = half_turns(e.args[0]), constant(e.args[1])
        return None if q is None or not below else q / below
    if e.head == "add":
        parts = [half_turns(a) for a in e.args]
        return None if None in parts else sum((q for q in parts if q is not None), Fraction(0))
    if e.head == "mul":
        numbers = [constant(a) for a in e.args]
        angles = [half_turns(a) for a, c in zip(e.args, numbers, strict=True) if c is None]
        if len(angles) == 1 and angles[0] is not None:
            return angles[0] * prod(c for c in numbers if c is not None)
    return Fraction(0) if constant(e) == 0 else None


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
    if e.head in WAVES:
        return None if half_turns(e.args[0]) is None else (1.0, 1.0)
    if len(parts) < len(e.args):
        return None
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
    q = _exponent(e) if e.args else None
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
