"""Numbers to their printed digits: 0.76 stands for every number that rounds to 0.76."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from flint import arb

from derive.engine.balls import Evaluator, Point
from derive.engine.unfold import unfold
from derive.engine.values import Uncertain, Value, precision
from derive.errors import DeriveError
from derive.expressions.build import dec, neg, num
from derive.expressions.expr import Expr, number_value
from derive.expressions.walk import heads
from derive.notation.context import EMPTY
from derive.notation.functions import FunctionTable

PRECISIONS = (96, 384, 1536)
HALF = Fraction(1, 2)
UNKNOWN = frozenset({"sym", "idx", "call", "entry"})
"""What has no value by itself."""


@dataclass(frozen=True)
class Printed:
    """A decimal as it is printed: its value, and the worth of one unit of its last digit."""

    value: Fraction
    unit: Fraction


def printed_decimal(expr: Expr) -> Printed | None:
    """`0.76`, `−0.87`, `5.77·10^328`; None for anything else."""
    if expr.head == "dec":
        places = len(expr.value.partition(".")[2])
        return Printed(Fraction(expr.value), Fraction(1, 10**places))
    if expr.head == "neg":
        inner = printed_decimal(expr.args[0])
        return inner and Printed(-inner.value, inner.unit)
    if expr.head == "mul" and len(expr.args) == 2:
        inner, scale = printed_decimal(expr.args[0]), _power_of_ten(expr.args[1])
        return Printed(inner.value * scale, inner.unit * scale) if inner and scale else None
    return None


def _power_of_ten(expr: Expr) -> Fraction | None:
    if expr.head != "pow":
        return None
    base = number_value(expr.args[0])
    exponent = expr.args[1].args[0] if expr.args[1].head == "neg" else expr.args[1]
    count = number_value(exponent)
    if base != 10 or count is None or count.denominator != 1 or abs(count) > 10_000:
        return None
    return Fraction(10) ** (-int(count) if exponent is not expr.args[1] else int(count))


def rounds_to(expr: Expr, printed: Printed, functions: FunctionTable) -> bool:
    """Whether |e − d| ≤ u/2 for a printed d of unit u; half-way goes away from zero or to the even digit."""
    expr = unfold(expr, EMPTY, functions)
    for bits in PRECISIONS:
        with precision(bits):
            found = _within(Evaluator(Point()).value(expr), printed)
        if found is not None:
            return found
    return False


def _within(value: Value, printed: Printed) -> bool | None:
    """The answer where the ball decides it."""
    if isinstance(value, Fraction):
        off = (value - printed.value) / printed.unit
        even = (printed.value / printed.unit).numerator % 2 == 0
        return abs(off) < HALF or (abs(off) == HALF and (even or abs(printed.value) > abs(value)))
    off = abs((value - _ball(printed.value)) / _ball(printed.unit))
    return True if off < arb(0.5) else False if off > arb(0.5) else None


def _ball(value: Fraction) -> arb:
    return arb(value.numerator) / arb(value.denominator)


def to_digits(expr: Expr, places: int, functions: FunctionTable) -> Expr:
    """The number `expr` as a decimal with so many places, half-way away from zero."""
    expr = unfold(expr, EMPTY, functions)
    for bits in PRECISIONS:
        with precision(bits):
            found = _nearest(Evaluator(Point()).value(expr), places)
        if found is not None:
            return decimal(found, places)
    raise Uncertain("a number whose last digit is not certain")


def _nearest(value: Value, places: int) -> int | None:
    """The multiple of 10^(−places) that is nearest."""
    if isinstance(value, Fraction):
        whole = int(abs(value) * 10**places + HALF)
        return whole if value >= 0 else -whole
    found = (value * arb(10) ** places + arb(0.5)).floor().unique_fmpz()
    return None if found is None else int(found)


def decimal(units: int, places: int) -> Expr:
    """`−12, 1` is −1.2, as it is printed."""
    if places == 0:
        return num(units)
    digits = str(abs(units)).rjust(places + 1, "0")
    written = dec(f"{digits[:-places]}.{digits[-places:]}")
    return neg(written) if units < 0 else written


def as_decimal(value: Fraction, longest: int = 6) -> Expr:
    """A fraction as a decimal where that ends within `longest` places: 7/10 is 0.7, 1/3 stays."""
    for places in range(longest + 1):
        units = value * 10**places
        if units.denominator == 1:
            return decimal(int(units), places)
    if value < 0:
        return neg(num(-value))
    return num(value)


def exact_value(expr: Expr, functions: FunctionTable) -> Fraction | None:
    """The number that `expr` is, where it is rational and arithmetic finds it."""
    if heads(expr) & UNKNOWN:
        return None
    try:
        found = Evaluator(Point()).value(unfold(expr, EMPTY, functions))
    except DeriveError:
        return None
    return found if isinstance(found, Fraction) else None
