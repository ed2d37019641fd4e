"""Bounds on values, checked before anything computes them: 10^(10^10), a sum of 10^9 numbers."""

from __future__ import annotations

from fractions import Fraction
from math import factorial

from derive.expressions.expr import Expr, number_value, postorder
from derive.read.limits import MAX_EXPONENT, MAX_TERMS

FACTORIALS = frozenset({"gamma", "factorial"})
_LIMIT = Fraction(10) ** 12


def check_power(power: Expr) -> str:
    """A complaint when a literal exponent is too large, else the empty string."""
    value = constant_value(power.args[1])
    if value is None:
        return ""
    if abs(value) > MAX_EXPONENT:
        return f"an exponent beyond {MAX_EXPONENT:,} is not read"
    base = constant_value(power.args[0])
    if base is not None and abs(value) > 100 and abs(base.numerator * base.denominator) > 10**6:
        return "this power is too large a number"
    return ""


def check_range(lo: Expr, hi: Expr) -> str:
    first, last = constant_value(lo), constant_value(hi)
    if last is not None and last - (first or 0) > MAX_TERMS:
        return f"a sum or product of more than {MAX_TERMS:,} numbered terms is not read"
    return ""


def check_sizes(sizes: list[Expr]) -> str:
    """A complaint when an array written with numbers has too many entries."""
    entries = Fraction(1)
    for size in sizes:
        entries *= constant_value(size) or 1
    return f"an array of more than {MAX_TERMS:,} entries is not read" if entries > MAX_TERMS else ""


def check_argument(name: str, arguments: list[Expr]) -> str:
    """Γ(10⁹) is a number that nobody can write down."""
    value = constant_value(arguments[0]) if name in FACTORIALS else None
    return (
        f"{name} of so large a number is not read" if value is not None and abs(value) > MAX_EXPONENT else ""
    )


def constant_value(expr: Expr) -> Fraction | None:
    """The value of an arithmetic expression of numbers, cut off at ±10^12; None when it has letters."""
    values: dict[Expr, Fraction] = {}
    for each in postorder(expr):
        value = _value(each, values)
        if value is None:
            return None
        values[each] = max(-_LIMIT, min(_LIMIT, value))
    return values[expr]


def _value(expr: Expr, values: dict[Expr, Fraction]) -> Fraction | None:
    args = [values[a] for a in expr.args]
    if expr.head in ("num", "dec"):
        return number_value(expr)
    if expr.head == "add":
        return sum(args, Fraction(0))
    if expr.head == "neg":
        return -args[0]
    if expr.head == "div":
        return args[0] / args[1] if args[1] else None
    if expr.head == "mul":
        product = Fraction(1)
        for a in args:
            product = max(-_LIMIT, min(_LIMIT, product * a))
        return product
    if expr.head == "pow":
        return _power(*args)
    if expr.head in FACTORIALS:
        return Fraction(factorial(int(args[0]))) if 0 <= args[0] <= 12 else _LIMIT
    return None


def _power(base: Fraction, exponent: Fraction) -> Fraction | None:
    if exponent.denominator != 1 or (base == 0 and exponent < 0):
        return None
    if abs(exponent) > 50:
        return _LIMIT if abs(base) > 1 and exponent > 0 else Fraction(1)
    return base ** int(exponent)
