"""Functions of an order, brought by their recurrence into a window: J_{ν−1} = (2ν/x)·J_ν − J_{ν+1}.

The constant term m of the first argument v + m is brought to 1 ≤ m < 2 (< 3 for a recurrence of three
terms), by the library's `following` and `preceding`, as long as nothing is divided by that may be zero.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from derive.engine.field import Frac
from derive.expressions.expr import Expr, postorder
from derive.expressions.walk import substitute

if TYPE_CHECKING:
    from derive.engine.normal import Normalizer


def recurrence_step(n: Normalizer, expr: Expr) -> Expr | None:
    """The application one step nearer to the window; None when it is there, or cannot be moved."""
    known = n.facts.functions.get(expr.head)
    if known is None or known.following is None or known.preceding is None:
        return None
    order, name = n.form(expr.args[0]), known.parameters[0]
    m = whole_part(n, order)
    orders = {e.args[0] for e in postorder(known.following) if e.head == expr.head}
    if m is None or 1 <= m < 1 + len(orders):
        return None
    rule, shift = (known.following, -1) if m > 1 else (known.preceding, 1)
    at = dict(zip(known.parameters, expr.args, strict=True))
    at[name] = n.express(n.ring.add(order, n.ring.integer(shift)))
    moved = substitute(rule, at)
    divisors = [n.form(e.args[1]) for e in postorder(moved) if e.head == "div"]
    return moved if all(certainly_nonzero(n, d) for d in divisors) else None


def certainly_nonzero(n: Normalizer, u: Frac) -> bool:
    """A number, or a sum of positive terms."""
    if n.ring.is_constant(u):
        return bool(u.num != 0)
    terms = n.ring.terms(n.ring.lift(u.num))
    return all(c > 0 and all(n.ring.generators[i].positive for i in e) for c, e in terms)


def whole_part(n: Normalizer, u: Frac) -> int | None:
    """⌊c⌋ for the constant term c of a polynomial with rational coefficients."""
    if not u.den.is_constant():
        return None
    constant = next((c for c, e in n.ring.terms(n.ring.lift(u.num)) if not e), 0)
    return int(Fraction(constant, int(u.den.leading_coefficient())) // 1)
