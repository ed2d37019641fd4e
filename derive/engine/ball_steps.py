"""Values of functions with steps and kinks: max, min, floor, ceiling, remainder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Protocol

from derive.engine.values import Uncertain, Value, to_ball
from derive.errors import OutsideDomain
from derive.expressions.expr import Expr


class Evaluates(Protocol):
    """The values of arguments at a point."""

    def value(self, expr: Expr) -> Value: ...


Rule = Callable[[Evaluates, Expr], Value]


def _extremum(direction: int) -> Rule:
    def rule(ev: Evaluates, e: Expr) -> Value:
        best = ev.value(e.args[0])
        for arg in e.args[1:]:
            other = ev.value(arg)
            if isinstance(best, Fraction) and isinstance(other, Fraction):
                best = max(best, other) if direction > 0 else min(best, other)
            else:
                a, b = to_ball(best), to_ball(other)
                best = a.max(b) if direction > 0 else a.min(b)
        return best

    return rule


def _floor(ev: Evaluates, e: Expr) -> Value:
    a = ev.value(e.args[0])
    if isinstance(a, Fraction):
        return Fraction(a.numerator // a.denominator)
    whole = a.floor().unique_fmpz()
    if whole is None:
        raise Uncertain("a floor that this precision does not show")
    return Fraction(int(whole))


def _ceil(ev: Evaluates, e: Expr) -> Value:
    a = ev.value(e.args[0])
    if isinstance(a, Fraction):
        return Fraction(-((-a.numerator) // a.denominator))
    whole = a.ceil().unique_fmpz()
    if whole is None:
        raise Uncertain("a ceiling that this precision does not show")
    return Fraction(int(whole))


def _mod(ev: Evaluates, e: Expr) -> Value:
    a, b = (ev.value(x) for x in e.args)
    if isinstance(a, Fraction) and isinstance(b, Fraction) and b != 0:
        return a - b * ((a / b).numerator // (a / b).denominator)
    raise OutsideDomain("a remainder of numbers that are not rational")


STEPS: Mapping[str, Rule] = {
    "max": _extremum(1),
    "min": _extremum(-1),
    "floor": _floor,
    "ceil": _ceil,
    "mod": _mod,
}
