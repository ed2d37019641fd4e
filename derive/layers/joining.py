"""Branches of a network that come together: the shape they make, and what an output sees of the input."""

from __future__ import annotations

from collections.abc import Sequence

from derive.engine.folding import folded, neatest
from derive.engine.tidy import product
from derive.expressions.build import ONE, add, mul, num, sub
from derive.expressions.expr import number_value
from derive.layers.formulas import ImpossibleLayer
from derive.layers.measured import Field, Measured, Quantity, Shape, Worked

TITLES = {"add": "Branches added up", "concat": "Branches joined along the channels"}


def same_shape(a: Shape, b: Shape) -> bool:
    return len(a) == len(b) and all(folded(sub(x, y)) is num(0) for x, y in zip(a, b, strict=True))


def joined_shape(kind: str, shapes: Sequence[Shape]) -> Shape:
    """One shape for all that are added; channels added up for those that are joined."""
    first = shapes[0]
    for other in shapes[1:]:
        same = same_shape(first, other) if kind == "add" else same_shape(first[1:], other[1:])
        if not same or len(first) != len(other):
            raise ImpossibleLayer(
                f"the branches of {kind} have outputs that do not fit: {_said(first, other)}"
            )
    if kind == "add":
        return first
    return (folded(add(*(shape[0] for shape in shapes))), *first[1:])


def sum_of_branches(shape: Shape, branches: int) -> Measured:
    """One addition less than there are branches, for each entry of the output."""
    size = product(*shape)
    formula = size if branches == 2 else mul(num(branches - 1), size)
    chain = tuple(dict.fromkeys((formula, neatest(formula))))
    words = ("one for each entry of the output and each branch but the first", "worked out")[: len(chain)]
    none = Quantity("parameters", num(0), Worked("parameters", (num(0),), ("none",)))
    counts = (none, Quantity("additions", chain[-1], Worked("additions", chain, words)))
    return Measured("sum", "The sum of the branches", shape, shape, quantities=counts)


def _said(a: Shape, b: Shape) -> str:
    return " and ".join(
        " × ".join(str(number_value(n)) if number_value(n) is not None else repr(n) for n in shape)
        for shape in (a, b)
    )


def widest(branches: Sequence[tuple[Field, ...]], axes: int) -> tuple[Field, ...]:
    """The largest span along each axis, for branches whose outputs lie equally far apart; () if not known."""
    if not any(branches):
        return ()
    whole = [branch or (Field(ONE, ONE),) * axes for branch in branches]
    found = []
    for each in zip(*whole, strict=False):
        spans = [number_value(f.span) for f in each]
        if any(s is None for s in spans) or len({f.jump for f in each}) > 1:
            return ()
        found.append(Field(num(max(s for s in spans if s is not None)), each[0].jump))
    return tuple(found)
