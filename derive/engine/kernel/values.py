"""The values of trees, a rule for each head."""

from __future__ import annotations

from fractions import Fraction

from derive.engine.kernel.factors import merged
from derive.engine.kernel.gamma import of_halves
from derive.engine.kernel.points import Point, ball
from derive.engine.kernel.primes import Vector
from derive.engine.kernel.radical import near_zero
from derive.engine.kernel.residues import ODD, RULES, Run
from derive.engine.kernel.unfold import VALUE_OF, Reject, exact
from derive.expressions.build import ONE, PI, TWO, div, mul, neg, num, sub
from derive.expressions.expr import Expr, kinds, node, number_value, postorder

ANGLES = ("asin", "atan")
LETTERS = kinds("sym", "idx", "entry", "call", "sum", "prod", "deriv", "limit")
MOST_PARTS = 120
INVERSES = {"erf": "value_of_erfinv", "value_of_erfinv": "erf"}


def _add(f: Run, e: Expr) -> Vector:
    vectors, p = f.even(*(f.value(a) for a in e.args)), f.p
    return [sum(column) % p for column in zip(*vectors, strict=True)]


def _mul(f: Run, e: Expr) -> Vector:
    total = f.value(e.args[0])
    for a in e.args[1:]:
        total = f.times(total, f.value(a))
    return total


def _pow(f: Run, e: Expr) -> Vector:
    base, exponent = e.args
    q = exact(exponent)
    if q is None and base.head == "const" and base.value == "e":
        return f.absolute(f.exponent(f.value(exponent)))
    if q is None:
        c = f.ratio(f.value(exponent), f.one)
        q = c if c is None or c.denominator == 1 else None
    if q is None:
        u = f.times(f.value(exponent), f.logarithm(f.magnitude(base)))
        if f.sign_of(base) < 0:
            raise Reject("a general power of something negative")
        return f.absolute(f.exponent(u))
    if q.denominator == 1:
        return f.raised(f.value(base), int(q))
    return _root(f, base, q)


def _root(f: Run, base: Expr, q: Fraction) -> Vector:
    v = f.value(base)
    if f.zero(v):
        return f.constant(Fraction(0))
    return f.absolute(merged([(f.magnitude(base), q)]))


def _trigonometric(f: Run, e: Expr) -> Vector:
    """cos u = (z + 1/z)/2, sin u = (z − 1/z)/(2i)."""
    for a in postorder(e.args[0]):
        if a.head in ("atan", "asin", "acos"):
            _inverse_angle(f, "atan" if a.head == "atan" else "asin", a.args[0])
    z = f.unit(f.value(e.args[0]))
    w = f.inverse(z)
    if e.head == "cos":
        return f.scale(Fraction(1, 2), f.plus(z, w))
    return f.scale(Fraction(1, 2), f.times(f.plus(w, z, -1), f.imaginary()))


def _inverse_angle(f: Run, head: str, u: Expr) -> None:
    """e^{i·atan u} = (1 + iu)/√(1 + u²), e^{i·asin u} = √(1 − u²) + iu"""
    angle, square = f.value(node(head, u)), node("mul", u, u)
    f.unit(f.constant(Fraction(0)))
    if f.zero(angle) or f.angle_known(angle):
        return
    turned = f.times(f.imaginary(), f.value(u))
    if head == "atan":
        size = f.value(node("sqrt", node("add", ONE, square)))
        z = f.times(f.plus(f.one, turned), f.inverse(size))
    else:
        z = f.plus(f.value(node("sqrt", node("add", ONE, node("neg", square)))), turned)
    f.units.append((angle, z))


def _tan(f: Run, e: Expr) -> Vector:
    return f.times(f.value(node("sin", *e.args)), f.inverse(f.value(node("cos", *e.args))))


def _principal(e: Expr) -> Expr | None:
    """asin sin t = (−1)^k (t − kπ), atan tan t = t − kπ for a number t and the k with |t − kπ| < π/2."""
    wave = e.args[0]
    if e.head == "atan" and wave.head == "div" and [w.head for w in wave.args] == ["sin", "cos"]:
        wave = node("tan", *wave.args[0].args) if wave.args[0].args == wave.args[1].args else wave
    if wave.head not in (("sin", "cos") if e.head == "asin" else ("tan",)) or wave.kinds & LETTERS:
        return None
    t = sub(div(PI, TWO), *wave.args) if wave.head == "cos" else wave.args[0]
    k = (ball(Point({}).value(div(t, PI))) + ball(Fraction(1, 2))).floor().unique_fmpz()
    if k is None:
        return None
    rest = sub(t, mul(num(int(k)), PI))
    return neg(rest) if k % 2 and e.head == "asin" else rest


