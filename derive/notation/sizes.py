"""Sizes of arrays: a shape is one size for each index; sizes are compared as linear forms: n + 1 is 1 + n."""

from __future__ import annotations

from fractions import Fraction
from math import prod

from derive.errors import DeriveError
from derive.expressions.build import ONE, mul
from derive.expressions.expr import Expr, node

Shape = tuple[Expr, ...]
MaybeShape = Shape | None
NUMBER: Shape = ()


class ShapeMismatch(DeriveError):
    """Two shapes that do not fit; `left` and `right` say them."""

    def __init__(self, message: str, left: Shape, right: Shape) -> None:
        super().__init__(message)
        self.left = left
        self.right = right


class Unpaired(ShapeMismatch):
    """Two shapes in a sum or a product of entries."""

    @property
    def repeats(self) -> bool:
        """Whether array libraries would repeat entries: sizes counted from the last are the same or 1."""
        pairs = zip(reversed(self.left), reversed(self.right), strict=False)
        return all(same_size(a, b) or ONE in (a, b) for a, b in pairs)


def same_shape(a: Shape, b: Shape) -> bool:
    return len(a) == len(b) and all(same_size(x, y) for x, y in zip(a, b, strict=True))


def same_size(a: Expr, b: Expr) -> bool:
    return a is b or _linear(a) == _linear(b)


def _linear(size: Expr) -> dict[Expr, Fraction]:
    """A size as coefficients of its letters; the constant stands under 1."""
    found: dict[Expr, Fraction] = {}
    stack = [(size, Fraction(1))]
    while stack:
        each, factor = stack.pop()
        if each.head == "add":
            stack.extend((a, factor) for a in each.args)
        elif each.head == "neg":
            stack.append((each.args[0], -factor))
        elif each.head == "num":
            found[ONE] = found.get(ONE, Fraction(0)) + factor * each.value
        elif each.head == "mul" and any(a.head == "num" for a in each.args):
            numbers = prod(a.value for a in each.args if a.head == "num")
            stack.append((mul(*(a for a in each.args if a.head != "num")), factor * numbers))
        elif each.head == "mul":
            ordered = node("mul", *sorted(each.args, key=repr))
            found[ordered] = found.get(ordered, Fraction(0)) + factor
        else:
            found[each] = found.get(each, Fraction(0)) + factor
    return {k: v for k, v in found.items() if v}


def said(shape: Shape) -> str:
    """A shape as a person says it: a vector of n, an m × n matrix."""
    sizes = [_size_text(s) for s in shape]
    if not sizes:
        return "a number"
    if len(sizes) == 1:
        return f"a vector of {sizes[0]}"
    if len(sizes) == 2 and shape[0] is ONE:
        return f"a row of {sizes[1]}"
    article = "an" if sizes[0][0] in "aefhilmnorsxAEFHILMNORSX8" else "a"
    return f"{article} {' × '.join(sizes)} " + ("matrix" if len(sizes) == 2 else "array")


def _size_text(size: Expr) -> str:
    if size.head == "add":
        text = _size_text(size.args[0])
        for term in size.args[1:]:
            inner = term.args[0] if term.head == "neg" else term
            text += (" - " if term.head == "neg" else " + ") + _size_text(inner)
        return text
    if size.head in ("mul", "div"):
        return (" " if size.head == "mul" else "/").join(_size_text(a) for a in size.args)
    return size.value.name if size.head == "idx" else str(size.value)
