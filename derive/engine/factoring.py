"""Irreducible factors of a polynomial, those over roots included."""

from __future__ import annotations

from fractions import Fraction

from derive.engine.field import Poly
from derive.engine.normal import Normalizer


def factor(n: Normalizer, p: Poly) -> tuple[int, list[tuple[Poly, int]]]:
    """content and irreducible factors, each with a positive first term as printed."""
    content, factors = n.ring.factor(p)
    out = []
    for f, e in factors:
        if n.leading_sign(f) < 0:
            f, content = -f, content * (-1) ** e
        out.append((f, e))
    return content, out


def over_roots(n: Normalizer, f: Poly) -> tuple[Fraction, list[tuple[Poly, int]]] | None:
    """x + 2√(x − 1) = (√(x − 1) + 1)²: with r^k = a·x + b the letter (or root) x is put as (r^k − b)/a, and
    what is then a polynomial without x has factors again. None when there is only one."""
    roots = [i for i in n.ring.used(f) if n.ring.generators[i].kind == "root"]
    return next((found for r in roots[::-1] if (found := _over_root(n, f, r)) is not None), None)


def _over_root(n: Normalizer, f: Poly, r: int) -> tuple[Fraction, list[tuple[Poly, int]]] | None:
    """By the root r, of a line in a letter or in another root."""
    k, value = n.ring.relations[r]
    value = n.ring.lift(value)
    for c, exponents in n.ring.terms(value):
        x = next(iter(exponents), r)
        if list(exponents.values()) != [1] or not f.degrees()[x]:
            continue
        if n.ring.generators[x].kind not in ("letter", "root", "pi"):
            continue
        rest = value - c * n.ring.gen_poly(x)
        if x in n.ring.used(rest):
            continue
        degree, turned = int(f.degrees()[x]), n.ring.ctx.constant(0)
        for a, powers in n.ring.terms(f):
            m = powers.pop(x, 0)
            line = (n.ring.gen_poly(r) ** k - rest) ** m * c ** (degree - m)
            turned += a * n.ring.monomial(powers) * line
        content, factors = factor(n, turned)
        if sum(e for _, e in factors) > 1:
            return Fraction(content, c**degree), [(n.ring.reduce(g), e) for g, e in factors]
    return None
