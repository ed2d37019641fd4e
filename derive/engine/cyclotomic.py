"""Powers of ζ = e^{iπ/d}, and the square roots of primes that lie in their field.

√2 = ζ₈ + ζ₈⁻¹      Σ (k/q) ζ_q^k = √q for q = 1 mod 4, i√q for q = 3 mod 4      (Gauss, 1811)
"""

from __future__ import annotations

from flint import fmpz_poly

from derive.engine.field import Frac, Generator
from derive.engine.normal import UNITY, Normalizer
from derive.expressions.build import PI, div, fn, num
from derive.expressions.expr import kinds, number_value

WAVES = kinds("sin", "cos")


def unity(n: Normalizer, power: int) -> Frac:
    """ζ^power for ζ = e^{iπ/d}, d the lattice's denominator (even, so that I is a power of ζ)."""
    d = n.roots.get(UNITY, 2)
    generator = Generator("unity", ("unity",), fn("cis", div(PI, num(d))))
    i = n.ring.index(generator)
    if i not in n.ring.relations:
        coefficients = [int(c) for c in fmpz_poly.cyclotomic(2 * d).coeffs()]
        zeta = n.ring.gen_poly(i)
        degree = len(coefficients) - 1
        lower = n.ring.ctx.constant(0)
        for k, c in enumerate(coefficients[:-1]):
            lower -= c * zeta**k
        n.ring.relate(i, degree, lower)
    return Frac(n.ring.reduce(n.ring.gen_poly(i) ** (power % (2 * d))), n.ring.one.num)


def imaginary(n: Normalizer) -> Frac:
    return unity(n, n.roots.get(UNITY, 2) // 2)


def conductor(q: int) -> int:
    """The least m with √q in the field of the m-th roots of unity, for a prime q."""
    return 8 if q == 2 else q if q % 4 == 1 else 4 * q


def root_in_units(n: Normalizer, q: int) -> Frac | None:
    """√q by powers of ζ, where the field holds it."""
    order = 2 * n.roots.get(UNITY, 1)
    if order % conductor(q):
        return None
    if q == 2:
        return n.ring.add(unity(n, order // 8), unity(n, -order // 8))
    total = n.ring.zero
    for k in range(1, q):
        term = unity(n, k * order // q)
        total = n.ring.add(total, term if pow(k, (q - 1) // 2, q) == 1 else n.ring.neg(term))
    return total if q % 4 == 1 else n.ring.mul(total, unity(n, -order // 4))


def finer_over_units(n: Normalizer) -> bool:
    """Whether a root of a prime occurs that powers of ζ could be put for, or a root or logarithm of waves."""
    if any(g.kind in ("log", "root") and g.expr.kinds & WAVES for g in n.ring.generators):
        return True
    order = 2 * n.roots.get(UNITY, 1)
    roots = [g for g in n.ring.generators if g.kind == "root"] if order > 2 else []
    primes = [number_value(g.payload[0]) for g in roots if g.payload[1] % 2 == 0]
    return any(q is not None and order % conductor(int(q)) == 0 for q in primes)
