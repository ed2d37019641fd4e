"""Factors of a polynomial in units z = e^{iu}: irreducible ones, and z − ρ for roots of unity ρ."""

from __future__ import annotations

from derive.engine.cyclotomic import unity
from derive.engine.field import Poly
from derive.engine.normal import UNITY, Normalizer
from derive.expressions.build import fn
from derive.expressions.expr import Expr

UNITS = ("unit", "unity")


def units_in(n: Normalizer, p: Poly) -> list[int]:
    return [i for i in n.ring.used(p) if n.ring.generators[i].kind in UNITS]


def unit_key(n: Normalizer, i: int) -> Expr:
    """Under which the lattice of a unit is kept."""
    g = n.ring.generators[i]
    return UNITY if g.kind == "unity" else fn("cis", g.payload)


def factors_of_waves(n: Normalizer, p: Poly) -> list[tuple[Poly, int]]:
    """Irreducible factors over the lattice as it was before it was doubled: z⁴ − 1 stays z² − 1 of z²."""
    steps = [1] * len(p.degrees())
    for i in units_in(n, p):
        if unit_key(n, i) in n.doubled and all(e.get(i, 0) % 2 == 0 for _, e in n.ring.terms(p)):
            steps[i] = 2
    split: list[tuple[Poly, int]] = []
    if n.facts.cyclotomic:
        p, split = _without_roots_of_unity(n, p, steps)
    if max(steps) == 1:
        return split + n.ring.factor(p)[1]
    coarse = n.ring.ctx.from_dict(_stretched(p, steps, -1))
    return split + [(n.ring.ctx.from_dict(_stretched(f, steps, 1)), k) for f, k in n.ring.factor(coarse)[1]]


def _without_roots_of_unity(n: Normalizer, p: Poly, steps: list[int]) -> tuple[Poly, list[tuple[Poly, int]]]:
    """p without its factors z − ρ for roots of unity ρ, and these: 1 + sin x = (z + i)²/(2iz)."""
    ring, found = n.ring, list[tuple[Poly, int]]()
    order = 2 * n.roots.get(UNITY, 2)
    order = order if order & (order - 1) == 0 else 0  # other orders have sums for −ρ
    for z in [i for i in units_in(n, p) if ring.generators[i].kind == "unit"]:
        for k in range(0, order, 2 if UNITY in n.doubled else 1):
            root, times = ring.lift(unity(n, k).num), 0
            while (quotient := _divided(n, p, z, steps[z], root)) is not None:
                p, times = quotient, times + 1
            if times:
                found.append((ring.gen_poly(z) ** steps[z] - root, times))
    return p, found


def _divided(n: Normalizer, p: Poly, z: int, step: int, root: Poly) -> Poly | None:
    """p/(z^step − root), where it divides."""
    ring, degree = n.ring, int(p.degrees()[z]) // step
    rows = [ring.ctx.constant(0)] * (degree + 1)
    for c, exponents in ring.terms(p):
        m = exponents.pop(z, 0) // step
        rows[m] += c * ring.monomial(exponents)
    total, quotient = ring.ctx.constant(0), ring.ctx.constant(0)
    for m in range(degree, -1, -1):
        total = ring.reduce(rows[m] + total * root)
        if m:
            quotient += total * ring.gen_poly(z) ** (step * (m - 1))
    return quotient if degree and total == 0 else None


def _stretched(p: Poly, steps: list[int], direction: int) -> dict[tuple[int, ...], object]:
    """The terms of p with each exponent multiplied (or divided) by its step."""
    return {
        tuple(e * s if direction > 0 else e // s for e, s in zip(m, steps, strict=True)): c
        for m, c in p.to_dict().items()
    }
