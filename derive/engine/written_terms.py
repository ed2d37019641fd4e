"""Terms and angles written out: c·rest·wave, c·m, and quotients as they stand."""

from __future__ import annotations

from fractions import Fraction

from derive.expressions.build import ONE, add, div, mul, neg, num
from derive.expressions.expr import Expr


def term_of(rest: Expr, wave: Expr, c: Fraction) -> Expr:
    factors = [x for x in (rest, wave) if x is not num(1)]
    if abs(c) != 1 or not factors:
        factors.insert(0, num(abs(c)))
    return neg(mul(*factors)) if c < 0 else mul(*factors)


def multiple(c: Fraction, m: Expr) -> Expr:
    size = abs(c)
    top = m if size.numerator == 1 else mul(num(size.numerator), m)
    whole = top if size.denominator == 1 else div(top, num(size.denominator))
    return neg(whole) if c < 0 else whole


def product_of(factors: tuple[Expr, ...]) -> Expr:
    plain = [x for x in factors if x is not num(1)]
    return mul(*plain) if plain else num(1)


def fraction(e: Expr) -> tuple[Expr, Expr]:
    """Numerator and denominator of sums, products and quotients as they are written."""
    if e.head == "neg":
        above, below = fraction(e.args[0])
        return neg(above), below
    if e.head == "div":
        (a, b), (c, d) = map(fraction, e.args)
        return times(a, d), times(b, c)
    if e.head in ("mul", "add"):
        above, below = fraction(e.args[0])
        for a, b in map(fraction, e.args[1:]):
            if e.head == "mul":
                above, below = times(above, a), times(below, b)
            elif b is below:
                above = add(above, a)
            else:
                above, below = add(times(above, b), times(a, below)), times(below, b)
        return above, below
    return e, ONE


def times(a: Expr, b: Expr) -> Expr:
    return b if a is ONE else a if b is ONE else mul(a, b)
