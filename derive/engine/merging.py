"""Sums over the same ranges as one sum: Σ_j f_j + Σ_j g_j = Σ_j (f_j + g_j), when that is 0.

The normal form splits the numerator of a summand, not the fraction: Σ x/(1+y) + Σ xy/(1+y) − Σ x has three
atoms. Over a common denominator, with the dummies of one range interchanged in every way, they cancel.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import permutations, product
from math import factorial

from derive.engine.field import Poly
from derive.engine.labelling import Dummy
from derive.engine.normal import Normalizer
from derive.errors import DeriveError
from derive.expressions.build import add, div, fresh_idx, mul, num, power
from derive.expressions.expr import Expr, write_prefix
from derive.expressions.walk import alpha, substitute

MOST_SUMS, MOST_ORDERS, MOST_TERMS = 24, 24, 60
Term = tuple[int, int]  # coefficient, generator of the sum
Group = tuple[tuple[tuple[int, int], ...], tuple[str, ...]]  # the other factors, the ranges


def cancels(n: Normalizer, p: Poly) -> bool:
    """Whether the terms of p are 0 group by group, a group being one sum after merging."""
    terms = n.ring.terms(n.ring.lift(p))
    if len(terms) > MOST_TERMS:
        return False
    groups: dict[Group, list[Term]] = {}
    for c, exponents in terms:
        sums = [i for i, k in exponents.items() if n.ring.generators[i].kind == "sum" and k == 1]
        if len(sums) != 1:
            return False
        rest = tuple((i, k) for i, k in exponents.items() if i != sums[0])
        groups.setdefault((rest, _ranges(n, sums[0])), []).append((c, sums[0]))
    if not all(1 < len(g) <= MOST_SUMS for g in groups.values()):
        return False
    try:
        return all(n.form(_merged(n, g)).num == 0 for g in groups.values())
    except DeriveError:
        return False


def _ranges(n: Normalizer, i: int) -> tuple[str, ...]:
    return tuple(_range(d) for d in _sorted(n.ring.generators[i].payload[0]))


def _range(dummy: Dummy) -> str:
    return f"{write_prefix(alpha(dummy[1]))} {write_prefix(alpha(dummy[2]))}"


def _sorted(dummies: Sequence[Dummy]) -> list[Dummy]:
    return sorted(dummies, key=_range)


def _merged(n: Normalizer, group: Sequence[Term]) -> Expr:
    """The summand of the whole group, at dummies of its own."""
    first = _sorted(n.ring.generators[group[0][1]].payload[0])
    own = [fresh_idx(d[0].value.name) for d in first]
    for index, (_, lo, hi) in zip(own, first, strict=True):
        n.scope[index.value] = (lo, hi)
    parts = []
    for c, i in group:
        dummies, factors = n.ring.generators[i].payload
        orders = list(_orders(_sorted(dummies)))
        for order in orders:
            at = {d[0]: index for d, index in zip(order, own, strict=True)}
            parts.append(
                mul(num(Fraction(c, len(orders))), *(_power(substitute(f, at), k) for f, k in factors))
            )
    return add(*parts)


def _power(f: Expr, k: int) -> Expr:
    return power(f, num(k)) if k > 0 else div(num(1), power(f, num(-k)))


def _orders(dummies: Sequence[Dummy]) -> Iterator[list[Dummy]]:
    """The orders of the dummies that keep the ranges."""
    classes: dict[str, list[Dummy]] = {}
    for d in dummies:
        classes.setdefault(_range(d), []).append(d)
    count = 1
    for c in classes.values():
        count *= factorial(len(c))
    if count > MOST_ORDERS:
        raise DeriveError("too many orders of the dummies")
    for choice in product(*(permutations(c) for c in classes.values())):
        yield [d for part in choice for d in part]
