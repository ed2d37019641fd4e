"""Values of array expressions at concrete sizes: exact matrices over ℚ or modulo a prime, with derivatives.

A vector is a column, a number 1 × 1. ∂f/∂X comes from dual numbers A + ε·A′, ε² = 0, an entry of X at a time:
(A B)′ = A′B + A B′, (A⁻¹)′ = −A⁻¹A′A⁻¹, (det A)′ = det A · tr(A⁻¹A′), f(A)′ = f′(A) ⊙ A′.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import Any, Protocol

from derive.engine.kernel.duals import (
    Dual,
    Matrix,
    bilinear,
    level,
    linear,
    minus,
    moved,
    placed,
    plus,
    rows_of,
    scaled,
    times,
)
from derive.engine.kernel.unfold import Reject
from derive.expressions.expr import Expr, number_value
from derive.notation.context import Context
from derive.notation.shapes import MaybeShape, Shape, shape_of


class Undefined(Reject):
    """No value at this point: a division by zero, a singular matrix, a root that is not there."""


class Nowhere(Undefined):
    """No value at this point, nor at another of these sizes: 0 is divided by whatever the entries are."""


class Field(Protocol):
    """Where the entries lie, and the values there of what is no rational function."""

    def table(self, rows: int, columns: int, entries: Sequence[Any]) -> Matrix: ...

    def number(self, value: Fraction) -> Any: ...

    def function(self, name: str, value: Any) -> Any: ...

    def inverse(self, a: Matrix) -> Matrix: ...

    def det(self, a: Matrix) -> Any: ...

    def power(self, value: Any, exponent: int, name: str = "") -> Any: ...

    def real_power(self, value: Any, exponent: Any, name: str) -> Any: ...

    @property
    def rules(self) -> Mapping[str, Callable[[Any, Expr], Any]]: ...

    @property
    def slopes(self) -> Mapping[str, Callable[[Any, Any], Any]]: ...


class Tables:
    """Values at one point of a field: sizes as numbers, letters as matrices."""

    def __init__(
        self, field: Field, context: Context, sizes: Mapping[str, int], letters: Mapping[str, Any]
    ) -> None:
        self.field, self.context, self.sizes = field, context, sizes
        self.letters = dict(letters)
        self.shapes: dict[Expr, MaybeShape] = {}
        self.memo: dict[Expr, Any] = {}
        self.depth = 0
        self.rules, self.slopes = field.rules, field.slopes

    def shape(self, expr: Expr) -> Shape:
        found = shape_of(expr, self.context, self.shapes)
        if found is None or len(found) > 2:
            raise Reject("an array whose shape is not known, or of more than two axes")
        return found

    def size(self, expr: Expr) -> int:
        value, parts = number_value(expr), [self.size(a) for a in expr.args]
        if value is not None and value.denominator == 1:
            return int(value)
        if expr.head == "sym" and expr.value in self.sizes:
            return self.sizes[expr.value]
        if expr.head in ("add", "mul", "neg"):
            return sum(parts) if expr.head == "add" else -parts[0] if expr.head == "neg" else _product(parts)
        raise Reject("a size that is no number here")

    def extent(self, shape: Shape) -> tuple[int, int]:
        sizes = [*(self.size(n) for n in shape), 1, 1]
        return sizes[0], sizes[1]

    def value(self, expr: Expr) -> Any:
        if expr not in self.memo:
            found = self._value(expr)
            if rows_of(found) != self.extent(self.shape(expr)):
                raise Reject("a value that has not the shape of its expression")
            self.memo[expr] = found
        return self.memo[expr]

    def _value(self, expr: Expr) -> Any:
        number = number_value(expr)
        if number is not None:
            return self.one(number)
        if expr.head == "sym":
            return (
                self.letters[expr.value]
                if expr.value in self.letters
                else self.one(Fraction(self.size(expr)))
            )
        if expr.head == "deriv":
            return self.derivative(*expr.args)
        rule = self.rules.get(expr.head)
        if rule is not None:
            return rule(self, expr)
        if expr.head in self.slopes:
            return self.applied(expr.head, self.value(expr.args[0]), expr.args[0])
        raise Reject(f"{expr.head} has no value by matrices")

    # ---- made from values ---------------------------------------------------------------------------

    def one(self, value: Fraction) -> Matrix:
        return self.field.table(1, 1, [self.field.number(value)])

    def unit(self, rows: int, columns: int, r: int, c: int) -> Matrix:
        entries = [self.field.number(Fraction(0))] * (rows * columns)
        entries[r * columns + c] = self.field.number(Fraction(1))
        return self.field.table(rows, columns, entries)

    def filled(self, rows: int, columns: int, value: int) -> Matrix:
        return self.field.table(rows, columns, [self.field.number(Fraction(value))] * (rows * columns))

    def eye(self, n: int) -> Matrix:
        zero, one = (self.field.number(Fraction(x)) for x in (0, 1))
        return self.field.table(n, n, [one if r == c else zero for r in range(n) for c in range(n)])

    def spread(self, a: Any, rows: int, columns: int) -> Any:
        """A number goes with every entry."""
        if rows_of(a) == (rows, columns):
            return a
        if rows_of(a) != (1, 1):
            raise Reject("two shapes that do not fit")
        return self.scaled(a, self.filled(rows, columns, 1))

    def scaled(self, s: Any, a: Any) -> Any:
        return bilinear(scaled, s, a)

    def hadamard(self, a: Any, c: Any) -> Any:
        (r, n), other = rows_of(a), rows_of(c)
        shape = (r, n) if other == (1, 1) else other
        return bilinear(self._hadamard, self.spread(a, *shape), self.spread(c, *shape))

    def _hadamard(self, a: Matrix, c: Matrix) -> Matrix:
        entries = [x * y for x, y in zip(a.entries(), c.entries(), strict=True)]
        return self.field.table(a.nrows(), a.ncols(), entries)

    def reciprocal(self, a: Any) -> Any:
        return self.applied("reciprocal", a)

    def applied(self, name: str, a: Any, argument: Expr | None = None) -> Any:
        """f(A) entry by entry; `argument` is the expression A where it is one."""
        if not isinstance(a, Dual):
            entries = [self.field.function(name, x) for x in a.entries()]
            return self.field.table(a.nrows(), a.ncols(), entries)
        slope = self.slopes[name](self, a.value)
        return Dual(lambda: self.applied(name, a.value), self.hadamard(slope, a.slope), a.level)

    def raised(self, a: Any, exponent: Expr) -> Any:
        """c^k for a number c and an exponent with letters in it; (c^k)′ = k c^k c′/c for a constant k."""
        if not isinstance(a, Dual):
            return self.field.table(1, 1, [self.power(a[0, 0], exponent)])
        k = self.value(exponent)
        if isinstance(k, Dual):
            raise Reject("a derivative by what stands in an exponent")
        y = self.raised(a.value, exponent)
        change = self.hadamard(self.reciprocal(a.value), a.slope)
        return Dual(lambda: y, self.hadamard(self.hadamard(k, y), change), a.level)

    def power(self, value: Any, exponent: Expr) -> Any:
        """For a size letter by its number; c^k is otherwise a number of its own for each k."""
        if exponent.head == "sym" and exponent.value in self.sizes:
            return self.field.power(value, self.sizes[exponent.value], exponent.value)
        k = self.value(exponent)
        if isinstance(k, Dual):
            raise Reject("a derivative by what stands in an exponent")
        return self.field.real_power(value, k[0, 0], repr(exponent))

    def inverse(self, a: Any) -> Any:
        if not isinstance(a, Dual):
            return self.field.inverse(a)
        p = self.inverse(a.value)
        return Dual(lambda: p, minus(times(times(p, a.slope), p)), a.level)

    def det(self, a: Any) -> Any:
        if not isinstance(a, Dual):
            return self.field.table(1, 1, [self.field.det(a)])
        d = self.det(a.value)
        slope = times(d, self.trace(times(self.inverse(a.value), a.slope)))
        return Dual(lambda: d, slope, a.level)

    def trace(self, a: Any) -> Any:
        def own(x: Matrix) -> Matrix:
            entries = [x[i, i] for i in range(x.nrows())]
            return self.field.table(1, 1, [sum(entries[1:], entries[0])])

        return linear(own, a)

    def total(self, a: Any) -> Any:
        def own(x: Matrix) -> Matrix:
            first, *others = x.entries()
            return self.field.table(1, 1, [sum(others, first)])

        return linear(own, a)

    def slope_along(self, body: Expr, letter: Expr, direction: Any) -> Any:
        """The slope of a number in one direction of a letter."""
        if letter.head != "sym" or letter.value not in self.letters:
            raise Reject("a derivative by what is no letter")
        saved = self.memo, self.letters
        self.depth += 1
        here = moved(saved[1][letter.value], direction, self.depth)
        self.memo, self.letters = {}, {**saved[1], letter.value: here}
        value = self.value(body)
        found = value.slope if level(value) == self.depth else self.filled(1, 1, 0)
        self.depth -= 1
        self.memo, self.letters = saved
        return found

    def derivative(self, body: Expr, letter: Expr) -> Any:
        """The shape of the letter for a number, (dim f) × (dim x) for vectors."""
        over, under = self.shape(body), self.shape(letter)
        if letter.head != "sym" or letter.value not in self.letters or len(over) + len(under) > 2:
            raise Reject("a derivative that is no matrix")
        saved = self.memo, self.letters
        rows, columns = self.extent(under)
        self.depth += 1
        found = self.filled(*self.extent((*over, *under)), 0)
        for r, c in product(range(rows), range(columns)):
            here = moved(saved[1][letter.value], self.unit(rows, columns, r, c), self.depth)
            self.memo, self.letters = {}, {**saved[1], letter.value: here}
            value = self.value(body)
            if level(value) == self.depth:
                unit = self.unit(rows, columns, r, c)
                found = plus(found, placed(value.slope, unit, bool(over), bool(under)))
        self.depth -= 1
        self.memo, self.letters = saved
        return found


def _product(values: Sequence[int]) -> int:
    found = 1
    for value in values:
        found *= value
    return found
