"""A counterexample with matrices that a person would give: small sizes, small whole numbers.

The points that are tried are dense. Once the sides differ at one, sizes are made smaller, and entry after
entry is set to 0, 1, −1 or 2 (the entry across the diagonal with it where matrices are symmetric), as long as
both sides have values that differ and everything assumed holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

from derive.engine.tensors.counterexamples import holds
from derive.engine.tensors.exact import Exact, NoValue
from derive.engine.tensors.lower import Pointwise
from derive.engine.tensors.tables import Table
from derive.expressions.expr import postorder
from derive.notation.context import Context
from derive.records.statement import Statement

MOST_WORK = 100_000  # nodes times entries evaluated, all attempts together
MOST_FRAMES = 16
LARGEST = 3
PLAIN = tuple(map(Fraction, (0, 1, -1, 2)))
Sizes = Mapping[str, int]
Point = Mapping[str, Table]
Found = dict[str, Any]  # at least {sizes, point}
Place = tuple[str, int, int]


def plain_point(statement: Statement, found: Mapping[str, Any]) -> Found:
    """The point, or a plainer one at which the sides still differ, with their exact values there."""
    low = Pointwise(statement.context)

    def differing(sizes: Sizes, point: Point) -> Found | None:
        work = Exact(low, sizes, point)
        try:
            left, right = work.value(statement.left), work.value(statement.right)
            if _equal(left, right) or not holds(statement.context, work):
                return None
        except NoValue:
            return None
        return {"sizes": sizes, "point": point, "left": left, "right": right}

    nodes = sum(1 for _ in postorder(statement.left, statement.right))
    return Plainer(statement.context, differing, nodes, MOST_WORK).plainest(found)


@dataclass
class Plainer:
    """Attempts at points, until their work is done.

    differing  what is found at sizes and a point where the sides differ; None where they do not
    nodes      what one entry costs
    """

    context: Context
    differing: Callable[[Sizes, Point], Found | None]
    nodes: int
    left: int

    def plainest(self, found: Mapping[str, Any]) -> Found:
        best = next(filter(None, self.smaller(found)), dict(found))
        for name, table in best["point"].items():
            for row, column in product(range(len(table)), range(len(table[0]))):
                best = self.with_plain_entry(best, (name, row, column)) or best
        return best

    def attempt(self, sizes: Sizes, point: Point) -> Found | None:
        self.left -= self.nodes * sum(len(t) * len(t[0]) for t in point.values())
        return None if self.left < 0 else self.differing(sizes, point)

    def smaller(self, found: Mapping[str, Any]) -> Iterator[Found | None]:
        """The point cut to smaller sizes, the smallest first."""
        present: Sizes = found["sizes"]
        frames = product(*(range(1, min(n, LARGEST) + 1) for n in present.values()))
        for frame in sorted(frames, key=lambda f: (sum(f), f))[:MOST_FRAMES]:
            sizes = dict(zip(present, frame, strict=True))
            if sizes != present:
                work = Exact(Pointwise(self.context), sizes, {})
                yield self.attempt(sizes, {n: self.cut(work, n, t) for n, t in found["point"].items()})

    def cut(self, work: Exact, name: str, table: Table) -> Table:
        """The first rows and columns."""
        letter = self.context.letters.get(name)
        rows, columns = work.extent(letter.axes if letter is not None else ())
        return [row[:columns] for row in table[:rows]]

    def with_plain_entry(self, found: Found, place: Place) -> Found | None:
        """The point with 0, else 1, −1 or 2, at the place, or there and across the diagonal."""
        name, row, column = place
        table: Table = found["point"][name]
        for value in PLAIN:
            if table[row][column] == value:
                return None
            for across in (False, True) if row != column and len(table) == len(table[0]) else (False,):
                new = [list(r) for r in table]
                new[row][column] = value
                if across:
                    new[column][row] = value
                at = self.attempt(found["sizes"], {**found["point"], name: new})
                if at is not None:
                    return at
        return None


def _equal(left: Table, right: Table) -> bool:
    """Whether the tables agree; a number stands for an array filled with it."""
    if len(left) == len(right) and len(left[0]) == len(right[0]):
        return left == right
    entries = {x for table in (left, right) for row in table for x in row}
    return len(entries) == 1
