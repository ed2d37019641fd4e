"""Fractions: cancelled, multiplied, split, brought together."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from derive.engine.monomials import Monomial, alpha, largest_powers, monomial, without
from derive.engine.neat import KEPT, has_fraction, neat
from derive.engine.tidy import (
    factors_of,
    negate,
    split_sign,
    terms_of,
    total,
)
from derive.expressions.build import add, div, exp, neg
from derive.expressions.expr import Expr, number_value, postorder
from derive.expressions.walk import transform


def cancel(expr: Expr) -> Expr:
    """a·b/(a·c) = b/c and e^a·e^{−a} = 1, in every term and every quotient."""
    return neat(transform(expr, _cancelled))


@lru_cache(maxsize=KEPT)
def _cancelled(each: Expr) -> Expr | None:
    if each.head not in ("mul", "div", "neg"):
        return None
    whole = monomial(each)
    less = _cancel_exponentials(whole.cancelled())
    same = less.over == whole.over and less.under == whole.under
    return None if same else less.written()


def _cancel_exponentials(term: Monomial) -> Monomial:
    """e^u e^{−u} = 1 on either side of the stroke."""
    over, under = dict(term.over), dict(term.under)
    for side in (over, under):
        for base in list(side):
            other = alpha(exp(negate(base.args[0]))) if base.head == "exp" else None
            if other is not None and other in side and base in side and other is not base:
                both = min(side[base], side[other])
                for b in (base, other):
                    side[b] -= both
                    if not side[b]:
                        del side[b]
    return Monomial(term.coefficient, over, under, term.shown)


def multiply_fractions(expr: Expr) -> Expr:
    """(a/b)·(c/d) = ac/(bd), equal factors gathered into powers, nothing cancelled."""
    return neat(transform(expr, _multiplied))


@lru_cache(maxsize=KEPT)
def _multiplied(each: Expr) -> Expr | None:
    if each.head == "mul" and any(f.head == "div" for f in factors_of(each)[1]):
        return monomial(each).written()
    if each.head == "div" and any(has_fraction(a) for a in each.args):
        return monomial(each).written()
    return None


def power_of_quotient(expr: Expr) -> Expr:
    """(a/b)^n = a^n/b^n and (a b)^n = a^n b^n for an integer n."""

    def here(each: Expr) -> Expr | None:
        if each.head != "pow" or each.args[0].head not in ("div", "mul", "neg"):
            return None
        n = number_value(each.args[1])
        if n is None or n.denominator != 1 or n <= 0:
            return None
        inner = monomial(each.args[0])
        over, under = ({b: e * n for b, e in side.items()} for side in (inner.over, inner.under))
        return Monomial(inner.coefficient ** int(n), over, under, inner.shown).written()

    return neat(transform(expr, here))


def common_denominator(expr: Expr) -> Expr:
    """a/b + c = (a + c·b)/b in every sum that holds a quotient; the numerator as it arises."""
    return transform(expr, _over_one_stroke)


@lru_cache(maxsize=KEPT)
def _over_one_stroke(each: Expr) -> Expr | None:
    if each.head != "add":
        return None
    terms = [monomial(t) for t in terms_of(each)]
    below = largest_powers(t.under for t in terms)
    if not below:
        return None
    shown = {b: s for t in terms for b, s in t.shown.items()}
    bottom = Monomial(Fraction(1), below, {}, shown)
    return div(add(*(p for t in terms for p in _over(t, bottom))), bottom.written())


def _over(term: Monomial, bottom: Monomial) -> list[Expr]:
    """The terms of term·bottom, a lone ±1 times a sum written without its brackets."""
    missing = Monomial(Fraction(1), without(bottom.over, term.under), {}, bottom.shown)
    above = Monomial(term.coefficient, dict(term.over), {}, term.shown)
    whole = above.times(missing).written()
    sign, bare = split_sign(whole)
    return terms_of(bare) if sign > 0 else [neg(bare)]


def split_fraction(expr: Expr) -> Expr:
    """(a + b)/c = a/c + b/c, what cancels cancelled; fractions within such a fraction stay."""
    split = [e for e in postorder(expr) if e.head == "div" and e.args[0].head == "add"]
    inner = dict.fromkeys(e for each in split for e in postorder(*each.args) if e.head == "div")

    def here(each: Expr) -> Expr | None:
        if each.head != "div" or each.args[0].head != "add" or each in inner:
            return None
        return total(*(monomial(div(t, each.args[1])).cancelled().written() for t in each.args[0].args))

    return neat(transform(expr, here))
