"""Polynomials written so that their sign is plain.

x² − xy + y²      =  (x − y/2)² + ¾y²                        completing the square
1 − fc            =  (1 − f)·1 + f·(1 − c)    (0 < f, c < 1)  products of known positive parts (Handelman)
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations_with_replacement

from derive.engine.field import Frac, Poly
from derive.engine.normal import Normalizer
from derive.engine.signs import is_plain, sign_of, strictly_positive
from derive.engine.simplex import nonnegative_solution
from derive.expressions.build import add, mul, num, power
from derive.expressions.expr import Expr
from derive.expressions.walk import alpha

MOST_DEGREE = 4
MOST_PARTS = 8
MOST_PRODUCTS = 160
MOST_SQUARES = 4


def plainly_positive(n: Normalizer, p: Poly, strict: bool) -> Expr | None:
    """p as an expression whose sign ≥ 0 (> 0 when strict) shows, or None."""
    if strictly_positive(n, p) or (not strict and sign_of(n, p) > 0):
        return n.express_poly(p)
    return _square_completed(n, p, strict, MOST_SQUARES) or _by_products(n, p, strict)


def _square_completed(n: Normalizer, p: Poly, strict: bool, depth: int) -> Expr | None:
    """a·g² + b·g + c = a·(g + b/(2a))² + (c − b²/(4a)) for a number a > 0 and real g."""
    for i in n.ring.used(p) if depth else ():
        if int(p.degrees()[i]) != 2 or n.ring.generators[i].kind in ("unit", "unity"):
            continue
        a, b, c = (_coefficient(n, p, i, k) for k in (2, 1, 0))
        if a == 0 or not a.is_constant() or a.leading_coefficient() <= 0 or b == 0:
            continue
        lead = Fraction(int(a.leading_coefficient()))
        rest = c * 4 * int(lead) - b * b
        shown = n.ring.generators[i].expr
        inner = add(shown, n.express(n.ring.mul(Frac(b, n.ring.one.num), n.rational(1 / (2 * lead)))))
        square = mul(num(lead), power(inner, num(2))) if lead != 1 else power(inner, num(2))
        if rest == 0 and not strict:
            return square
        below = plainly_positive(n, rest, strict) if rest != 0 else None
        if below is not None:
            return add(square, mul(num(1 / (4 * lead)), below))
    return None


def _coefficient(n: Normalizer, p: Poly, i: int, k: int) -> Poly:
    total = n.ring.ctx.constant(0)
    for c, exponents in n.ring.terms(p):
        if exponents.get(i, 0) == k:
            total += c * n.ring.monomial({j: e for j, e in exponents.items() if j != i})
    return total


def _known(n: Normalizer, p: Poly) -> Iterator[tuple[Poly, bool]]:
    """Polynomials known to be ≥ 0 (with True: > 0): the positive generators of p, and the facts."""
    used = set(n.ring.used(p))
    for expr, sign in n.facts.signs.items():
        if not is_plain(expr):
            continue
        form = n.form(expr)
        if form.den == 1 and not n.ring.is_constant(form):
            used.update(n.ring.used(n.ring.lift(form.num)))
            f = n.ring.lift(form.num) * sign
            yield f, alpha(n.express_poly(f)) in n.facts.positive
    for i in sorted(used):
        if n.ring.generators[i].positive or n.ring.generators[i].nonnegative:
            yield n.ring.gen_poly(i), n.ring.generators[i].positive


def _by_products(n: Normalizer, p: Poly, strict: bool) -> Expr | None:
    """p = Σ c·∏ parts with c ≥ 0, found by linear programming."""
    parts = list(_known(n, p))[:MOST_PARTS]
    p = n.ring.lift(p)
    degree = min(max(sum(e.values()) for _, e in n.ring.terms(p)), MOST_DEGREE)
    if not parts:
        return None
    products: list[tuple[tuple[int, ...], Poly, bool]] = []
    for size in range(degree + 1):
        for choice in combinations_with_replacement(range(len(parts)), size):
            value = n.ring.ctx.constant(1)
            for k in choice:
                value = n.ring.times(value, parts[k][0])
            products.append((choice, value, all(parts[k][1] for k in choice)))
    if len(products) > MOST_PRODUCTS:
        return None
    solved = _solved(n, p, products)
    if solved is None or (strict and not any(c and s for c, (_, _, s) in zip(solved, products, strict=True))):
        return None
    names = [n.express_poly(f) for f, _ in parts]
    weighted = zip(solved, products, strict=True)
    terms = [_shown(c, [names[k] for k in choice]) for c, (choice, _, _) in weighted if c]
    return add(*terms)


def _solved(
    n: Normalizer, p: Poly, products: list[tuple[tuple[int, ...], Poly, bool]]
) -> list[Fraction] | None:
    tables = [dict(_by_monomial(n, q)) for _, q, _ in products]
    wanted = dict(_by_monomial(n, p))
    monomials = list(dict.fromkeys([*wanted, *(m for t in tables for m in t)]))
    columns = [[Fraction(t.get(m, 0)) for m in monomials] for t in tables]
    strict = [k for k, (_, _, s) in enumerate(products) if s]
    return nonnegative_solution(columns, [Fraction(wanted.get(m, 0)) for m in monomials], strict)


def _by_monomial(n: Normalizer, p: Poly) -> Iterator[tuple[tuple[tuple[int, int], ...], int]]:
    for c, exponents in n.ring.terms(n.ring.lift(p)):
        yield tuple(sorted(exponents.items())), c


def _shown(c: Fraction, factors: list[Expr]) -> Expr:
    if not factors:
        return num(c)
    return mul(*factors) if c == 1 else mul(num(c), *factors)
