"""Exponentials and logarithms: e^{a+b} = e^a e^b, log(a b) = log a + log b, quotients cleared of e^{−u}."""

from __future__ import annotations

from derive.engine.forms_of_terms import collect
from derive.engine.monomials import Monomial, monomial
from derive.engine.neat import neat
from derive.engine.tidy import (
    negate,
    product,
    quotient,
    split_sign,
    terms_of,
    total,
)
from derive.expressions.build import ZERO, exp, log, mul, num
from derive.expressions.expr import Expr, postorder
from derive.expressions.walk import transform


def clear_exponentials(expr: Expr) -> Expr:
    """a/(b + c e^{−u}) = a e^u/(b e^u + c): quotients multiplied through by e^u."""

    def here(each: Expr) -> Expr | None:
        if each.head != "div":
            return None
        falling = [
            e.args[0] for e in postorder(each.args[1]) if e.head == "exp" and split_sign(e.args[0])[0] < 0
        ]
        if not falling or each.args[1].head != "add":
            return None
        up = negate(falling[0])
        above, below = (total(*(times_exp(t, up) for t in terms_of(a))) for a in each.args)
        return quotient(above, below)

    return neat(transform(expr, here))


def times_exp(term: Expr, up: Expr) -> Expr:
    """term·e^up, joined with an exponential that the term already has as a factor."""
    part = monomial(term)
    for base in list(part.over):
        if base.head == "exp" and part.over[base] == 1:
            joined = collect(total(part.shown[base].args[0], up))
            rest = Monomial(
                part.coefficient,
                {b: e for b, e in part.over.items() if b is not base},
                part.under,
                part.shown,
            )
            return rest.written() if joined is ZERO else product(rest.written(), exp(joined))
    return product(term, exp(up))


def split_exponentials(expr: Expr) -> Expr:
    """e^{a + b} = e^a e^b."""

    def here(each: Expr) -> Expr | None:
        if each.head == "exp" and each.args[0].head == "add":
            return mul(*(exp(t) for t in terms_of(each.args[0])))
        return None

    return neat(transform(expr, here))


def merge_exponentials(expr: Expr) -> Expr:
    """e^a e^b = e^{a + b} and 1/e^a = e^{−a}."""

    def here(each: Expr) -> Expr | None:
        if each.head not in ("mul", "div"):
            return None
        part = monomial(each)
        found = [
            (b, sign * e)
            for side, sign in ((part.over, 1), (part.under, -1))
            for b, e in side.items()
            if b.head == "exp"
        ]
        if len(found) < 2 and not any(b in part.under for b, _ in found):
            return None
        joined = collect(total(*(product(num(e), part.shown[b].args[0]) for b, e in found)))
        names = {b for b, _ in found}
        over = {b: e for b, e in part.over.items() if b not in names}
        under = {b: e for b, e in part.under.items() if b not in names}
        rest = Monomial(part.coefficient, over, under, part.shown).written()
        return rest if joined is ZERO else product(rest, exp(joined))

    return neat(transform(expr, here))


def expand_logs(expr: Expr) -> Expr:
    """log(a b) = log a + log b, log(a/b) = log a − log b, log e^a = a."""

    def here(each: Expr) -> Expr | None:
        if each.head != "log":
            return None
        inside = each.args[0]
        if inside.head == "exp":
            return inside.args[0]
        if inside.head not in ("mul", "div", "pow"):
            return None
        part = monomial(inside)
        if part.coefficient <= 0:
            return None
        constant = [] if part.coefficient == 1 else [log(num(part.coefficient))]
        over = [product(num(e), _log(part.shown[b])) for b, e in part.over.items()]
        under = [product(num(-e), _log(part.shown[b])) for b, e in part.under.items()]
        return total(*over, *under, *constant)

    return neat(transform(expr, here))


def _log(expr: Expr) -> Expr:
    return expr.args[0] if expr.head == "exp" else log(expr)
