"""exp, log, powers, roots, |·| and signs in the field (PROVER.md §A).

With u = c ∏ f^e the factorisation into irreducibles:

    log u = Σ e·log|f|          for u > 0, whatever the signs of the factors
    u^q   = ∏ |f|^{qe}          for u > 0 (u ≥ 0 when q > 0)
    |u|   = ∏ (s_f f)^e         with s_f² = 1
    exp(Σ c_m m) = ∏ exp(m)^{c_m}, and exp(c·log|f|) = |f|^c
"""

from __future__ import annotations

from fractions import Fraction

from flint import fmpz

from derive.engine.conditions import at_least_one
from derive.engine.field import Frac, Generator, Poly
from derive.engine.normal import RULES, Normalizer, Opaque
from derive.engine.signs import irreducible, sign_carrier, sign_of, strict_sign, strictly_positive
from derive.engine.units import is_complex, waves
from derive.errors import TooLarge
from derive.expressions.build import ONE, TRUE, div, exp, fn, log, mul, num, power
from derive.expressions.expr import Expr, node, number_value
from derive.expressions.walk import freshen

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
    c, found = irreducible(n, u)
    if len(found) > 1 or any(abs(e) != 1 for _, e in found):
        n.factors.update(dict.fromkeys(n.express_poly(f) for f, _ in found))
    primes = [(n.ring.ctx.constant(p), e) for p, e in rational_primes(abs(c))]
    kept = found if signs else [(f, e) for f, e in found if not is_sign(n, f)]
    return (1 if c > 0 else -1), kept + primes


def is_sign(n: Normalizer, f: Poly) -> bool:
    """Whether f is one of the signs s_g."""
    single = _single_generator(n, f)
    return single is not None and single.kind == "sign"


def rational_primes(value: Fraction) -> list[tuple[int, int]]:
    above, below = prime_factors(value.numerator), prime_factors(value.denominator)
    return above + [(p, -e) for p, e in below]


def prime_factors(value: int) -> list[tuple[int, int]]:
    if value.bit_length() > MAX_FACTOR_BITS:
        raise TooLarge("an integer under a root or logarithm is too large to factor")
    return [(int(p), int(e)) for p, e in fmpz(value).factor()] if value > 1 else []


def log_form(n: Normalizer, u: Frac) -> Frac:
    """Σ e·L_f, where L of an exponential generator is its exponent."""
    sign, factors = factors_of(n, u, signs=False)
    total = n.ring.zero
    for f, e in factors:
        total = n.ring.add(total, n.ring.mul(n.ring.integer(e), _log_factor(n, f)))
    del sign  # the domain u > 0 has been asked for by the conditions of the surface tree
    return total


def _log_factor(n: Normalizer, f: Poly) -> Frac:
    single = _single_generator(n, f)
    if single is not None and single.kind in ("exp", "root"):
        exponent: Frac = n.form(single.payload) if single.kind == "exp" else _log_root(n, single)
        return exponent
    if single is not None and single.kind == "prod":
        return n.form(_sum_of_logs(single))
    expr = n.express_poly(f)
    shown = log(expr) if sign_of(n, f) > 0 else log(fn("abs", expr))
    above_one = (number_value(expr) or 0) > 1
    return n.ring.gen(Generator("log", ("log", expr), shown, above_one, payload=expr))


def _sum_of_logs(generator: Generator) -> Expr:
    """log|∏ f(j)| = Σ log|f(j)|"""
    (index, lo, hi), f = generator.payload
    return freshen(node("sum", log(fn("abs", f)), index, lo, hi, TRUE))


def _log_root(n: Normalizer, generator: Generator) -> Frac:
    base, k = generator.payload
    value = n.form(base)
    return n.ring.mul(n.rational(Fraction(1, k)), log_form(n, value))


def _single_generator(n: Normalizer, f: Poly) -> Generator | None:
    terms = n.ring.terms(f)
    if len(terms) == 1 and terms[0][0] == 1 and list(terms[0][1].values()) == [1]:
        return n.ring.generators[next(iter(terms[0][1]))]
    return None


def power_form(n: Normalizer, u: Frac, q: Fraction) -> Frac:
    """u^q for a rational q (u ≥ 0 when q is not an integer)."""
    if q.denominator == 1:
        if q == 0:
            return n.ring.one
        if u.num == 0 and q < 0:
            raise Opaque("a negative power of zero")
        return n.ring.power(u, int(q))
    if u.num == 0:
        return n.ring.zero
    total = n.ring.one
    for f, e in factors_of(n, u, signs=False)[1]:
        total = n.ring.mul(total, absolute_power(n, f, e * q))
    return total


def absolute_power(n: Normalizer, f: Poly, q: Fraction) -> Frac:
    """|f|^q for an irreducible f: integer powers of s_f·f and of one root generator."""
    if q.denominator == 1:
        return n.ring.power(absolute_factor(n, f), int(q))
    single = _single_generator(n, f)
    if single is not None and single.kind == "exp":
        return exp_form(n, n.ring.mul(n.rational(q), n.form(single.payload)))
    expr = n.express_poly(f)
    if single is not None and single.kind == "root":
        base, k = single.payload
        return power_form(n, n.form(base), q / k)
    n.refine(expr, q.denominator)
    k = n.roots[expr]
    return n.ring.power(root_generator(n, f, expr, k), int(q * k))


def root_generator(n: Normalizer, f: Poly, expr: Expr, k: int) -> Frac:
    shown = absolute_factor(n, f)
    inner = n.express(shown)
    printed = fn("sqrt", inner) if k == 2 else power(inner, num(Fraction(1, k)))
    positive = strictly_positive(n, f)
    i = n.ring.index(Generator("root", ("root", expr), printed, positive=positive, payload=(inner, k)))
    if i not in n.ring.relations:
        n.ring.relate(i, k, shown.num)
    return Frac(n.ring.gen_poly(i), n.ring.one.num)


