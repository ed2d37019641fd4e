"""Arithmetic with values: exact rationals while they are short, else balls that certainly hold the value."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from math import isqrt
from typing import Any

from flint import arb, ctx, fmpq

from derive.errors import DeriveError, OutsideDomain

Value = Any  # Fraction or flint.arb

MAX_EXACT_BITS = 20_000


class Uncertain(DeriveError):
    """The ball is too wide to tell; more bits may help."""


@contextmanager
def precision(bits: int) -> Iterator[None]:
    before = ctx.prec
    ctx.prec = bits
    try:
        yield
    finally:
        ctx.prec = before


def to_ball(v: Value) -> Any:
    if isinstance(v, Fraction):
        return arb(fmpq(*v.as_integer_ratio()))
    return v


def _exact_enough(v: Fraction) -> Value:
    above, below = v.as_integer_ratio()
    if above.bit_length() + below.bit_length() > MAX_EXACT_BITS:
        return to_ball(v)
    return v


def add_values(a: Value, b: Value) -> Value:
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return _exact_enough(a + b)
    return to_ball(a) + to_ball(b)


def subtract(a: Value, b: Value) -> Value:
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return _exact_enough(a - b)
    return to_ball(a) - to_ball(b)


def multiply(a: Value, b: Value) -> Value:
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return _exact_enough(a * b)
    if (isinstance(a, Fraction) and a == 0) or (isinstance(b, Fraction) and b == 0):
        return Fraction(0)
    return finite(to_ball(a) * to_ball(b))


def sign(v: Value) -> int:
    """−1, 0, 1; only an exact zero is 0."""
    if isinstance(v, Fraction):
        above = v.numerator
        return (above > 0) - (above < 0)
    if v > 0:
        return 1
    if v < 0:
        return -1
    raise Uncertain("a sign that this precision does not show")


def divide(a: Value, b: Value) -> Value:
    if sign(b) == 0:
        raise OutsideDomain("division by zero")
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return _exact_enough(a / b)
    return finite(to_ball(a) / to_ball(b))


def finite(v: Any) -> Any:
    if not v.is_finite():
        raise Uncertain("a value beyond this precision")
    return v


def power_value(a: Value, b: Value) -> Value:
    """a^b on the reals: integer exponents everywhere (0⁰ = 1), others for a > 0, and 0^b = 0 for b > 0."""
    if isinstance(b, Fraction) and b.denominator == 1:
        return _integer_power(a, b.numerator)
    s = sign(a)
    if s < 0:
        raise OutsideDomain("a fractional power of a negative number")
    if s == 0:
        if sign(b) > 0:
            return Fraction(0)
        raise OutsideDomain("zero to a negative power")
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        root = _exact_root(a, b.denominator)
        if root is not None:
            return _integer_power(root, b.numerator)
    return finite((to_ball(b) * to_ball(a).log()).exp())


def _integer_power(a: Value, n: int) -> Value:
    if n == 0:
        return Fraction(1)
    if n < 0:
        return divide(Fraction(1), _integer_power(a, -n))
    if isinstance(a, Fraction):
        if n * max(a.numerator.bit_length(), a.denominator.bit_length()) <= MAX_EXACT_BITS or a in (0, 1, -1):
            return a**n if a not in (1, -1) else (a if n % 2 else Fraction(1))
        if n.bit_length() > 40:
            return _huge_power(a, n)
    return finite(_ball_power(to_ball(a), n))


def _ball_power(x: Any, n: int) -> Any:
    """By squaring: arb's own power is not finite at a ball around zero."""
    total = arb(1)
    for bit in bin(n)[2:]:
        total = total * total * x if bit == "1" else total * total
    return total


def _huge_power(a: Fraction, n: int) -> Value:
    size = (arb(n) * to_ball(abs(a)).log()).exp()
    if not size.is_finite():
        raise Uncertain("a value beyond this precision")
    return size if a > 0 or n % 2 == 0 else -size


def _exact_root(a: Fraction, k: int) -> Fraction | None:
    """The k-th root of a positive rational when it is rational."""
    parts = []
    for m in (a.numerator, a.denominator):
        r = isqrt(m) if k == 2 else round(m ** (1 / k)) if m.bit_length() < 50 else 0
        if r**k != m:
            return None
        parts.append(r)
    return Fraction(parts[0], parts[1])


def exp_value(a: Value) -> Value:
    if isinstance(a, Fraction) and a == 0:
        return Fraction(1)
    return finite(to_ball(a).exp())
