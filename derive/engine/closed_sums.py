"""Sums over an index with a closed form: powers of the index, and powers with the index as exponent."""

from __future__ import annotations

from fractions import Fraction

from derive.engine.choices import bounds
from derive.engine.field import Frac, Generator, Poly
from derive.engine.labelling import Dummy
from derive.engine.normal import Normalizer
from derive.engine.signs import irreducible, nonzero
from derive.errors import TooLarge
from derive.expressions.build import ONE, exp, mul, power
from derive.expressions.expr import Expr, free_indices
from derive.expressions.walk import substitute


def count_is_certain(n: Normalizer, hi: Expr) -> bool:
    """hi ≥ 0 for certain, sizes being at least 1: only then has the sum from 1 hi terms."""
    form = n.form(hi)
    if form.den != 1:
        return False
    at_least = bounds(n, form, 1)
    if at_least is not None and at_least >= 0:
        return True
    least = 0
    for c, exponents in n.ring.terms(form.num):
        if exponents and (c < 0 or any(n.facts.role(n.ring.generators[i].expr) != "size" for i in exponents)):
            return False
        least += c
    return least >= 0


def power_sum(n: Normalizer, p: int, dummy: Dummy) -> Frac:
    """Σ_{i=1}^m i^p, Faulhaber's polynomial in m (true for every m ≥ 0)."""
    m = n.form(dummy[2])
    if p > 40:
        raise TooLarge("a sum of very high powers of its index")
    # S_p(m) = ((m+1)^{p+1} − 1 − Σ_{j<p} C(p+1, j) S_j(m)) / (p+1)
    sums: list[Frac] = []
    choose = 1
    for q in range(p + 1):
        total = n.ring.sub(n.ring.power(n.ring.add(m, n.ring.one), q + 1), n.ring.one)
        choose = 1
        for j in range(q):
            total = n.ring.sub(total, n.ring.mul(n.ring.integer(choose), sums[j]))
            choose = choose * (q + 1 - j) // (j + 1)
        sums.append(n.ring.mul(n.rational(Fraction(1, q + 1)), total))
    return sums[p]


def geometric_sum(
    n: Normalizer, bound: dict[int, int], below: list[tuple[Poly, int]], dummy: Dummy
) -> Frac | None:
    """Σ_{j=1}^m q^j = q·(1 − q^m)/(1 − q), q certainly not 1; `below`: of the denominator."""
    ring, total, last = n.ring, n.ring.one, n.ring.one
    powers = dict(bound)
    for f, e in below:
        used = ring.used(ring.lift(f))
        if len(used) != 1 or len(f) != 1:
            return None
        powers[used[0]] = powers.get(used[0], 0) - e
    for i, k in powers.items():
        ratio = _ratio(n, ring.generators[i], dummy[0])
        if ratio is None:
            return None
        total = ring.mul(total, ring.power(ratio, k))
        end = n.form(substitute(ring.generators[i].expr, {dummy[0]: dummy[2]}))
        last = ring.mul(last, ring.power(end, k))
    gap = ring.sub(ring.one, total)
    if gap.num == 0 or not all(nonzero(n, f) for f, _ in irreducible(n, gap)[1]):
        return None
    return ring.mul(ring.mul(total, ring.sub(ring.one, last)), ring.inverse(gap))


def _ratio(n: Normalizer, g: Generator, index: Expr) -> Frac | None:
    """q of a generator that is q^j: e^{c·j}, or b^{c·j} for whole c."""
    if g.kind not in ("exp", "power"):
        return None
    exponent = g.payload if g.kind == "exp" else g.expr.args[1]
    step = substitute(exponent, {index: ONE})
    if index.value in free_indices(step) or not n.ring.equal(n.form(exponent), n.form(mul(step, index))):
        return None
    if g.kind == "exp":
        return n.form(exp(step))
    base = g.expr.args[0]
    return None if index.value in free_indices(base) else n.form(power(base, step))
