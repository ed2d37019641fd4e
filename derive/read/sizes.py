"""Sizes of arrays that are equal, and what is wrong where they cannot be."""

from __future__ import annotations

from dataclasses import dataclass, field

from derive.errors import DeriveError
from derive.expressions.build import ONE
from derive.expressions.expr import Expr

Size = Expr | str
Shape = tuple[Size, ...]
NUMBER: Shape = (ONE, ONE)


class NoShapes(DeriveError):
    """No choice of sizes fits.

    certain     two declared sizes that differ meet in a product
    in_claim    what was said before fits together; it is the statement itself that does not
    """

    certain = False
    in_claim = False


class NotInferred(DeriveError):
    """Something stands there of which no shape is known."""


@dataclass
class Sizes:
    """Sizes that are equal; a root is a declared size, ONE, or a name of its own."""

    parent: dict[Size, Size] = field(default_factory=dict)
    matrices: tuple[Size, ...] = ()

    def find(self, size: Size) -> Size:
        while size in self.parent:
            size = self.parent[size]
        return size

    def join(self, a: Size, b: Size) -> None:
        a, b = self.find(a), self.find(b)
        if a == b:
            return
        if isinstance(a, Expr) and isinstance(b, Expr):
            raise NoShapes(f"{_said(a)} and {_said(b)} do not fit")
        first, second = (a, b) if isinstance(a, str) else (b, a)
        self.parent[first] = second
        if any(self.find(size) is ONE for size in self.matrices):
            raise NoShapes("a matrix would be a vector")

    def match(self, a: Shape, b: Shape) -> Shape:
        if len(a) != len(b):
            raise NoShapes("the derivative of a vector by a matrix has three axes")
        for one, other in zip(a, b, strict=True):
            self.join(one, other)
        return a

    def is_number(self, shape: Shape) -> bool:
        return all(self.find(size) is ONE for size in shape)


def _said(size: Expr) -> str:
    return "1" if size is ONE else str(size.value)
