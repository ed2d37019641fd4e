"""Forms of choices, deltas and roots: what a person writes beside the plain algebra of `forms`."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from itertools import combinations

from derive.engine.forms import key, neat
from derive.engine.monomials import Monomial, monomial
from derive.engine.neat import KEPT
from derive.engine.strict import strict_branches
from derive.engine.tidy import product, split_sign, terms_of, total
from derive.expressions.build import cases, div, fn, iverson, log, num
from derive.expressions.expr import Expr, number_value, postorder
from derive.expressions.walk import substitute, transform


def inside_branches(expr: Expr) -> Expr:
    """Every choice by order, where its branches hold in a neighbourhood: ≤ becomes <."""

    def here(each: Expr) -> Expr | None:
        if each.head != "cases":
            return None
        branches = strict_branches(each.args[::2], each.args[1::2], _of_reals)
        return cases([(within(value, condition), condition) for value, condition in branches])

    return transform(expr, here)


def as_brackets(expr: Expr) -> Expr:
    """A choice whose conditions exclude one another, as brackets: f if a > b and g if b > a is
    f [a > b] + g [b > a]."""

    def here(each: Expr) -> Expr | None:
        if each.head != "cases":
            return None
        conditions = each.args[1::2]
        if not all(_exclude(a, b) for a, b in combinations(conditions, 2)):
            return None
        return total(*(product(v, iverson(c)) for v, c in zip(each.args[::2], conditions, strict=True)))

    return transform(expr, here)


def _exclude(a: Expr, b: Expr) -> bool:
    """Whether a says x > y and b says y > x, among others."""
    turned = {(y, x) for x, y in _orders(a)}
    return any(pair in turned for pair in _orders(b))


def _orders(condition: Expr) -> list[tuple[Expr, Expr]]:
    """The strict orders of a condition, the greater first."""
    parts = condition.args if condition.head == "and" else (condition,)
    bounds = [(p.args[0], p.args[1], p.head) for p in parts if p.head in ("gt", "lt")]
    return [(a, b) if head == "gt" else (b, a) for a, b, head in bounds]


def _of_reals(relation: Expr) -> bool:
    """Whether a relation compares reals, not index letters."""
    return not all(e.head in ("idx", "num", "add", "neg") for a in relation.args for e in postorder(a))


def within(value: Expr, condition: Expr) -> Expr:
    """`value` where the condition holds: a choice with a branch under the same condition is decided."""

    def here(each: Expr) -> Expr | None:
        if each.head != "cases":
            return None
        inner = strict_branches(each.args[::2], each.args[1::2], _of_reals)
        return next((v for v, c in inner if key(c) == key(condition)), None)

    return transform(value, here)


def use_deltas(expr: Expr) -> Expr:
    """f(k) δ_ik = f(i) δ_ik: in a term with a δ of two index letters the later one gives way."""
    return neat(transform(expr, _by_delta))


@lru_cache(maxsize=KEPT)
def _by_delta(each: Expr) -> Expr | None:
    if each.head not in ("mul", "div"):
        return None
    for factor in monomial(each).side(monomial(each).over):
        if factor.head == "delta" and all(a.head == "idx" for a in factor.args):
            first, second = sorted(factor.args, key=lambda a: (bool(a.value.uid), a.value.name, a.value.uid))
            return _kept(each, factor, second, first)
    return None


def _kept(term: Expr, delta: Expr, old: Expr, new: Expr) -> Expr:
    """The term with `old` replaced by `new` everywhere but in the δ itself."""
    place = fn("delta-kept")
    masked = transform(term, lambda e: place if e is delta else None)
    moved = substitute(masked, {old: new})
    return transform(moved, lambda e: delta if e is place else None)


def combine_logs(expr: Expr) -> Expr:
    """log a − log b = log(a/b) in every sum of at least two logarithms."""

    def here(each: Expr) -> Expr | None:
        if each.head != "add":
            return None
        signs = [split_sign(t) for t in terms_of(each)]
        if sum(bare.head == "log" for _, bare in signs) < 2:
            return None
        over = [bare.args[0] for sign, bare in signs if bare.head == "log" and sign > 0]
        under = [bare.args[0] for sign, bare in signs if bare.head == "log" and sign < 0]
        rest = [t for t, (_, bare) in zip(terms_of(each), signs, strict=True) if bare.head != "log"]
        inside = div(product(*over), product(*under)) if under else product(*over)
        return total(log(inside), *rest)

    return neat(transform(expr, here))


def roots(expr: Expr) -> Expr:
    """√a² = a as (√a)², and √(c a) = √c √a for a number c > 0."""

    def here(each: Expr) -> Expr | None:
        if each.head == "pow" and each.args[0].head == "sqrt" and number_value(each.args[1]) == 2:
            return each.args[0].args[0]
        if each.head == "sqrt" and each.args[0].head in ("mul", "div"):
            inner = monomial(each.args[0])
            if (
                not all(_positive(inner.shown[b]) for b in (*inner.over, *inner.under))
                or inner.coefficient < 0
            ):
                return None
            return _root(inner).written()
        return None

    return neat(transform(expr, here))


def _positive(expr: Expr) -> bool:
    value = number_value(expr)
    return (
        (value is not None and value > 0)
        or (expr.head == "const" and expr.value in ("pi", "e"))
        or expr.head == "exp"
    )


def _root(inner: Monomial) -> Monomial:
    made = Monomial()
    for number, above in ((inner.coefficient.numerator, True), (inner.coefficient.denominator, False)):
        if number != 1:
            made.put(fn("sqrt", num(number)), Fraction(1), above)
    for powers, above in ((inner.over, True), (inner.under, False)):
        for base, exponent in powers.items():
            made.put(fn("sqrt", inner.shown[base]), exponent, above)
    return made
