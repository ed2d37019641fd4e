"""Nested sums that are sums of squares: Σ_i Σ_j Σ_k a_ij a_ik = Σ_i (Σ_j a_ij)²."""

from __future__ import annotations

from itertools import combinations

from derive.engine.field import Generator, Poly
from derive.engine.labelling import Dummy, Factor
from derive.engine.normal import Normalizer
from derive.expressions.build import add, mul, num, power, sum_over
from derive.expressions.expr import Expr, free_indices
from derive.expressions.walk import substitute


def squares_of_sums(n: Normalizer, p: Poly) -> Expr | None:
    """p as a sum of squares, each with a positive number and even powers before it; None where it is none."""
    parts = []
    for c, exponents in n.ring.terms(p):
        nested = [i for i, e in exponents.items() if e % 2]
        shown = _squared(n.ring.generators[nested[0]]) if len(nested) == 1 else None
        if c < 0 or shown is None or exponents[nested[0]] != 1:
            return None
        rest = {i: e for i, e in exponents.items() if i not in nested}
        parts.append(mul(num(c), n.express_poly(n.ring.monomial(rest)), shown))
    return add(*parts) if parts else None


def _squared(generator: Generator) -> Expr | None:
    """Σ_i b_i (Σ_j a_ij)², b_i of even powers."""
    if generator.kind != "sum":
        return None
    dummies, factors = generator.payload
    for j, k in combinations(dummies, 2):
        if j[1:] != k[1:]:
            continue
        with_j, with_k = ([f for f in factors if d[0].value in free_indices(f[0])] for d in (j, k))
        rest = [f for f in factors if f not in with_j and f not in with_k]
        swapped = [(substitute(f, {j[0]: k[0]}), e) for f, e in with_j]
        if sorted(map(repr, swapped)) == sorted(map(repr, with_k)) and all(e % 2 == 0 for _, e in rest):
            return _shown([d for d in dummies if d not in (j, k)], rest, j, with_j)
    return None


def _shown(shared: list[Dummy], rest: list[Factor], j: Dummy, inner: list[Factor]) -> Expr:
    body = mul(*(power(f, num(e)) for f, e in rest), power(sum_over(_product(inner), *j), num(2)))
    for d in reversed(shared):
        body = sum_over(body, *d)
    return body


def _product(factors: list[Factor]) -> Expr:
    return mul(*(power(f, num(e)) if e != 1 else f for f, e in factors))
