"""Brackets and terms: multiplied out, collected, signs taken in, sums split."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from derive.engine.indices import pull_out
from derive.engine.monomials import Monomial, monomial
from derive.engine.neat import KEPT, key, neat
from derive.engine.tidy import (
    negate,
    split_sign,
    terms_of,
    total,
)
from derive.expressions.build import add
from derive.expressions.expr import Expr, number_value, postorder
from derive.expressions.walk import freshen, rebuild, transform

MOST_TERMS = 400


def expand(expr: Expr) -> Expr:
    """a·(b + c) = a·b + a·c, brackets above the strokes multiplied out; like terms stay side by side."""
    memo: dict[Expr, Expr] = {}
    for each in postorder(expr):
        kept = each.args[1:] if each.head == "div" else ()
        new = rebuild(each, (*(memo[a] for a in each.args[: len(each.args) - len(kept)]), *kept))
        memo[each] = _expanded(new) or new
    return memo[expr]


def expand_below(expr: Expr) -> Expr:
    """a/(b·(c + d)) = a/(b·c + b·d), brackets multiplied out above and below the strokes."""
    return transform(expr, _expanded)


@lru_cache(maxsize=KEPT)
def _expanded(each: Expr) -> Expr | None:
    if each.head in ("mul", "neg") or (each.head == "pow" and each.args[0].head == "add"):
        parts = _multiplied(each)
        return add(*(p.written() for p in parts)) if len(parts) > 1 else None
    return add(*terms_of(each)) if each.head == "add" else None


def _multiplied(expr: Expr) -> list[Monomial]:
    if expr.head == "add":
        return [part for term in terms_of(expr) for part in _multiplied(term)]
    if expr.head == "neg":
        return [Monomial(-p.coefficient, p.over, p.under, p.shown) for p in _multiplied(expr.args[0])]
    exponent = number_value(expr.args[1]) if expr.head == "pow" else None
    factors: tuple[Expr, ...] = (expr,)
    if expr.head == "mul":
        factors = expr.args
    elif exponent is not None and expr.args[0].head == "add" and exponent in (2, 3):
        factors = (expr.args[0],) * int(exponent)
    if factors == (expr,):
        return [monomial(expr)]
    found = [Monomial()]
    for factor in factors:
        inner = _multiplied(factor)
        if len(found) * len(inner) > MOST_TERMS:
            return [monomial(expr)]
        found = [a.times(b) for a in found for b in inner]
    return found


def collect(expr: Expr) -> Expr:
    """Like terms added up, in every sum; terms that cancel are gone, terms without like ones stay."""
    return neat(transform(expr, _collected))


@lru_cache(maxsize=KEPT)
def _collected(each: Expr) -> Expr | None:
    if each.head != "add":
        return None
    groups: dict[str, list[Expr]] = {}
    for term in terms_of(each):
        groups.setdefault(_unscaled(term), []).append(term)
    if len(groups) == len(terms_of(each)):
        return None
    return total(*(_added(group) for group in groups.values()))


def _unscaled(term: Expr) -> str:
    part = monomial(term)
    return key(Monomial(Fraction(1), part.over, part.under, part.shown).written())


def _added(group: list[Expr]) -> Expr:
    if len(group) == 1:
        return group[0]
    last = monomial(group[-1])
    last.coefficient = sum((monomial(t).coefficient for t in group), Fraction(0))
    return last.written()


def split_sums(expr: Expr) -> Expr:
    """Σ(f + g) = Σf + Σg."""

    def here(each: Expr) -> Expr | None:
        if each.head != "sum" or each.args[0].head != "add":
            return None
        return total(*(freshen(rebuild(each, (t, *each.args[1:]))) for t in each.args[0].args))

    return transform(expr, here)


def pull_out_of_sums(expr: Expr) -> Expr:
    """Σ_j c f_j = c Σ_j f_j for a factor c without j."""
    return neat(transform(expr, lambda each: pull_out(each) if each.head == "sum" else None))


def single_signs(expr: Expr) -> Expr:
    """−(−a) = a, for what a definition is put in at a negative place."""
    return transform(expr, lambda e: e.args[0].args[0] if e.head == "neg" == e.args[0].head else None)


def gather_scale(expr: Expr) -> Expr:
    """−(a − b) = b − a, also in −c (a − b) and −Σ (a − b): a sign taken inside a bracket."""

    def here(each: Expr) -> Expr | None:
        return None if each.head != "neg" else _sign_inside(each.args[0])

    return transform(expr, here)


def _sign_inside(expr: Expr) -> Expr | None:
    """−expr without the sign, when a bracket in it has a negative term to lead with."""
    if expr.head == "add" and any(split_sign(t)[0] < 0 for t in expr.args):
        flipped = [negate(t) for t in expr.args]
        return add(*sorted(flipped, key=lambda t: split_sign(t)[0] < 0))
    if expr.head == "sum":
        inner = _sign_inside(expr.args[0])
        return None if inner is None else rebuild(expr, (inner, *expr.args[1:]))
    if expr.head in ("mul", "div"):
        for place, each in enumerate(expr.args):
            inner = _sign_inside(each)
            if inner is not None:
                return rebuild(expr, (*expr.args[:place], inner, *expr.args[place + 1 :]))
    return None
