"""Trigonometric functions through units z = e^{iu}; inverse functions and specials as atoms.

    sin u = (Z − 1/Z)/(2I),  cos u = (Z + 1/Z)/2,  Z = ∏ e^{i c m} over the monomials of u = Σ c·m.

Rational multiples of π become powers of ζ = e^{iπ/d}, whose minimal polynomial is cyclotomic.
"""

from __future__ import annotations

from fractions import Fraction
from math import factorial

from derive.engine.constants import angle_of_number, floor_of_number, has_no_letters, principal_value
from derive.engine.cyclotomic import imaginary, unity
from derive.engine.field import Frac, Generator, Poly
from derive.engine.magnitudes import single_generator
from derive.engine.normal import RULES, UNITY, Normalizer
from derive.engine.powers import power_form, split_terms
from derive.engine.recurrences import certainly_nonzero, whole_part
from derive.engine.signs import sign_of, strict_sign, strictly_positive
from derive.engine.units import is_complex, real_expression
from derive.expressions.build import MINUS_ONE, PI, add, div, fn, mul, num, power
from derive.expressions.expr import Expr, node

I_UNIT = node("const", value="i")
MAX_UNITY = 120
MAX_SHIFT = 60
MAX_FACTORIAL = 1000
ALGEBRAIC = ("root", "unity")
ODD = ("erf", "erfi", "erfinv", "fresnels", "fresnelc")
TURNED = ("sin", "cos", "div")
INVERSES = {"erf": "erfinv", "erfinv": "erf"}


def unit(n: Normalizer, u: Frac) -> Frac:
    """e^{iu}."""
    total = n.ring.one
    for c, m in split_terms(n, u):
        total = n.ring.mul(total, _unit_monomial(n, c, m))
    return total


def _unit_monomial(n: Normalizer, c: Fraction, m: Expr) -> Frac:
    if m is PI:
        if c.denominator > MAX_UNITY:
            return n.ring.power(_unit_generator(n, m, c.denominator), c.numerator)
        n.refine(UNITY, 2 * c.denominator)
        d = n.roots[UNITY]
        return unity(n, int(c * d))
    whole = _half_turns(n, m) if c.denominator == 1 else None
    if whole is not None:
        return n.form(power(MINUS_ONE, mul(num(c), *whole)))  # e^{iπp} = (−1)^p
    if m.head in ("atan", "asin") and c.denominator == 1:
        return n.ring.power(_unit_of_inverse(n, m), int(c))
    key = fn("cis", m)
    n.refine(key, c.denominator)
    k = n.roots.get(key, 1)
    return n.ring.power(_unit_generator(n, m, k), int(c * k))


def _half_turns(n: Normalizer, m: Expr) -> list[Expr] | None:
    """The factors of p in m = π·p for an integer-valued p."""
    whole = [a for a in m.args if a is not PI] if m.head == "mul" else []
    if not whole or len(whole) != len(m.args) - 1:
        return None
    return whole if all(_integer_monomial(n, n.form(a)) for a in whole) else None


def _unit_of_inverse(n: Normalizer, m: Expr) -> Frac:
    """e^{i·atan u} = (1 + iu)/√(1 + u²), e^{i·asin u} = √(1 − u²) + iu"""
    ring, u = n.ring, n.form(m.args[0])
    square, turned = ring.mul(u, u), ring.mul(imaginary(n), u)
    if m.head == "asin":
        return ring.add(power_form(n, ring.sub(ring.one, square), Fraction(1, 2)), turned)
    size = power_form(n, ring.add(ring.one, square), Fraction(1, 2))
    return ring.mul(ring.add(ring.one, turned), ring.inverse(size))


def _unit_generator(n: Normalizer, m: Expr, k: int) -> Frac:
    shown = fn("cis", m if k == 1 else div(m, num(k)))
    return n.ring.gen(Generator("unit", ("cis", m), shown, payload=m))


def _sin(n: Normalizer, e: Expr) -> Frac:
    z = unit(n, n.form(e.args[0]))
    gap = n.ring.sub(z, n.ring.inverse(z))
    return n.ring.mul(gap, n.ring.inverse(n.ring.mul(n.ring.integer(2), imaginary(n))))


def _cos(n: Normalizer, e: Expr) -> Frac:
    z = unit(n, n.form(e.args[0]))
    return n.ring.mul(n.rational(Fraction(1, 2)), n.ring.add(z, n.ring.inverse(z)))


def odd_atom(n: Normalizer, name: str, u: Frac) -> Frac:
    """f(u) for an odd f: the sign of the leading coefficient comes out."""
    if u.num == 0:
        return n.ring.zero
    angle = known_angle(n, name, u)
    if angle is not None:
        return angle
    undone = single_generator(n, u.num) if u.den == 1 and name in INVERSES else None
    if undone is not None and undone.expr.head == INVERSES[name]:
        return n.form(undone.expr.args[0])
    if is_complex(n, u):
        return n.atom(fn(name, real_expression(n, u)))
    if n.leading_sign(u.num) < 0:
        return n.ring.neg(n.atom(fn(name, n.express(n.ring.neg(u)))))
    return n.atom(fn(name, n.express(u)))


