"""f = a + b·r with a square root r, by its conjugate a − b·r and their product a² − b²·r².

log|x − √(x² + 1)| = −log|x + √(x² + 1)|      log|√x − 1| = log|x − 1| − log|√x + 1|
a + b·r has the sign of a where a² > b²r², and that of b where a² < b²r²
"""

from __future__ import annotations

from dataclasses import dataclass

from derive.engine.constants import has_no_letters
from derive.engine.field import Frac, Poly
from derive.engine.normal import Normalizer

ROOTS = ("root",)


@dataclass(frozen=True)
class Conjugate:
    """f = plain + slope·root, other = plain − slope·root, norm = f·other."""

    plain: Poly
    slope: Poly
    other: Poly
    norm: Poly


def conjugate(n: Normalizer, f: Poly) -> Conjugate | None:
    """By the last square root in f; None where there is none, or f is a multiple of it."""
    ring = n.ring
    f = ring.lift(f)
    if "root" not in ring.kinds:
        return None
    used = [i for i in ring.used(f) if ring.generators[i].kind in ROOTS and ring.relations[i][0] == 2]
    if not used:
        return None
    r = used[-1]
    plain, slope = ring.ctx.constant(0), ring.ctx.constant(0)
    for c, exponents in ring.terms(f):
        if exponents.pop(r, 0):
            slope += c * ring.monomial(exponents)
        else:
            plain += c * ring.monomial(exponents)
    if plain == 0:
        return None
    square = ring.lift(ring.relations[r][1])
    norm = ring.lift(ring.times(plain, plain)) - ring.lift(ring.times(ring.times(slope, slope), square))
    return Conjugate(plain, slope, plain - slope * ring.gen_poly(r), ring.reduce(norm))


def over_a_number(n: Normalizer, u: Frac) -> Frac:
    """1/(1 + √2) as √2 − 1: a denominator made of square roots of numbers, rid of them."""
    while (roots := n.ring.used(n.ring.lift(u.den))) and all(_is_root_of_number(n, i) for i in roots):
        found = conjugate(n, u.den)
        other = n.ring.gen_poly(roots[-1]) if found is None else found.other
        below = n.ring.times(u.den, other)
        if below == 0 or n.ring.used(below) == roots:
            return u
        u = n.ring.frac(n.ring.times(u.num, other), below)
    return u


def _is_root_of_number(n: Normalizer, i: int) -> bool:
    g = n.ring.generators[i]
    return g.kind == "root" and n.ring.relations[i][0] == 2 and has_no_letters(g.expr)
