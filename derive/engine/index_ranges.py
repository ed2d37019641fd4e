"""Equations for one index, and whether its value lies in a range."""

from __future__ import annotations

from derive.engine.choices import order_atom
from derive.engine.field import Frac
from derive.engine.normal import Normalizer
from derive.expressions.build import rel, sub
from derive.expressions.expr import Expr


def solve_unit(n: Normalizer, linear: Expr, index: Expr) -> Expr | None:
    """The value of the index where `linear` = 0, when its coefficient is ±1."""
    form = n.form(linear)
    i = n.ring.find(("letter", index))
    if i is None or not form.den.is_constant() or form.den != 1:
        return None
    coefficient, rest = 0, n.ring.zero.num
    for c, exponents in n.ring.terms(form.num):
        if exponents == {i: 1}:
            coefficient = c
        elif i in exponents:
            return None
        else:
            rest = n.ring.lift(rest) + c * n.ring.monomial(exponents)
    if abs(coefficient) != 1:
        return None
    return n.express(Frac(-coefficient * rest, n.ring.one.num))


def in_range(n: Normalizer, value: Expr, lo: Expr, hi: Expr) -> Frac:
    """[lo ≤ value ≤ hi], 1 when the value's own declared range is that."""
    known = n.scope.get(value.value) if value.head == "idx" else None
    if known is not None and _same_limits(n, known, (lo, hi)):
        return n.ring.one
    low, high = n.form(sub(value, lo)), n.form(sub(hi, value))
    total = n.ring.one
    for gap, condition in ((low, rel("le", lo, value)), (high, rel("le", value, hi))):
        c = n.ring.constant_value(gap)
        if c is not None and c < 0:
            return n.ring.zero
        if c is None and not _known_side(n, value, known, condition, lo, hi):
            total = n.ring.mul(total, order_atom(n, condition))
    return total


def _known_side(
    n: Normalizer, value: Expr, known: tuple[Expr, Expr] | None, condition: Expr, lo: Expr, hi: Expr
) -> bool:
    """Whether the declared range of the value gives this one side."""
    if known is None:
        return False
    gap = sub(known[0], lo) if condition.args[1] is value else sub(hi, known[1])
    c = n.ring.constant_value(n.form(gap))
    return c is not None and c >= 0


def _same_limits(n: Normalizer, a: tuple[Expr, Expr], b: tuple[Expr, Expr]) -> bool:
    return all(n.ring.equal(n.form(x), n.form(y)) for x, y in zip(a, b, strict=True))
