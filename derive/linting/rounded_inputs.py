"""What the rounding of printed inputs allows: 1 − 0.76² is 0.4224, a rounded 0.76 allows 0.415 to 0.430."""

from __future__ import annotations

from fractions import Fraction

from derive.expressions.expr import Expr, number_value
from derive.records.statement import Statement

Interval = tuple[Fraction, Fraction]


def rounding_note(statement: Statement) -> str:
    """A note when the printed right side lies in what rounded inputs would allow; else ""."""
    if statement.relation != "eq":
        return ""
    printed, low_high = _printed(statement.right), _range(statement.left)
    if printed is None or low_high is None or low_high[0] == low_high[1]:
        return ""
    value, unit = printed
    low, high = low_high
    if value + unit / 2 < low or value - unit / 2 > high:
        return ""
    return f"inputs that were themselves rounded would allow {_digits(low)} to {_digits(high)}"


def _digits(value: Fraction) -> str:
    return f"{float(value):.4g}".replace("-", "−")


def _printed(expr: Expr) -> Interval | None:
    """A printed decimal and the worth of one unit of its last digit."""
    if expr.head == "neg":
        inner = _printed(expr.args[0])
        return (-inner[0], inner[1]) if inner else None
    if expr.head != "dec":
        return None
    return Fraction(expr.value), Fraction(1, 10 ** len(expr.value.partition(".")[2]))


def _range(expr: Expr) -> Interval | None:
    """The values of an arithmetic expression when each printed decimal stands for what rounds to it."""
    if expr.head == "dec":
        value, unit = Fraction(expr.value), Fraction(1, 10 ** len(expr.value.partition(".")[2]))
        return value - unit / 2, value + unit / 2
    exact = number_value(expr)
    if exact is not None:
        return exact, exact
    parts = [_range(a) for a in expr.args]
    known = [p for p in parts if p is not None]
    if not known or len(known) != len(parts):
        return None
    return _combined(expr, known)


def _combined(expr: Expr, parts: list[Interval]) -> Interval | None:
    if expr.head == "add":
        return sum((p[0] for p in parts), Fraction(0)), sum((p[1] for p in parts), Fraction(0))
    if expr.head == "neg":
        return -parts[0][1], -parts[0][0]
    if expr.head == "mul":
        found = parts[0]
        for part in parts[1:]:
            found = _product(found, part)
        return found
    if expr.head == "div" and not parts[1][0] <= 0 <= parts[1][1]:
        return _product(parts[0], (1 / parts[1][1], 1 / parts[1][0]))
    if expr.head == "pow" and parts[1] == (Fraction(2), Fraction(2)):
        low, high = parts[0]
        least = Fraction(0) if low <= 0 <= high else min(low * low, high * high)
        return least, max(low * low, high * high)
    return None


def _product(a: Interval, b: Interval) -> Interval:
    corners = [x * y for x in a for y in b]
    return min(corners), max(corners)
