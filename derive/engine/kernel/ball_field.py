"""Arrays of balls: the values of functions at an exact point, each certain to lie in its ball.

A kink (|u|, max) is taken on the side where u certainly is; its slope there is that of the side.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import Any

from flint import arb, arb_mat

from derive.engine.kernel.array_heads import RULES, SLOPES
from derive.engine.kernel.duals import Matrix, minus, plus, rows_of
from derive.engine.kernel.tables import Undefined
from derive.expressions.expr import Expr


def nonzero(x: Any) -> Any:
    if x > 0 or x < 0:
        return x
    raise Undefined("a number that may be 0")


def positive(x: Any) -> Any:
    if x > 0:
        return x
    raise Undefined("a number that may not be positive")


def within(x: Any) -> Any:
    if -1 < x < 1:
        return x
    raise Undefined("a number that may lie beyond 1")


FUNCTIONS: Mapping[str, Callable[[Any], Any]] = {
    "reciprocal": lambda x: 1 / nonzero(x),
    "exp": lambda x: x.exp(),
    "log": lambda x: positive(x).log(),
    "sqrt": lambda x: x if x == 0 else positive(x).sqrt(),
    "tanh": lambda x: x.tanh(),
    "sigma": lambda x: 1 / (1 + (-x).exp()),
    "sin": lambda x: x.sin(),
    "cos": lambda x: x.cos(),
    "tan": lambda x: x.tan(),
    "atan": lambda x: x.atan(),
    "asin": lambda x: within(x).asin(),
    "acos": lambda x: within(x).acos(),
    "erf": lambda x: x.erf(),
    "gauss": lambda x: 2 * (-x * x).exp() / arb.pi().sqrt(),
    "abs": abs,
    "sign": lambda x: arb(1) if nonzero(x) > 0 else arb(-1),
    "relu": lambda x: x.max(arb(0)),
    "heaviside": lambda x: arb(1) if nonzero(x) > 0 else arb(0),
}


def _one(t: Any, a: Any) -> Any:
    return t.filled(*rows_of(a), 1)


def _root_of_rest(t: Any, a: Any) -> Any:
    """1/√(1 − u²)."""
    return t.reciprocal(t.applied("sqrt", plus(_one(t, a), minus(t.hadamard(a, a)))))


MORE_SLOPES: Mapping[str, Callable[[Any, Any], Any]] = {
    "tan": lambda t, a: plus(_one(t, a), t.hadamard(t.applied("tan", a), t.applied("tan", a))),
    "atan": lambda t, a: t.reciprocal(plus(_one(t, a), t.hadamard(a, a))),
    "asin": _root_of_rest,
    "acos": lambda t, a: minus(_root_of_rest(t, a)),
    "erf": lambda t, a: t.applied("gauss", a),
    "gauss": lambda t, a: minus(t.hadamard(plus(a, a), t.applied("gauss", a))),
    "abs": lambda t, a: t.applied("sign", a),
    "relu": lambda t, a: t.applied("heaviside", a),
    "sign": lambda t, a: plus(t.applied("sign", a), minus(t.applied("sign", a))),
    "heaviside": lambda t, a: plus(t.applied("heaviside", a), minus(t.applied("heaviside", a))),
}


def _greater(direction: int) -> Callable[[Any, Expr], Any]:
    """max(a, b) = a + max(b − a, 0), min(a, b) = a − max(a − b, 0)."""

    def rule(t: Any, e: Expr) -> Any:
        shape = t.extent(t.shape(e))
        found, *others = (t.spread(t.value(a), *shape) for a in e.args)
        for other in others:
            if direction > 0:
                found = plus(found, t.applied("relu", plus(other, minus(found))))
            else:
                found = plus(found, minus(t.applied("relu", plus(found, minus(other)))))
        return found

    return rule


REAL_RULES = {**RULES, "max": _greater(1), "min": _greater(-1)}
REAL_SLOPES = {**SLOPES, **MORE_SLOPES}


class Balls:
    """Real numbers to so many bits as flint's present precision has."""

    rules, slopes = REAL_RULES, REAL_SLOPES

    def __init__(self) -> None:
        self.random = Random(8)

    def drawn(self, rows: int, columns: int) -> Matrix:
        entries = [self.number(Fraction(self.random.randint(-9, 9), 4)) for _ in range(rows * columns)]
        return self.table(rows, columns, entries)

    def table(self, rows: int, columns: int, entries: Sequence[Any]) -> Matrix:
        return arb_mat(rows, columns, list(entries))

    def number(self, value: Fraction) -> Any:
        return arb(value.numerator) / arb(value.denominator)

    def function(self, name: str, value: Any) -> Any:
        found = FUNCTIONS[name](value)
        if not found.is_finite():
            raise Undefined(f"{name} has no certain value here")
        return found

    def inverse(self, a: Matrix) -> Matrix:
        try:
            return a.inv()
        except ZeroDivisionError:
            raise Undefined("a matrix that may be singular") from None

    def det(self, a: Matrix) -> Any:
        return a.det()

    def power(self, value: Any, exponent: int, name: str = "") -> Any:
        if exponent <= 0:
            value = nonzero(value)
        return value**exponent

    def real_power(self, value: Any, exponent: Any, name: str) -> Any:
        """c^k for c > 0; for another c where k is certainly whole."""
        whole = exponent.unique_fmpz() if exponent.is_exact() else None
        if whole is not None:
            return self.power(value, int(whole))
        return positive(value) ** exponent