def _opaque(f: Run, e: Expr) -> Vector:
    if e.head in ANGLES and (principal := _principal(e)) is not None:
        return f.value(principal)
    args = [f.value(a) for a in e.args]
    for others, v in f.atoms.get(INVERSES.get(e.head, ""), ()):
        if f.same(args[0], v):
            return others[0]
    if e.head in ODD and f.zero(args[0]):
        return f.constant(Fraction(0))
    if e.head == "value_of_gamma" and (c := f.ratio(args[0], f.one)) is not None:
        known = of_halves(f, c)
        if known is not None:
            return known
    angle = _known_angle(e) if e.head in ANGLES else None
    return f.scale(angle, f.random("pi")) if angle is not None else f.atom(e.head, args)


def _known_angle(e: Expr) -> Fraction | None:
    """q with asin √(1/4) = qπ, atan(2 − √3) = qπ, …: sin or tan of qπ is this number, and |q| ≤ 1/2."""
    number = e.args[0]
    if number.kinds & LETTERS:
        return None
    try:
        turns = ball(Point({}).value(node("div", e, PI)))
        q = Fraction(str(turns.mid().str(15, radius=False))).limit_denominator(MOST_PARTS)
        u = node("mul", node("num", value=q), PI)
        wave = node("sin", u) if e.head == "asin" else node("div", node("sin", u), node("cos", u))
        near_zero(sub(number, wave))
    except Reject:  # not a number as it is written, or no such angle
        return None
    return q if abs(turns - ball(q)) < ball(Fraction(1, 1000)) else None


def _acos(f: Run, e: Expr) -> Vector:
    half = f.scale(Fraction(1, 2), f.random("pi"))
    return f.plus(half, f.value(node("asin", *e.args)), -1)


def _abs(f: Run, e: Expr) -> Vector:
    return f.scale(Fraction(f.sign_of(e.args[0])), f.value(e.args[0]))


def _extreme(f: Run, e: Expr) -> Vector:
    """The greater one of a, b is a where a − b ≥ 0."""
    best = e.args[0]
    for other in e.args[1:]:
        s = f.sign_of(node("add", best, node("neg", other)))
        best = best if (s > 0) == (e.head == "max") else other
    return f.value(best)


def _chosen(f: Run, e: Expr) -> Vector:
    found = f.chosen(e)
    return f.constant(Fraction(found)) if isinstance(found, int | Fraction) else f.value(found)


def _const(f: Run, e: Expr) -> Vector:
    if e.value not in ("pi", "e"):
        raise Reject(f"{e.value} is no real number")
    return f.random("pi") if e.value == "pi" else f.absolute(f.magnitude(e))


RULES |= {
    **dict.fromkeys(("num", "dec"), lambda f, e: f.constant(number_value(e) or Fraction(0))),
    **dict.fromkeys(("sym", "idx", "entry"), lambda f, e: f.random(e)),
    **dict.fromkeys(("sin", "cos"), _trigonometric),
    **dict.fromkeys((*ODD, "call", "value_of_gamma", "value_of_loggamma", "value_of_digamma"), _opaque),
    **dict.fromkeys(("max", "min"), _extreme),
    **dict.fromkeys(("cases", "iverson", "delta", "sign", "heaviside"), _chosen),
    VALUE_OF: _opaque,
    "const": _const,
    "add": _add,
    "mul": _mul,
    "neg": lambda f, e: [-x % f.p for x in f.value(e.args[0])],
    "div": lambda f, e: f.times(f.value(e.args[0]), f.inverse(f.value(e.args[1]))),
    "pow": _pow,
    "exp": lambda f, e: f.absolute(f.exponent(f.value(e.args[0]))),
    "log": lambda f, e: f.logarithm(f.magnitude(e.args[0])),
    "sqrt": lambda f, e: _root(f, e.args[0], Fraction(1, 2)),
    "tan": _tan,
    "acos": _acos,
    "abs": _abs,
    "where": lambda f, e: f.value(e.args[0]),
}
__all__ = ["RULES"]
