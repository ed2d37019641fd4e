"""exp, log, powers and roots in the field (PROVER.md §A).

With u = c ∏ f^e the factorisation into irreducibles:

    log u = Σ e·log|f|          for u > 0, whatever the signs of the factors
    u^q   = ∏ |f|^{qe}          for u > 0 (u ≥ 0 when q > 0)
    exp(Σ c_m m) = ∏ exp(m)^{c_m}, and exp(c·log|f|) = |f|^c
"""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

from derive.engine.conditions import at_least_one
from derive.engine.conjugates import conjugate, over_a_number
from derive.engine.cyclotomic import root_in_units
from derive.engine.field import Frac, Generator, Poly
from derive.engine.magnitudes import absolute_factor, factors_of, is_sign, single_generator
from derive.engine.normal import RULES, Normalizer, Opaque
from derive.engine.signs import sign_of, strict_sign, strictly_positive
from derive.engine.units import is_complex, waves
from derive.expressions.build import ONE, TRUE, div, exp, fn, log, mul, num, power
from derive.expressions.expr import Expr, node, number_value
from derive.expressions.walk import freshen


def log_form(n: Normalizer, u: Frac) -> Frac:
    """Σ e·L_f, where L of an exponential generator is its exponent."""
    sign, factors = factors_of(n, u, signs=False)
    total = n.ring.zero
    for f, e in factors:
        total = n.ring.add(total, n.ring.mul(n.ring.integer(e), _log_factor(n, f)))
    del sign  # the domain u > 0 has been asked for by the conditions of the surface tree
    return total


def _log_factor(n: Normalizer, f: Poly) -> Frac:
    single = single_generator(n, f)
    if single is not None and single.kind in ("exp", "root"):
        exponent: Frac = n.form(single.payload) if single.kind == "exp" else _log_root(n, single)
        return exponent
    if single is not None and single.kind == "prod":
        return n.form(_sum_of_logs(single))
    half = square_root_of(n, f)
    if half is not None:
        return n.ring.mul(n.ring.integer(2), log_form(n, half))
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
    single = single_generator(n, f)
    if single is not None and single.kind == "exp":
        return exp_form(n, n.ring.mul(n.rational(q), n.form(single.payload)))
    expr = n.express_poly(f)
    if single is not None and single.kind == "root":
        base, k = single.payload
        return power_form(n, n.form(base), q / k)
    half = square_root_of(n, f) if q.denominator % 2 == 0 else None
    if half is not None:
        return _product_of_powers(n, half, 2 * q)
    n.refine(expr, q.denominator)
    k = n.roots[expr]
    return n.ring.power(root_generator(n, f, expr, k), int(q * k))


def _product_of_powers(n: Normalizer, u: Frac, q: Fraction) -> Frac:
    """|u|^q"""
    total = n.ring.one
    for f, e in factors_of(n, u, signs=False)[1]:
        total = n.ring.mul(total, absolute_power(n, f, e * q))
    return total


def square_root_of(n: Normalizer, f: Poly) -> Frac | None:
    """g with g² = f: √(x + 1) + √(x − 1) for 2x + 2√(x + 1)√(x − 1), the halves of a ± √(a² − b²r²)."""
    found = conjugate(n, f)
    norm = None if found is None else _whole_root(n, found.norm)
    if found is None or norm is None:
        return None
    halves = [n.ring.frac(part, n.ring.ctx.constant(2)) for part in (found.plain + norm, found.plain - norm)]
    if any(n.ring.used(h.num) and conjugate(n, h.num) is not None for h in halves):
        return None
    roots = [power_form(n, h, Fraction(1, 2)) for h in halves]
    for g in (n.ring.add(*roots), n.ring.sub(*roots)):
        gap = n.ring.sub(n.ring.mul(g, g), Frac(n.ring.lift(f), n.ring.one.num))
        if n.ring.reduce(gap.num) == 0:
            n.factors[n.express(g)] = None
            return g
    return None


def _whole_root(n: Normalizer, p: Poly) -> Poly | None:
    """√p for the square of a polynomial."""
    if p == 0:
        return None
    content, factors = n.ring.factor(p)
    if content < 0 or isqrt(content) ** 2 != content or any(e % 2 for _, e in factors):
        return None
    total = n.ring.ctx.constant(isqrt(content))
    for f, e in factors:
        total *= n.ring.lift(f) ** (e // 2)
    return total


def root_generator(n: Normalizer, f: Poly, expr: Expr, k: int) -> Frac:
    shown = absolute_factor(n, f)
    inner = n.express(shown)
    printed = fn("sqrt", inner) if k == 2 else power(inner, num(Fraction(1, k)))
    positive = strictly_positive(n, f)
    i = n.ring.index(Generator("root", ("root", expr), printed, positive=positive, payload=(inner, k)))
    if i not in n.ring.relations:
        half = root_in_units(n, int(f.leading_coefficient())) if _in_units(n, f, k) else None
        n.ring.relate(i, *((k, shown.num) if half is None else (k // 2, half.num)))
    return Frac(n.ring.reduce(n.ring.gen_poly(i)), n.ring.one.num)


def _in_units(n: Normalizer, f: Poly, k: int) -> bool:
    return n.facts.cyclotomic and k % 2 == 0 and bool(f.is_constant())


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
    u = over_a_number(n, u)
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
    single = single_generator(n, f)
    if single is not None and single.kind == "exp":
        return exp_form(n, n.ring.mul(n.form(m), n.form(single.payload)))
    if single is not None and single.kind == "power":
        base, exponent = single.expr.args
        return n.form(power(base, mul(exponent, m)))
    expr = n.express_poly(f)
    sign = strict_sign(n, f) if f != -1 else 0
    if sign:
        size = exp_form(n, n.ring.mul(n.form(m), _log_factor(n, f)))
        return size if sign > 0 else n.ring.mul(_power_generator(n, n.ring.ctx.constant(-1), m), size)
    i = n.ring.index(Generator("power", ("power", expr, m), power(expr, m)))
    if (f == -1 or is_sign(n, f)) and i not in n.ring.relations:
        n.ring.relate(i, 2, n.ring.ctx.constant(1))
    return Frac(n.ring.gen_poly(i), n.ring.one.num)


RULES.update(
    {
        "exp": _exp,
        "log": _log,
        "sqrt": _sqrt,
        "pow": _pow,
    }
)
