"""The laws of determinants that a certificate names; that matrices are made as they say is checked here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from derive.engine.kernel.duals import minus, plus
from derive.engine.kernel.dummies import Count, Counting
from derive.engine.kernel.fields import Modulo
from derive.engine.kernel.tables import Tables
from derive.engine.kernel.unfold import Reject
from derive.expressions.build import add, mul
from derive.expressions.expr import Expr, node
from derive.notation.shapes import Shape


@dataclass
class Law:
    """product: det U V = det U det V · scale: det c N = cⁿ det N · sylvester: det(1 + U V) = det(1 + V U)."""

    kind: str
    parts: list[Expr]
    multiples: list[Expr]
    shape: Shape

    def sides(self) -> tuple[Expr, Expr]:
        whole, one, other = self.parts
        if self.kind == "product":
            return whole, node("matmul", one, other)
        if self.kind == "scale":
            return whole, mul(one, other)
        if self.kind == "sylvester":
            return whole, add(node("identity", self.shape[0]), node("matmul", one, other))
        raise Reject(f"no law of determinants: {self.kind}")

    def count(self, counting: Counting) -> Count:
        return counted(counting, [*self.sides(), *self.multiples]).times(counting.axes(self.shape))

    def put(self, tables: Tables, field: Modulo) -> None:
        """det of the whole by those of its parts, once it is seen that it is made of them."""
        whole, made = (tables.value(side) for side in self.sides())
        gap = plus(whole, minus(made))
        for each in self.multiples:
            gap = plus(gap, minus(tables.value(each)))
        if not vanishing(gap):
            raise Reject("a matrix is not made as its determinant's law says")
        one, other = (tables.value(part) for part in self.parts[1:])
        if self.kind == "sylvester":
            turned = other * one
            self.give(field, whole, turned + tables.eye(turned.nrows()))
        elif whole.nrows() > 1:
            factor = field.det(one) if self.kind == "product" else self.power(field, one[0, 0], whole.nrows())
            self.store(field, whole, factor * field.det(other))

    def power(self, field: Modulo, value: Any, rows: int) -> Any:
        """cⁿ for n rows."""
        size = self.shape[0]
        return value**rows if size.head == "num" else field.power(value, rows, self.letter(size))

    def letter(self, size: Expr) -> str:
        return str(size.value) if size.head == "sym" else ""

    def give(self, field: Modulo, whole: Any, turned: Any) -> None:
        """Both have the same determinant; that of a number is the number."""
        if whole.nrows() > 1:
            self.store(field, whole, field.det(turned))
        elif turned.nrows() > 1:
            self.store(field, turned, whole[0, 0])
        elif whole[0, 0] != turned[0, 0]:
            raise Reject("two numbers that differ")

    def store(self, field: Modulo, whole: Any, value: Any) -> None:
        if field.dets.setdefault(field.key(whole), value) != value:
            raise Reject("a determinant has another value already")


def counted(counting: Counting, trees: Sequence[Expr]) -> Count:
    found = counting.of(trees[0])
    for tree in trees[1:]:
        found = found.plus(counting.of(tree))
    return found


def summed(values: Sequence[Any]) -> Any:
    found = values[0]
    for value in values[1:]:
        found = plus(found, value)
    return found


def vanishing(a: Any) -> bool:
    return all(x == 0 for x in a.entries())
