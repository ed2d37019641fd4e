"""A common factor taken out of every sum."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import gcd

from derive.engine.forms_of_exponentials import times_exp
from derive.engine.monomials import Monomial, common_powers, monomial, without
from derive.engine.neat import KEPT, neat
from derive.engine.tidy import (
    negate,
    product,
    terms_of,
)
from derive.expressions.build import add, exp
from derive.expressions.expr import Expr
from derive.expressions.walk import transform


def factor_common(expr: Expr) -> Expr:
    """a·b + a·c = a·(b + c) in every sum."""
    return neat(transform(expr, _factored))


@lru_cache(maxsize=KEPT)
def _factored(each: Expr) -> Expr | None:
    if each.head != "add":
        return None
    terms = [monomial(t) for t in terms_of(each)]
    over = common_powers([t.over for t in terms])
    under = common_powers([t.under for t in terms])
    number = _common_number(terms)
    if not over and not under and number == 1:
        return _factor_exponential(terms)
    rest = [
        Monomial(t.coefficient / number, without(t.over, over), without(t.under, under), t.shown).written()
        for t in terms
    ]
    common = Monomial(number, over, under, terms[0].shown).written()
    return product(common, add(*rest))


def _factor_exponential(terms: list[Monomial]) -> Expr | None:
    """e^u + e^v = e^u (1 + e^{v−u}), when every term has an exponential."""
    powers = [next((t.shown[b].args[0] for b in t.over if b.head == "exp"), None) for t in terms]
    if len(terms) < 2 or powers[0] is None or any(p is None for p in powers):
        return None
    down = negate(powers[0])
    rest = [times_exp(t.written(), down) for t in terms]
    return product(exp(powers[0]), add(*rest))


def _common_number(terms: list[Monomial]) -> Fraction:
    """The greatest common divisor of integer coefficients; negative when all of them are."""
    numbers = [t.coefficient for t in terms]
    if any(c.denominator != 1 or not c for c in numbers):
        return Fraction(1)
    return Fraction(gcd(*(int(c) for c in numbers))) * (-1 if all(c < 0 for c in numbers) else 1)
