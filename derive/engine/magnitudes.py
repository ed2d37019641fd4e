"""|·|, signs, max and min in the field: u = c ∏ f^e, the factors irreducible.

|u| = ∏ (s_f f)^e with s_f² = 1, s_f = ±1 where the sign of f is certain      max(a, b) = (a + b + |a − b|)/2
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from flint import fmpz

from derive.engine.conjugates import conjugate
from derive.engine.field import Frac, Generator, Poly
from derive.engine.normal import RULES, Normalizer
from derive.engine.signs import irreducible, nonzero, sign_carrier, sign_of, strict_sign
from derive.errors import TooLarge
from derive.expressions.build import fn
from derive.expressions.expr import Expr

MAX_FACTOR_BITS = 200


def absolute_factor(n: Normalizer, f: Poly) -> Frac:
    """|f| = s_f·f for an irreducible f."""
    known = sign_of(n, f)
    if known:
        return Frac(f if known > 0 else -f, n.ring.one.num)
    return n.ring.mul(sign_generator(n, f), Frac(f, n.ring.one.num))


def sign_generator(n: Normalizer, f: Poly) -> Frac:
    """s_f; that of e^u − e^v is the sign of u − v."""
    exponent = sign_carrier(n, f)
    if exponent is not None:
        return n.ring.mul(n.ring.integer(exponent[1]), sign_form(n, exponent[0]))
    expr = n.express_poly(f)
    generator = Generator("sign", ("sign", expr), fn("sign", expr), payload=expr)
    i = n.ring.index(generator)
    if i not in n.ring.relations:
        n.ring.relate(i, 2, n.ring.ctx.constant(1))
    return Frac(n.ring.gen_poly(i), n.ring.one.num)


def factors_of(n: Normalizer, u: Frac, *, signs: bool = True) -> tuple[int, list[tuple[Poly, int]]]:
    """sign(c) and the factors of u with exponents, numbers split into primes.

    Without `signs`, signs s_f = ±1 are left out: they drop out of an absolute value and under a logarithm."""
    c, found = _over_conjugates(n, *irreducible(n, u))
    if len(found) > 1 or any(abs(e) != 1 for _, e in found):
        n.factors.update(dict.fromkeys(n.express_poly(f) for f, _ in found))
    primes = [(n.ring.ctx.constant(p), e) for p, e in rational_primes(abs(c))]
    kept = found if signs else [(f, e) for f, e in found if not is_sign(n, f)]
    return (1 if c > 0 else -1), kept + primes


Factors = list[tuple[Poly, int]]


def _over_conjugates(n: Normalizer, c: Fraction, factors: Factors) -> tuple[Fraction, Factors]:
    """Each factor f that its conjugate g is plainer than as N/g, N = f·g."""
    if "root" not in n.ring.kinds:
        return c, factors
    out: list[list[Any]] = []
    for f, e in factors:
        content, parts = _by_conjugate(n, f)
        c *= content**e
        for g, k in parts:
            met = next((x for x in out if n.ring.lift(x[0]) == n.ring.lift(g)), None)
            if met is None:
                out.append([g, k * e])
            else:
                met[1] += k * e
    return c, [(g, k) for g, k in out if k]


def _by_conjugate(n: Normalizer, f: Poly) -> tuple[Fraction, Factors]:
    """Where N has no zero, of f and g the one whose two parts have one leading sign is kept;
    else g where it is known to have no zero, and f is not."""
    found = conjugate(n, f)
    if found is None or found.norm == 0:
        return Fraction(1), [(f, 1)]
    one = n.ring.one.num
    content, parts = irreducible(n, Frac(found.norm, one))
    if all(nonzero(n, g) for g, _ in parts):
        plainer = n.leading_sign(found.plain) == n.leading_sign(found.slope)
    else:
        plainer = bool(strict_sign(n, f)) or not strict_sign(n, found.other)
    if plainer:
        return Fraction(1), [(f, 1)]
    scale, others = irreducible(n, Frac(found.other, one))
    content, above = _over_conjugates(n, content, parts)
    return content / scale, above + [(g, -k) for g, k in others]


def is_sign(n: Normalizer, f: Poly) -> bool:
    """Whether f is one of the signs s_g."""
    single = single_generator(n, f)
    return single is not None and single.kind == "sign"


def rational_primes(value: Fraction) -> list[tuple[int, int]]:
    above, below = prime_factors(value.numerator), prime_factors(value.denominator)
    return above + [(p, -e) for p, e in below]


def prime_factors(value: int) -> list[tuple[int, int]]:
    if value.bit_length() > MAX_FACTOR_BITS:
        raise TooLarge("an integer under a root or logarithm is too large to factor")
    return [(int(p), int(e)) for p, e in fmpz(value).factor()] if value > 1 else []


def single_generator(n: Normalizer, f: Poly) -> Generator | None:
    terms = n.ring.terms(f)
    if len(terms) == 1 and terms[0][0] == 1 and list(terms[0][1].values()) == [1]:
        return n.ring.generators[next(iter(terms[0][1]))]
    return None


def absolute(n: Normalizer, u: Frac) -> Frac:
    """|u|, true everywhere (at a zero of a factor both sides are 0)."""
    if u.num == 0:
        return n.ring.zero
    total = n.ring.one
    for f, e in factors_of(n, u, signs=False)[1]:
        if f.is_constant():
            total = n.ring.mul(total, n.ring.power(Frac(f, n.ring.one.num), e))
        else:
            total = n.ring.mul(total, n.ring.power(absolute_factor(n, f), e))
    return total


def sign_form(n: Normalizer, u: Frac) -> Frac:
    """sign(u) where u ≠ 0: the product of the factors' signs."""
    sign, factors = factors_of(n, u)
    total = n.ring.integer(sign)
    for f, e in factors:
        if f.is_constant() or e % 2 == 0:
            continue
        known = sign_of(n, f)
        own = Frac(f, n.ring.one.num) if is_sign(n, f) else sign_generator(n, f)
        total = n.ring.mul(total, n.ring.integer(known) if known else own)
    return total


def _abs(n: Normalizer, e: Expr) -> Frac:
    return absolute(n, n.form(e.args[0]))


def _extremum(direction: int) -> object:
    def rule(n: Normalizer, e: Expr) -> Frac:
        """max(a, b) = (a + b + |a − b|)/2, min with a minus; more arguments one by one."""
        total = n.form(e.args[0])
        half = n.rational(Fraction(1, 2))
        for arg in e.args[1:]:
            other = n.form(arg)
            gap = absolute(n, n.ring.sub(total, other))
            both = n.ring.add(total, other)
            total = n.ring.mul(half, n.ring.add(both, gap if direction > 0 else n.ring.neg(gap)))
        return total

    return rule


RULES.update(
    {
        "abs": _abs,
        "max": _extremum(1),  # type: ignore[dict-item]
        "min": _extremum(-1),  # type: ignore[dict-item]
    }
)
