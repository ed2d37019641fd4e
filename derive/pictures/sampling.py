"""Values of an expression as plain numbers, at given values of its letters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from derive.engine.balls import Evaluator, Point
from derive.engine.unfold import resolve
from derive.engine.values import to_ball
from derive.errors import DeriveError
from derive.expressions.expr import Expr, Index
from derive.notation.context import Context
from derive.notation.functions import FunctionTable

Entry = tuple[str, tuple[int, ...]]


@dataclass(frozen=True)
class Place:
    """Values of letters by name, of entries by name and place, of indices."""

    letters: Mapping[str, Fraction] = field(default_factory=dict)
    entries: Mapping[Entry, Fraction] = field(default_factory=dict)
    indices: Mapping[Index, int] = field(default_factory=dict)

    def point(self) -> Point:
        return Point(dict(self.letters), dict(self.entries), dict(self.indices))

    def with_value(self, where: str | Entry, value: Fraction) -> Place:
        if isinstance(where, str):
            return Place({**self.letters, where: value}, self.entries, self.indices)
        return Place(self.letters, {**self.entries, where: value}, self.indices)


def simple_form(expr: Expr, context: Context, functions: FunctionTable) -> Expr:
    """Definitions put in and derivatives carried out: what can be evaluated."""
    return resolve(expr, context, functions)


def value_at(expr: Expr, place: Place) -> float | None:
    """The value, or None where there is none or it is not certain."""
    try:
        ball = to_ball(Evaluator(place.point()).value(expr))
    except (DeriveError, ZeroDivisionError, OverflowError, KeyError):
        return None
    if not ball.is_finite() or float(ball.rad()) > 1e-6 * (1 + abs(float(ball.mid()))):
        return None
    return float(ball.mid())


def values_along(
    expr: Expr, where: str | Entry, places: Iterable[Fraction], rest: Place
) -> tuple[tuple[float, float | None], ...]:
    """(x, value) for each x given to the letter or entry `where`, all else as in `rest`."""
    return tuple((float(x), value_at(expr, rest.with_value(where, x))) for x in places)


def steps(low: Fraction, high: Fraction, count: int) -> list[Fraction]:
    """`count` + 1 places from low to high, evenly."""
    return [low + (high - low) * k / count for k in range(count + 1)]
