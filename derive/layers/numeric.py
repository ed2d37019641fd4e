"""Numbers to any number of digits: exact where they are rational, and rounded with certainty."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import flint

from derive.engine.balls import Evaluator, Point
from derive.engine.unfold import unfold
from derive.engine.values import Uncertain, precision
from derive.engine.written_arrays import opened
from derive.engine.written_functions import Grid
from derive.errors import DeriveError, TooLarge
from derive.expressions.expr import Expr, postorder
from derive.notation.context import Context
from derive.notation.functions import FunctionTable

MOST_DIGITS = 1000
MOST_BITS = 20_000


@dataclass(frozen=True)
class Number:
    """An entry: its expression, the exact value when it is rational, and the decimals."""

    expr: Expr
    exact: Fraction | None
    rounded: str


@dataclass(frozen=True)
class Row:
    """A named array of numbers, row by row; one row of one number for a number."""

    name: str
    numbers: tuple[tuple[Number, ...], ...]


def number_of(expr: Expr, digits: int) -> Number:
    """The number, rounded half away from zero to `digits` decimals. Raises TooLarge when that stays open."""
    if not 0 <= digits <= MOST_DIGITS:
        raise TooLarge(f"{digits} digits; from 0 to {MOST_DIGITS} are written")
    bits = 64 + 4 * digits
    while bits <= MOST_BITS:
        with precision(bits):
            found = _settled(expr, digits)
        if found is not None:
            return found
        bits *= 2
    raise TooLarge(f"{digits} decimals could not be settled")


def _settled(expr: Expr, digits: int) -> Number | None:
    try:
        value = Evaluator(Point()).value(expr)
    except Uncertain:
        return None
    rounded = _decimals(value, digits)
    exact = value if isinstance(value, Fraction) else None
    return None if rounded is None else Number(expr, exact, rounded)


def _decimals(value: Fraction | flint.arb, digits: int) -> str | None:
    """The decimals, or None when the ball holds a place where the rounding changes."""
    scale = 10**digits
    if isinstance(value, Fraction):
        return _written(_half_away(value * scale), digits)
    units = (value * scale + flint.arb("0.5")).floor().unique_fmpz()
    return None if units is None else _written(int(units), digits)


def _half_away(value: Fraction) -> int:
    size = abs(value)
    whole = (2 * size.numerator + size.denominator) // (2 * size.denominator)
    return whole if value >= 0 else -whole


def _written(units: int, digits: int) -> str:
    text = str(abs(units)).rjust(digits + 1, "0")
    sign = "-" if units < 0 else ""
    return f"{sign}{text[:-digits]}.{text[-digits:]}" if digits else sign + text


def run_model(context: Context, functions: FunctionTable, digits: int) -> list[Row]:
    """The values of all definitions of a context, in order; those that still have letters are refused."""
    if not context.definitions:
        raise DeriveError("the model has no equations to run")
    rows = []
    for definition in context.definitions:
        if definition.left.head != "sym":
            raise DeriveError(f"{definition.name} is defined by its entries; its values are not listed")
        rows.append(row(definition.name, opened(definition.left, context), context, functions, digits))
    return rows


def row(name: str, found: Grid | Expr, context: Context, functions: FunctionTable, digits: int) -> Row:
    grid = ((found,),) if isinstance(found, Expr) else found
    return Row(name, tuple(tuple(_entry(e, context, functions, digits) for e in line) for line in grid))


def _entry(expr: Expr, context: Context, functions: FunctionTable, digits: int) -> Number:
    plain = unfold(expr, context, functions)
    letters = [e.value for e in postorder(plain) if e.head == "sym"]
    if letters:
        raise DeriveError(f"a number is needed; {', '.join(dict.fromkeys(letters))} has no value")
    return number_of(plain, digits)