def exp_form(n: Normalizer, u: Frac) -> Frac:
    """exp(u) as powers of exp of single monomials."""
    total = n.ring.one
    for c, monomial in split_terms(n, u):
        total = n.ring.mul(total, exp_monomial(n, c, monomial))
    return total


def split_terms(n: Normalizer, u: Frac) -> list[tuple[Fraction, Expr]]:
    """u = Σ c·m: the rational coefficients and the monomials as expressions.

    A proper fraction is split off by division, so that exp(x/(1+x)) meets exp(1/(1+x))."""
    if is_complex(n, u):
        return waves(n, u)
    num_, den = n.ring.lift(u.num), n.ring.lift(u.den)
    if den.is_constant():
        return _monomials(n, num_, Fraction(1, int(den.leading_coefficient())), None)
    content = abs(int(den.content())) if den != 0 else 1
    scale = Fraction(1, content)
    den = den / content if content != 1 else den
    lead = int(den.leading_coefficient())
    if abs(lead) == 1:
        quotient, remainder = divmod(num_, den)
    else:
        quotient, remainder = n.ring.ctx.constant(0), num_
    below = n.express_poly(den)
    return _monomials(n, quotient, scale, None) + _monomials(n, remainder, scale, below)


def _monomials(n: Normalizer, p: Poly, scale: Fraction, below: Expr | None) -> list[tuple[Fraction, Expr]]:
    out = []
    for c, exponents in n.ring.terms(p):
        m = n.express_poly(n.ring.monomial(exponents))
        out.append((c * scale, m if below is None else div(m, below)))
    return out


def exp_monomial(n: Normalizer, c: Fraction, m: Expr) -> Frac:
    """exp(c·m) for a monomial m."""
    if m.head == "log":
        return power_form(n, n.form(m.args[0]), c) if c.denominator != 1 else _log_power(n, m, int(c))
    n.refine(m, c.denominator)
    k = n.roots.get(m, 1)
    part = num(Fraction(1, k))
    exponent = m if k == 1 else part if m is ONE else mul(part, m)
    generator = Generator("exp", ("exp", m), exp(exponent), positive=True, payload=exponent)
    return n.ring.power(n.ring.gen(generator), int(c * k))


def _log_power(n: Normalizer, m: Expr, k: int) -> Frac:
    return n.ring.power(n.form(m.args[0]), k)


def _exp(n: Normalizer, e: Expr) -> Frac:
    return exp_form(n, n.form(e.args[0]))


def _log(n: Normalizer, e: Expr) -> Frac:
    return log_form(n, n.form(e.args[0]))


def _sqrt(n: Normalizer, e: Expr) -> Frac:
    return power_form(n, n.form(e.args[0]), Fraction(1, 2))


def _pow(n: Normalizer, e: Expr) -> Frac:
    base, exponent = e.args
    value = number_value(exponent)
    if value is None:
        value = n.ring.constant_value(n.form(exponent))
    if value is not None:
        return power_form(n, n.form(base), value)
    if base.head == "const" and base.value == "e":
        return exp_form(n, n.form(exponent))
    u = n.form(base)
    v = n.form(exponent)
    if u.num == 0 and at_least_one(exponent, n.facts.role):
        return n.ring.zero
    if _integer_valued(n, v):
        return _integer_power(n, u, v)
    return exp_form(n, n.ring.mul(v, log_form(n, u)))


def _integer_valued(n: Normalizer, v: Frac) -> bool:
    return v.den == 1 and all(
        n.ring.generators[i].kind == "letter" and n.facts.is_integer(n.ring.generators[i].expr)
        for i in n.ring.used(v.num)
    )


def _integer_power(n: Normalizer, u: Frac, v: Frac) -> Frac:
    """u^v for integer-valued v: ∏ f^(c·m), each a power of the generator f^m; (−1)^m squares to 1."""
    sign, factors = factors_of(n, u)
    if sign < 0:
        factors = [(n.ring.ctx.constant(-1), 1), *factors]
    total = n.ring.one
    for f, e in factors:
        for c, m in split_terms(n, v):
            if m is ONE:
                total = n.ring.mul(total, n.ring.power(Frac(f, n.ring.one.num), int(c) * e))
            else:
                total = n.ring.mul(total, n.ring.power(_power_generator(n, f, m), int(c) * e))
    return total


def _power_generator(n: Normalizer, f: Poly, m: Expr) -> Frac:
    single = _single_generator(n, f)
    if single is not None and single.kind == "exp":
        return exp_form(n, n.ring.mul(n.form(m), n.form(single.payload)))
    expr = n.express_poly(f)
    sign = strict_sign(n, f) if f != -1 else 0
    if sign:
        size = exp_form(n, n.ring.mul(n.form(m), _log_factor(n, f)))
        return size if sign > 0 else n.ring.mul(_power_generator(n, n.ring.ctx.constant(-1), m), size)
    i = n.ring.index(Generator("power", ("power", expr, m), power(expr, m)))
    if (f == -1 or is_sign(n, f)) and i not in n.ring.relations:
        n.ring.relate(i, 2, n.ring.ctx.constant(1))
    return Frac(n.ring.gen_poly(i), n.ring.one.num)


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
        "exp": _exp,
        "log": _log,
        "sqrt": _sqrt,
        "pow": _pow,
        "abs": _abs,
        "max": _extremum(1),  # type: ignore[dict-item]
        "min": _extremum(-1),  # type: ignore[dict-item]
    }
)
