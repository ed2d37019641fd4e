"""Values of functions that arb knows, certified: outside of a function's domain its answer is not finite."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from flint import acb

from derive.engine.ball_steps import Evaluates, Rule
from derive.engine.values import Value, finite, sign, subtract, to_ball
from derive.errors import OutsideDomain
from derive.expressions.expr import Expr


def _ball(method: str, at_zero: Fraction | None = None) -> Rule:
    """A function arb knows; outside its domain arb's answer is not finite."""

    def rule(ev: Evaluates, e: Expr) -> Value:
        a = ev.value(e.args[0])
        if at_zero is not None and isinstance(a, Fraction) and a == 0:
            return at_zero
        return finite(getattr(to_ball(a), method)())

    return rule


def _bounded(method: str) -> Rule:
    """asin, acos: defined for |a| ≤ 1, certified."""

    def rule(ev: Evaluates, e: Expr) -> Value:
        a = ev.value(e.args[0])
        if sign(subtract(abs(a), Fraction(1))) > 0:
            raise OutsideDomain(f"{e.head} of a number beyond ±1")
        if method == "asin" and isinstance(a, Fraction) and a == 0:
            return Fraction(0)
        return finite(getattr(to_ball(a), method)())

    return rule


def _gamma(method: str) -> Rule:
    def rule(ev: Evaluates, e: Expr) -> Value:
        a = ev.value(e.args[0])
        if isinstance(a, Fraction) and a.denominator == 1 and a <= 0:
            raise OutsideDomain("a pole of the gamma function")
        if method == "lgamma" and sign(a) < 0:
            raise OutsideDomain("log-gamma of a negative number")
        if method == "gamma" and isinstance(a, Fraction) and a.denominator == 1 and a <= 60:
            total = Fraction(1)
            for k in range(2, int(a)):
                total *= k
            return total
        return finite(getattr(to_ball(a), method)())

    return rule


def _two(method: str, swap: bool = False) -> Rule:
    """Functions of an order and an argument, by arb: J_ν(x), K_ν(x), Γ(s, x), …"""

    def rule(ev: Evaluates, e: Expr) -> Value:
        order, x = (to_ball(ev.value(a)) for a in e.args)
        return finite(getattr(x, method)(order))

    return rule


def _polygamma(ev: Evaluates, e: Expr) -> Value:
    """ψ^(n)(x) for a whole n ≥ 0 and x > 0."""
    order, x = (ev.value(a) for a in e.args)
    if not isinstance(order, Fraction) or order.denominator != 1 or order < 0 or sign(x) <= 0:
        raise OutsideDomain("polygamma of an order that is no whole number, or of x ≤ 0")
    return finite(acb(to_ball(x)).polygamma(acb(to_ball(order))).real)


def _elliptic(method: str, limit: Fraction) -> Rule:
    """K(m), E(m) for m < 1; E(1) = 1."""

    def rule(ev: Evaluates, e: Expr) -> Value:
        m = ev.value(e.args[0])
        if isinstance(m, Fraction) and m == 1 and method == "elliptic_e":
            return limit
        if sign(subtract(m, Fraction(1))) >= 0:
            raise OutsideDomain("an elliptic integral beyond m = 1")
        return finite(getattr(acb(to_ball(m)), method)().real)

    return rule


def _derivative(method: str) -> Rule:
    """Ai′, Bi′."""
    return lambda ev, e: finite(getattr(to_ball(ev.value(e.args[0])), method)(derivative=1))


_ZERO = Fraction(0)
FUNCTIONS: Mapping[str, Rule] = {
    "sin": _ball("sin", _ZERO),
    "cos": _ball("cos", Fraction(1)),
    "atan": _ball("atan", _ZERO),
    "asin": _bounded("asin"),
    "acos": _bounded("acos"),
    "erf": _ball("erf", _ZERO),
    "erfc": _ball("erfc", Fraction(1)),
    "erfi": _ball("erfi", _ZERO),
    "gamma": _gamma("gamma"),
    "loggamma": _gamma("lgamma"),
    "digamma": _gamma("digamma"),
    "zeta": _ball("zeta"),
    "expint": _two("expint"),
    "besselj": _two("bessel_j"),
    "bessely": _two("bessel_y"),
    "besseli": _two("bessel_i"),
    "besselk": _two("bessel_k"),
    "erfinv": _ball("erfinv", _ZERO),
    "ei": _ball("ei"),
    "airyai": _ball("airy_ai"),
    "airybi": _ball("airy_bi"),
    "airyaiprime": _derivative("airy_ai"),
    "airybiprime": _derivative("airy_bi"),
    "fresnels": _ball("fresnel_s", _ZERO),
    "fresnelc": _ball("fresnel_c", _ZERO),
    "polygamma": _polygamma,
    "elliptick": _elliptic("elliptic_k", _ZERO),
    "elliptice": _elliptic("elliptic_e", Fraction(1)),
    "uppergamma": lambda ev, e: finite(
        to_ball(ev.value(e.args[1])).gamma_upper(to_ball(ev.value(e.args[0])))
    ),
    "lowergamma": lambda ev, e: finite(
        to_ball(ev.value(e.args[1])).gamma_lower(to_ball(ev.value(e.args[0])))
    ),
}
