"""Real factors of a real fraction in units z = e^{iu}.

An irreducible f with conj f = w·f, w = ζ^a ∏ z^{-d} a product of units, is real once half of w is
put to it: R = w^{1/2}·f. So the factors z − 1 and z + 1 of sin x = (z² − 1)/(2iz) are sin(x/2) and cos(x/2).
Signs, roots and logarithms are taken of these real factors, never of f.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import gcd, lcm

from derive.engine.field import Frac, Generator, Poly
from derive.engine.normal import UNITY, Normalizer, Opaque
from derive.engine.wave_factors import UNITS, factors_of_waves, unit_key, units_in
from derive.engine.written_terms import multiple, product_of, term_of
from derive.expressions.build import PI, add, div, fn, mul, num, power
from derive.expressions.expr import Expr


def is_complex(n: Normalizer, u: Frac) -> bool:
    """Whether units occur in the form, so that signs of its factors have no meaning."""
    return not n.ring.kinds.isdisjoint(UNITS) and any(units_in(n, n.ring.lift(p)) for p in (u.num, u.den))


def real_factors(n: Normalizer, u: Frac) -> tuple[Fraction, list[tuple[Poly, int]]]:
    """u = c·∏ R^e: the rational c, and generators that stand for the real factors R."""
    out: list[tuple[Poly, int]] = []
    rest = u
    for f, e in _self_conjugate(n, u):
        value = _real_form(n, f)
        if value is not None:
            rest = n.ring.mul(rest, n.ring.power(value, -e))
            out.append((_generator(n, f, value), e))
    c = n.ring.constant_value(n.ring.frac(n.ring.reduce(rest.num), n.ring.reduce(rest.den)))
    if c is None:
        raise Opaque("a sign, root or logarithm of something whose factors are not real")
    return c, out


def _self_conjugate(n: Normalizer, u: Frac) -> list[tuple[Poly, int]]:
    """The irreducible factors of u; two that are conjugate to each other as one: (2z + 1)(z + 2)."""
    out: list[tuple[Poly, int]] = []
    open_factors: list[tuple[Poly, int]] = []
    for part, direction in ((u.num, 1), (u.den, -1)):
        for f, e in factors_of_waves(n, n.ring.lift(part)):
            one = n.ring.one.num
            alike = (x for x in open_factors if x[1] == direction * e)
            partner = next((x for x in alike if _unit_ratio(n, f, x[0])), None)
            if not units_in(n, f) or _unit_ratio(n, f, f) or n.ring.is_constant(Frac(f, one)):
                out.append((f, direction * e))
            elif partner is None:
                open_factors.append((f, direction * e))
            else:
                open_factors.remove(partner)
                out.append((n.ring.times(f, partner[0]), direction * e))
    if open_factors:
        raise Opaque("a sign, root or logarithm of something whose factors are not real")
    return out


def _unit_ratio(n: Normalizer, f: Poly, g: Poly) -> bool:
    """Whether conj f = w·g for a product of units w."""
    w = n.ring.mul(_conjugate(n, f), n.ring.inverse(Frac(g, n.ring.one.num)))
    w = n.ring.frac(n.ring.reduce(w.num), n.ring.reduce(w.den))
    parts = [n.ring.terms(p) for p in (w.num, w.den)]
    return all(len(t) == 1 and abs(t[0][0]) == 1 for t in parts) and all(
        n.ring.generators[i].kind in UNITS for t in parts for i in t[0][1]
    )


def _double(n: Normalizer, key: Expr) -> None:
    """A lattice twice as fine, once."""
    if key in n.doubled:
        raise Opaque("a factor is real only with a finer angle")
    n.doubled[key] = None
    n.refine(key, 2 * n.roots.get(key, 2 if key is UNITY else 1))


def _real_form(n: Normalizer, f: Poly) -> Frac | None:
    """R for an irreducible f; None for a unit itself."""
    terms = n.ring.terms(f)
    if len(terms) == 1 and all(n.ring.generators[i].kind in UNITS for i in terms[0][1]):
        return None
    one = n.ring.one.num
    if not units_in(n, f):
        return Frac(f, one)
    whole = Frac(f, one)
    turn = _half_turn(n, n.ring.mul(_conjugate(n, f), n.ring.inverse(whole)))
    value = n.ring.mul(whole, turn)
    gap = n.ring.sub(_conjugate_of(n, value), value)
    if n.ring.reduce(gap.num) != 0:
        raise Opaque("a factor is not real")
    return _primitive(n, value)


def _primitive(n: Normalizer, value: Frac) -> Frac:
    """R without a numeric factor, its first wave positive."""
    coefficients = [c for c, _ in _terms(n, value)]
    if not coefficients:
        return value
    size = Fraction(gcd(*(c.numerator for c in coefficients)), lcm(*(c.denominator for c in coefficients)))
    return n.ring.mul(value, n.rational((1 if coefficients[0] > 0 else -1) / size))


def _conjugate(n: Normalizer, p: Poly) -> Frac:
    """p with every unit z replaced by 1/z: z^d·p is a polynomial again."""
    p = n.ring.lift(p)
    degrees = {i: int(p.degrees()[i]) for i in units_in(n, p)}
    if not degrees:
        return Frac(p, n.ring.one.num)
    turned = {}
    for m, c in p.to_dict().items():
        turned[tuple(degrees[i] - e if i in degrees else e for i, e in enumerate(m))] = c
    return n.ring.frac(n.ring.ctx.from_dict(turned), n.ring.monomial(degrees))


def _conjugate_of(n: Normalizer, u: Frac) -> Frac:
    return n.ring.mul(_conjugate(n, n.ring.lift(u.num)), n.ring.inverse(_conjugate(n, n.ring.lift(u.den))))


def _half_turn(n: Normalizer, w: Frac) -> Frac:
    """w^{1/2} for a product of units w; the lattice is refined when it does not hold it."""
    w = n.ring.frac(n.ring.reduce(w.num), n.ring.reduce(w.den))
    top, bottom = n.ring.terms(w.num), n.ring.terms(w.den)
    if len(top) != 1 or len(bottom) != 1 or abs(top[0][0]) != 1 or bottom[0][0] != 1:
        raise Opaque("a factor is not real")
    total = n.ring.one
    quarter = n.roots.get(UNITY, 2) // 2 if top[0][0] < 0 else 0  # −1 = ζ^d, its root ζ^{d/2}
    for exponents, direction in ((top[0][1], 1), (bottom[0][1], -1)):
        for i, e in exponents.items():
            g = n.ring.generators[i]
            if g.kind not in UNITS:
                raise Opaque("a factor is not real")
            if e % 2:
                _double(n, unit_key(n, i))
            z = Frac(n.ring.gen_poly(i), n.ring.one.num)
            total = n.ring.mul(total, n.ring.power(z, direction * e // 2))
    return n.ring.mul(total, _zeta(n, quarter)) if quarter else total


def _zeta(n: Normalizer, power_: int) -> Frac:
    i = n.ring.find(("unity",))
    if i is None:
        return n.form(fn("cis", div(mul(num(power_), PI), num(n.roots.get(UNITY, 2)))))
    return Frac(n.ring.reduce(n.ring.gen_poly(i) ** power_), n.ring.one.num)


def _generator(n: Normalizer, f: Poly, value: Frac) -> Poly:
    """A generator that stands for the real factor; `settled` puts its value back."""
    if not units_in(n, f):
        return f
    shown = real_expression(n, value)
    return n.ring.gen_poly(n.ring.index(Generator("whole", ("whole", shown), shown, payload=shown)))


def settled(n: Normalizer, u: Frac) -> Frac:
    """u with the generators of real factors replaced by what they stand for."""
    for p in (u.num, u.den):
        for i in n.ring.used(n.ring.lift(p)):
            if n.ring.generators[i].kind == "whole":
                value = n.form(n.ring.generators[i].payload)
                return settled(n, _with_value(n, u, i, value))
    return u


def _with_value(n: Normalizer, u: Frac, i: int, value: Frac) -> Frac:
    parts = []
    for p in (u.num, u.den):
        total = n.ring.zero
        for c, exponents in n.ring.terms(n.ring.lift(p)):
            k = exponents.pop(i, 0)
            term = Frac(n.ring.monomial(exponents) * c, n.ring.one.num)
            total = n.ring.add(total, n.ring.mul(term, n.ring.power(value, k)))
        parts.append(total)
    return n.ring.mul(parts[0], n.ring.inverse(parts[1]))


# ---- as sines and cosines ----------------------------------------------------------------------------


def waves(n: Normalizer, u: Frac) -> list[tuple[Fraction, Expr]]:
    """u = Σ c·m with real m: letters times sines and cosines, over the real factors of the denominator."""
    if len(n.ring.terms(n.ring.lift(u.den))) == 1:
        return [(c, product_of(pair)) for c, pair in _terms(n, u)]
    divisor = product_of(tuple(_real_parts(n, Frac(u.den, n.ring.one.num))))
    above = settled(n, n.ring.mul(u, n.form(divisor)))
    return [(c, div(product_of(pair), divisor)) for c, pair in _terms(n, above)]


def _real_parts(n: Normalizer, u: Frac) -> Iterator[Expr]:
    """The real factors of u as expressions, u being their product up to a unit and a number."""
    for f, e in _self_conjugate(n, u):
        value = _real_form(n, f)
        if value is not None and not n.ring.is_constant(value):
            shown = n.express_poly(_generator(n, f, value))
            yield shown if e == 1 else power(shown, num(e))


def real_expression(n: Normalizer, u: Frac) -> Expr:
    """A real fraction in units, written with sines and cosines: Re(c·e^{iφ}) = c·cos φ."""
    terms = [term_of(*pair, c) for c, pair in _terms(n, u)]
    return add(*terms) if terms else num(0)


def _terms(n: Normalizer, u: Frac) -> list[tuple[Fraction, tuple[Expr, Expr]]]:
    """u = Σ c·rest·wave, each rest free of units."""
    bottom = n.ring.terms(n.ring.lift(u.den))
    if len(bottom) != 1:
        raise Opaque("a factor is not real")
    found: dict[tuple[Expr, Expr], Fraction] = {}
    below, below_units = _apart(n, bottom[0][1])
    for c, exponents in n.sorted_terms(n.ring.lift(u.num)):
        plain, turns = _apart(n, exponents)
        for i, e in below_units.items():
            turns[i] = turns.get(i, 0) - e
        rest = n.express_poly(n.ring.monomial(plain))
        rest = div(rest, n.express_poly(n.ring.monomial(below))) if below else rest
        wave, sign = _wave(n, turns)
        found[rest, wave] = found.get((rest, wave), Fraction(0)) + Fraction(c * sign, bottom[0][0])
    return [(c, pair) for pair, c in found.items() if c]


def _apart(n: Normalizer, exponents: dict[int, int]) -> tuple[dict[int, int], dict[int, int]]:
    units = {i: e for i, e in exponents.items() if n.ring.generators[i].kind in UNITS}
    return {i: e for i, e in exponents.items() if i not in units}, units


def _wave(n: Normalizer, turns: dict[int, int]) -> tuple[Expr, int]:
    """cos φ (or ±sin φ') for the angle φ of ∏ z^e, with its sign."""
    angle: dict[Expr, Fraction] = {}
    constant = Fraction(0)
    for i, e in turns.items():
        g = n.ring.generators[i]
        if g.kind == "unity":
            constant += Fraction(e, n.roots.get(UNITY, 2))
        elif e:
            k = n.roots.get(fn("cis", g.payload), 1)
            angle[g.payload] = angle.get(g.payload, Fraction(0)) + Fraction(e, k)
    lead = next((c for c in angle.values() if c), Fraction(0))
    if lead < 0:
        angle, constant = {m: -c for m, c in angle.items()}, -constant
    constant %= 2
    half, constant = divmod(constant * 2, 1)  # quarter turns
    name, sign = (("cos", 1), ("sin", -1), ("cos", -1), ("sin", 1))[int(half)]
    parts = [multiple(c, m) for m, c in angle.items() if c]
    if constant:
        parts.append(multiple(constant / 2, PI))
    if not parts:
        return (num(1), sign) if name == "cos" else (num(0), 1)
    return fn(name, add(*parts)), sign
