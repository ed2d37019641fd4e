"""Bookkeeping that nobody writes as a step, and when two forms count as the same."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import gcd

from derive.engine.monomials import alpha
from derive.engine.places import difference, place, written
from derive.engine.tidy import (
    factors_of,
    negate,
    product,
    quotient,
    raised,
    scaled,
    split_sign,
    terms_of,
)
from derive.expressions.build import ONE, ZERO, add, div, mul, num
from derive.expressions.expr import LEAVES, Expr, number_value, postorder
from derive.expressions.walk import rebuild, transform

KEPT = 20_000
"""Of how many nodes the neat form is remembered: of a form and the next one most nodes are the same."""


@lru_cache(maxsize=KEPT)
def key(expr: Expr) -> str:
    """A text equal for two expressions that differ in the order of terms and factors only."""
    text: dict[Expr, str] = {}
    flat = alpha(transform(transform(expr, _one_product), _flat))
    for each in postorder(flat):
        if each.head in LEAVES:
            text[each] = f"{each.head}:{each.value}"
            continue
        parts = [text[a] for a in each.args]
        if each.head in ("add", "mul", "delta", "max", "min", "and", "or", "eq", "ne"):
            parts.sort()
        text[each] = f"({each.head} {' '.join(parts)})"
    return text[flat]


@lru_cache(maxsize=KEPT)
def _one_product(expr: Expr) -> Expr | None:
    """a (b c) = a b c, before a·(1/b) is read as a/b."""
    if expr.head != "mul" or all(a.head not in ("mul", "neg") for a in expr.args):
        return None
    coefficient, factors = factors_of(expr)
    return mul(num(coefficient), *factors)


@lru_cache(maxsize=KEPT)
def _flat(expr: Expr) -> Expr | None:
    if expr.head == "add":
        return add(*terms_of(expr))
    if expr.head == "neg":
        return negate(expr.args[0])
    if expr.head in ("mul", "div"):
        return _flat_term(expr)
    if expr.head in ("gt", "ge"):
        return _flat_bound(Expr({"gt": "lt", "ge": "le"}[expr.head], expr.args[::-1]))
    if expr.head in ("lt", "le"):
        return _flat_bound(expr)
    if expr.head == "entry":
        return rebuild(expr, (expr.args[0], *(place(p) for p in expr.args[1:])))
    if expr.head == "delta":
        return _flat_delta(*expr.args)
    if expr.head == "iverson" and expr.args[0].head == "eq" and _has_place(expr):
        return _flat_delta(*expr.args[0].args)
    return None


def _flat_delta(a: Expr, b: Expr) -> Expr:
    """δ(a, b) by what the places differ by, either way: δ(t + k − 1, s) is [t − s = 1 − k]."""
    return Expr("delta", (written(difference(a, b)), written(difference(b, a))))


def _has_place(expr: Expr) -> bool:
    return any(e.head == "idx" for e in postorder(expr))


def _flat_bound(expr: Expr) -> Expr:
    """a ≤ b between places as 0 ≤ b − a: 1 ≤ s + 1 − t and t ≤ s are the same."""
    a, b = expr.args
    if not _has_place(expr):
        return expr
    return Expr(expr.head, (ZERO, written(difference(a, b))))


def _flat_term(expr: Expr) -> Expr:
    """Numbers in front, and a·(1/b) = a/b: what nobody counts as another form."""
    above, below = (expr.args[0], expr.args[1]) if expr.head == "div" else (expr, ONE)
    coefficient, over = factors_of(above)
    scale, under = factors_of(below)
    if not coefficient or not scale:
        return ZERO if scale else expr
    units = [f for f in over if f.head == "div" and number_value(f.args[0])]
    for each in units:
        c, more = factors_of(each.args[1])
        if not c:
            return expr
        coefficient *= (number_value(each.args[0]) or 1) / c
        under += more
    kept = [f for f in over if not any(f is u for u in units)]
    coefficient /= scale
    sign = 1 if coefficient > 0 else -1
    top = product(num(abs(coefficient)), *kept)
    return product(num(sign), div(top, mul(*under)) if under else top)


def neat(expr: Expr) -> Expr:
    """Signs, factors 1 and terms 0 in order, a·a = a², a·(1/b) = a/b; terms are not added up."""
    memo: dict[Expr, Expr] = {}
    for each in postorder(expr):
        memo[each] = _neat_here(rebuild(each, (memo[a] for a in each.args)))
    return memo[expr]


@lru_cache(maxsize=KEPT)
def _neat_here(expr: Expr) -> Expr:
    if expr.head == "add":
        return add(*(t for t in terms_of(expr) if t is not ZERO))
    if expr.head == "mul":
        return _whole_numbers(_merge_fractions(_equal_factors(expr)))
    if expr.head == "neg":
        return negate(expr.args[0])
    if expr.head == "div":
        return _reduced(quotient(*(_equal_factors(a) for a in expr.args)))
    if expr.head == "pow":
        return raised(*expr.args)
    if expr.head == "sum" and expr.args[0] is ZERO:
        return ZERO
    return expr


def _reduced(expr: Expr) -> Expr:
    """2a/(4b) = a/(2b): the integers above and below without a common divisor."""
    sign, bare = split_sign(expr)
    if bare.head != "div" or bare.args[1].head == "num":
        return expr
    (over, above), (under, below) = (factors_of(a) for a in bare.args)
    common = Fraction(1)
    if over.denominator == under.denominator == 1 and over and under:
        common = Fraction(gcd(int(over), int(under)))
    if common == 1:
        return expr
    top, bottom = scaled(over / common, above), scaled(under / common, below)
    return quotient(negate(top) if sign < 0 else top, bottom)


def _whole_numbers(expr: Expr) -> Expr:
    """The fractions of a product reduced."""
    sign, bare = split_sign(expr)
    if bare.head == "div":
        return _reduced(expr)
    if bare.head != "mul" or not any(f.head == "div" for f in bare.args):
        return expr
    whole = product(*(_reduced(f) for f in bare.args))
    return negate(whole) if sign < 0 else whole


def _equal_factors(expr: Expr) -> Expr:
    """a·a = a², for a product whose factors are not quotients."""
    if expr.head != "mul":
        return expr
    coefficient, factors = factors_of(expr)
    counted: dict[Expr, Fraction] = {}
    shown: dict[Expr, Expr] = {}
    for each in factors:
        own = number_value(each.args[1]) if each.head == "pow" else None
        base = each.args[0] if own is not None else each
        shown.setdefault(alpha(base), base)
        counted[alpha(base)] = counted.get(alpha(base), Fraction(0)) + (own if own is not None else 1)
    if len(counted) == len(factors):
        return scaled(coefficient, factors)
    return scaled(coefficient, [raised(shown[b], num(e)) for b, e in counted.items()])


def _merge_fractions(expr: Expr) -> Expr:
    """a·(c/b) = (c a)/b for a numeric c, unless other fractions stand in the product."""
    coefficient, factors = factors_of(expr)
    fractions = [f for f in factors if f.head == "div"]
    if len(fractions) != 1 or number_value(fractions[0].args[0]) is None or _open(factors):
        return product(expr)
    top, below = fractions[0].args
    others = [f for f in factors if f is not fractions[0]]
    return quotient(product(num(coefficient), top, *others), below) if others else product(expr)


def _open(factors: list[Expr]) -> bool:
    """Whether the fraction is left in front: before a derivative, a Σ, or a bracket with fractions."""
    return any(
        f.head in ("deriv", "sum") or (f.head == "add" and any(has_fraction(t) for t in f.args))
        for f in factors
    )


def has_fraction(expr: Expr) -> bool:
    return any(f.head == "div" for f in factors_of(expr)[1])