def known_angle(n: Normalizer, name: str, u: Frac) -> Frac | None:
    """asin(1/2), atan(2 − √3) and the like as multiples of π."""
    used = [*n.ring.used(n.ring.lift(u.num)), *n.ring.used(n.ring.lift(u.den))]
    if name not in ("asin", "atan") or any(n.ring.generators[i].kind not in ALGEBRAIC for i in used):
        return None
    shown = real_expression(n, u) if is_complex(n, u) else n.express(u)
    part = angle_of_number(name, shown) if has_no_letters(shown) else None
    return None if part is None else n.ring.mul(n.rational(part), n.form(PI))


def _odd(name: str) -> object:
    return lambda n, e: _angle(n, name, e.args[0])


def _angle(n: Normalizer, name: str, u: Expr) -> Frac:
    known = principal_value(fn(name, u)) if u.head in TURNED else None
    return odd_atom(n, name, n.form(u)) if known is None else n.form(known)


def _acos(n: Normalizer, e: Expr) -> Frac:
    half_pi = n.ring.mul(n.rational(Fraction(1, 2)), n.form(PI))
    return n.ring.sub(half_pi, _angle(n, "asin", e.args[0]))


def _gamma(n: Normalizer, e: Expr) -> Frac:
    """Γ(v + k) = Γ(v)·v(v+1)…(v+k−1): the constant term of the argument is brought into [0, 1)."""
    u = n.form(e.args[0])
    value = n.ring.constant_value(u)
    if value is not None and value.denominator == 1 and 0 < value <= MAX_FACTORIAL:
        return n.ring.integer(factorial(int(value) - 1))
    if value is not None and value.denominator == 2 and 0 < value <= MAX_SHIFT:
        rise = _rising(n, n.rational(Fraction(1, 2)), int(value))
        return n.ring.mul(power_form(n, n.form(PI), Fraction(1, 2)), rise)
    if value is None and u.den.is_constant() and n.leading_sign(u.num) < 0:
        return _reflected(n, u)
    constant = Fraction(0)
    for c, m in split_terms(n, u):
        if n.ring.constant_value(n.form(m)) == 1:
            constant = c
    k = constant.numerator // constant.denominator
    if abs(k) > MAX_SHIFT or (value is not None and value.denominator == 1):
        return n.atom(fn("gamma", n.express(u)))
    v = n.ring.sub(u, n.ring.integer(k))
    halves = value is None and constant - k == Fraction(1, 2)
    gamma = _halved(n, v) if halves else n.atom(fn("gamma", n.express(v)))
    if k > 0:
        return n.ring.mul(gamma, _rising(n, v, k))
    return n.ring.mul(gamma, n.ring.inverse(_rising(n, u, -k)))


def _reflected(n: Normalizer, u: Frac) -> Frac:
    """Γ(u) = π/(sin(πu)·Γ(1 − u)), but for integers u."""
    sine = n.form(fn("sin", mul(PI, n.express(u))))
    if sine.num == 0:
        return n.atom(fn("gamma", n.express(u)))
    below = n.ring.mul(sine, n.form(fn("gamma", n.express(n.ring.sub(n.ring.one, u)))))
    return n.ring.mul(n.form(PI), n.ring.inverse(below))


def _halved(n: Normalizer, u: Frac) -> Frac:
    """Γ(v + 1/2) = 2^{1 − 2v}·√π·Γ(2v)/Γ(v)"""
    v = n.ring.sub(u, n.rational(Fraction(1, 2)))
    twice = n.ring.mul(n.ring.integer(2), v)
    two = n.form(power(num(2), n.express(n.ring.sub(n.ring.one, twice))))
    root = power_form(n, n.form(PI), Fraction(1, 2))
    above = n.ring.mul(n.ring.mul(two, root), n.form(fn("gamma", n.express(twice))))
    return n.ring.mul(above, n.ring.inverse(n.form(fn("gamma", n.express(v)))))


def _rising(n: Normalizer, v: Frac, k: int) -> Frac:
    total = n.ring.one
    for j in range(k):
        total = n.ring.mul(total, n.ring.add(v, n.ring.integer(j)))
    return total


