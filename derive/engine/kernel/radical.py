"""Constants made of roots and of cos(qπ), nearer to each other than different ones can be."""

from __future__ import annotations

from fractions import Fraction
from math import inf, lcm
from typing import Any

from flint import ctx

from derive.engine.kernel import line
from derive.engine.kernel.points import Point, ball
from derive.engine.kernel.unfold import Reject, exact
from derive.expressions.build import PI, sub
from derive.expressions.expr import Expr, number_value, postorder


def prove(task: Any) -> str:
    """Two constants nearer to each other than different ones of this form can be."""
    needed = near_zero(sub(*map(task.written, (task.left, task.right))))
    return f"exact (separation bound of {needed} bits)"


def near_zero(gap: Expr) -> int:
    """The bits of the bound below which the constant lies, so that it is 0."""
    needed = separation(gap)
    with ctx.workprec(needed + 64 + 8 * sum(1 for _ in postorder(gap))):
        value = Point({}).value(gap)
        if not abs(ball(value)) < ball(Fraction(1, 2**needed)):
            raise Reject("the two constants are not near enough to be equal")
    return needed


def separation(e: Expr) -> int:
    """B with |e| ≥ 2^−B unless e = 0, for e of numbers, + − × ÷, real roots and cos(qπ) (BFMSS bound): e is a
    quotient of algebraic integers whose conjugates are at most 2^u and 2^l, and D bounds its degree.
    2·cos(qπ) is the sum of two 2b-th roots of unity for q = a/b."""
    bounds: dict[Expr, tuple[float, float]] = {}
    degree, unity = 1, 1
    for x in postorder(e):
        q = Fraction(1, 2) if x.head == "sqrt" else exact(x.args[1]) if x.head == "pow" else None
        number, parts = number_value(x), [bounds.get(a, (inf, inf)) for a in x.args]
        if number is not None:
            bounds[x] = (abs(number.numerator).bit_length(), number.denominator.bit_length())
        elif x.head in ("sin", "cos", "tan"):
            bounds[x] = (1, 1)
            unity = lcm(unity, 4 * half_turns(x.args[0]).denominator)
        elif x.head == "add":
            low = sum(b for _, b in parts)
            bounds[x] = (max(a + low - b for a, b in parts) + len(parts), low)
        elif x.head == "mul":
            bounds[x] = (sum(a for a, _ in parts), sum(b for _, b in parts))
        elif x.head in ("neg", "where"):
            bounds[x] = parts[0]
        elif x.head == "div":
            bounds[x] = (parts[0][0] + parts[1][1], parts[0][1] + parts[1][0])
        elif q is not None:
            (u, low), k, n = parts[0], q.denominator, abs(q.numerator)
            root = ((u + (k - 1) * low) / k, low) if u >= low else (u, ((k - 1) * u + low) / k)
            above, below = n * root[0] + 1, n * root[1] + 1
            bounds[x] = (above, below) if q > 0 else (below, above)
            degree *= k
        if degree * unity > 4096:
            raise Reject("too high a degree")
    above, below = bounds.get(e, (inf, inf))
    if not max(above, below) <= 30_000:
        raise Reject("no bound for a constant of this form")
    return int((degree * unity - 1) * max(above, 0) + max(below, 0)) + 4


def half_turns(e: Expr) -> Fraction:
    """q for an angle q·π."""
    found = line.quotient(e)
    if found is not None:
        atom, p, q = found
        if p[0] == 0 and q.degree() == 0 and (not p or (atom is PI and p.degree() == 1)):
            return Fraction(str(p[1] / q[0]))
    raise Reject("an angle that is no rational multiple of π")
