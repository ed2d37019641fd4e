"""Letters, readings and dual numbers for the tests of arrays."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from derive.answers.task import with_shapes
from derive.engine.prove import decide
from derive.engine.tensors.gradient import ArrayGradient, array_gradient
from derive.expressions.build import sym
from derive.expressions.expr import Expr
from derive.notation.context import EMPTY, Context
from derive.notation.functions import FunctionTable
from derive.read import read_expression
from derive.records.statement import Statement
from derive.records.verdict import Verdict
from derive.registry import load_registry


@cache
def functions() -> FunctionTable:
    return load_registry().functions


def shaped(text: str) -> Context:
    """`X: m,n; y: n` as a context."""
    return with_shapes(EMPTY, [part.strip() for part in text.split(";")])


def read(text: str, context: Context) -> Expr:
    return read_expression(text, context, functions(), arrays=True).expr


def judged(statement: Statement) -> Verdict:
    return decide(statement, functions())


def gradient(text: str, wrt: str, shapes: str) -> ArrayGradient:
    context = shaped(shapes)
    return array_gradient(read(text, context), sym(wrt), context, functions())


@dataclass(frozen=True)
class Dual:
    """a + b ε with ε² = 0: the oracle for derivatives, entry by entry."""

    value: Fraction
    slope: Fraction = Fraction(0)

    def __add__(self, other: Dual | Fraction) -> Dual:
        o = dual(other)
        return Dual(self.value + o.value, self.slope + o.slope)

    def __sub__(self, other: Dual | Fraction) -> Dual:
        return self + (-dual(other))

    def __rsub__(self, other: Fraction) -> Dual:
        return dual(other) + (-self)

    def __neg__(self) -> Dual:
        return Dual(-self.value, -self.slope)

    def __mul__(self, other: Dual | Fraction) -> Dual:
        o = dual(other)
        return Dual(self.value * o.value, self.value * o.slope + self.slope * o.value)

    def __truediv__(self, other: Dual | Fraction) -> Dual:
        o = dual(other)
        return Dual(self.value / o.value, (self.slope * o.value - self.value * o.slope) / o.value**2)

    def __rtruediv__(self, other: Fraction) -> Dual:
        return dual(other) / self

    def __pow__(self, exponent: int) -> Dual:
        found = Dual(Fraction(1))
        for _ in range(abs(exponent)):
            found = found * self
        return found if exponent >= 0 else dual(Fraction(1)) / found

    def __bool__(self) -> bool:
        return bool(self.value)

    __radd__ = __add__
    __rmul__ = __mul__


def dual(value: Dual | Fraction) -> Dual:
    return value if isinstance(value, Dual) else Dual(Fraction(value))