def _floor(n: Normalizer, e: Expr) -> Frac:
    """Integers come out: ⌊u + k⌋ = ⌊u⌋ + k for integer-valued terms k; ⌊−N/D⌋ = −⌊(N + D − 1)/D⌋."""
    u = n.form(e.args[0])
    whole, rest = n.ring.zero, n.ring.zero
    for c, m in split_terms(n, u):
        form = n.form(m)
        term = n.ring.mul(n.rational(c), form)
        if form == n.ring.one or n.ring.constant_value(form) == 1:
            k = c.numerator // c.denominator
            whole = n.ring.add(whole, n.ring.integer(k))
            rest = n.ring.add(rest, n.rational(c - k))
        elif c.denominator == 1 and _integer_monomial(n, form):
            whole = n.ring.add(whole, term)
        else:
            rest = n.ring.add(rest, term)
    value = n.ring.constant_value(rest)
    if value is not None:
        return n.ring.add(whole, n.ring.integer(value.numerator // value.denominator))
    least = _least(n, rest)
    if least is not None:
        return n.ring.add(whole, n.ring.integer(least))
    if n.leading_sign(rest.num) < 0 and _integer_poly(n, rest.num) and _positive_integer(n, rest.den):
        top, below, one = (n.ring.lift(p) for p in (rest.num, rest.den, n.ring.one.num))
        other = n.express(Frac(below - top - one, below))
        return n.ring.sub(whole, n.form(fn("floor", other)))
    return n.ring.add(whole, n.atom(fn("floor", n.express(rest))))


def _least(n: Normalizer, u: Frac) -> int | None:
    """⌊u⌋ of a number without letters; −1 or 0 where −1 ≤ u < 0 or 0 ≤ u < 1 is certain."""
    shown = real_expression(n, u) if is_complex(n, u) else n.express(u)
    if has_no_letters(shown):
        return floor_of_number(shown)
    if n.ring.is_constant(Frac(u.den, n.ring.one.num)):
        return None
    for k in (0, -1):
        above, below = n.ring.sub(u, n.ring.integer(k)), n.ring.sub(n.ring.integer(k + 1), u)
        if _is_positive(n, below) and (above.num == 0 or _is_positive(n, above, weakly=True)):
            return k
    return None


def _is_positive(n: Normalizer, u: Frac, *, weakly: bool = False) -> bool:
    above, below = (n.ring.lift(p) for p in (u.num, u.den))
    s = strict_sign(n, below)
    return bool(s) and (sign_of(n, above) if weakly else strict_sign(n, above)) == s


def _integer_poly(n: Normalizer, p: Poly) -> bool:
    return all(_integer_generator(n, i) for i in n.ring.used(n.ring.lift(p)))


def _positive_integer(n: Normalizer, p: Poly) -> bool:
    return _integer_poly(n, p) and strictly_positive(n, n.ring.lift(p))


def _integer_monomial(n: Normalizer, form: Frac) -> bool:
    return form.den == 1 and all(_integer_generator(n, i) for i in n.ring.used(form.num))


def _integer_generator(n: Normalizer, i: int) -> bool:
    g = n.ring.generators[i]
    return (g.kind == "letter" and n.facts.is_integer(g.expr)) or (
        g.kind == "function" and g.expr.head == "floor"
    )


def _ceil(n: Normalizer, e: Expr) -> Frac:
    return n.ring.neg(n.form(fn("floor", n.express(n.ring.neg(n.form(e.args[0]))))))


def _mod(n: Normalizer, e: Expr) -> Frac:
    """mod(a, b) = a − b⌊a/b⌋."""
    a, b = e.args
    return n.form(add(a, mul(num(-1), b, fn("floor", div(a, b)))))


def _polygamma(n: Normalizer, e: Expr) -> Frac:
    """ψ_0 is the digamma function; ψ_m(u + 1) = ψ_m(u) + (−1)^m·m!/u^{m+1}, towards u = v + c, 1 ≤ c < 2."""
    m, u = n.ring.constant_value(n.form(e.args[0])), n.form(e.args[1])
    if m == 0:
        return n.form(fn("digamma", e.args[1]))
    c = whole_part(n, u)
    if m is None or m.denominator != 1 or not 0 < m <= MAX_SHIFT or c is None or c == 1 or abs(c) > MAX_SHIFT:
        return n.opaque(e)
    beside = n.ring.add(u, n.ring.integer(-1 if c > 1 else 1))
    low = beside if c > 1 else u
    if not certainly_nonzero(n, low):
        return n.opaque(e)
    size = n.ring.integer((-1 if c < 1 else 1) * (-1) ** int(m) * factorial(int(m)))
    gap = n.ring.mul(size, n.ring.power(low, -int(m) - 1))
    return n.ring.add(n.form(fn("polygamma", e.args[0], n.express(beside))), gap)


RULES.update(
    {
        "sin": _sin,
        "cos": _cos,
        "cis": lambda n, e: unit(n, n.form(e.args[0])),
        "asin": _odd("asin"),  # type: ignore[dict-item]
        "atan": _odd("atan"),  # type: ignore[dict-item]
        **{name: _odd(name) for name in ODD},  # type: ignore[misc]
        "acos": _acos,
        "gamma": _gamma,
        "polygamma": _polygamma,
        "floor": _floor,
        "ceil": _ceil,
        "mod": _mod,
    }
)
