"""Dual numbers over matrices: A + ε·A′ with ε² = 0, and what is linear or bilinear in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Matrix = Any  # a matrix of flint
Bilinear = Callable[[Matrix, Matrix], Matrix]


class Dual:
    """value + ε·slope; `level` tells the ε of nested derivatives apart. The value waits to be asked for."""

    def __init__(self, value: Callable[[], Any], slope: Any, level: int) -> None:
        self._make, self.slope, self.level = value, slope, level
        self._value: Any = None

    @property
    def value(self) -> Any:
        if self._value is None:
            self._value = self._make()
        return self._value


def level(a: Any) -> int:
    return a.level if isinstance(a, Dual) else 0


def rows_of(a: Any) -> tuple[int, int]:
    while isinstance(a, Dual):
        a = a.slope
    return a.nrows(), a.ncols()


def linear(f: Callable[[Matrix], Matrix], a: Any) -> Any:
    if not isinstance(a, Dual):
        return f(a)
    return Dual(lambda: linear(f, a.value), linear(f, a.slope), a.level)


def bilinear(f: Bilinear, a: Any, c: Any) -> Any:
    """f(a, c) for f linear in both: one factor changes at a time."""
    top = max(level(a), level(c))
    if not top:
        return f(a, c)
    moving, other = level(a) == top, level(c) == top
    changes = [bilinear(f, a.value if moving else a, c.slope)] if other else []
    changes += [bilinear(f, a.slope, c.value if other else c)] if moving else []
    slope = changes[0] if len(changes) == 1 else plus(*changes)
    return Dual(lambda: bilinear(f, a.value if moving else a, c.value if other else c), slope, top)


def plus(a: Any, c: Any) -> Any:
    top = max(level(a), level(c))
    if not top:
        return a + c
    if level(c) < top:
        return Dual(lambda: plus(a.value, c), a.slope, top)
    if level(a) < top:
        return Dual(lambda: plus(a, c.value), c.slope, top)
    return Dual(lambda: plus(a.value, c.value), plus(a.slope, c.slope), top)


def minus(a: Any) -> Any:
    return linear(lambda x: -x, a)


def moved(value: Any, slope: Any, level: int) -> Dual:
    return Dual(lambda: value, slope, level)


def placed(part: Any, unit: Matrix, over: bool, under: bool) -> Any:
    """The slope by one entry, at its place in the derivative."""
    if not under:
        return part
    return times(part, unit.transpose()) if over else bilinear(scaled, part, unit)


def scaled(s: Matrix, a: Matrix) -> Matrix:
    return a * s[0, 0]


def times(a: Any, c: Any) -> Any:
    return bilinear(lambda x, y: x * y, a, c)


def turned(a: Any) -> Any:
    return linear(lambda x: x.transpose(), a)
