"""Statements at free places, as statements about vectors: M_ij is uᵀ M v for the unit vectors u and v.

∂f/∂X_kl is pᵀ (∂f/∂X) q for a number f, and δ_ik is uᵀ p. What holds for all vectors holds for unit vectors.
An index may stand as a place alone, and nothing may be summed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from derive.engine.kernel.unfold import Reject
from derive.expressions.build import ONE, sym
from derive.expressions.expr import Expr, binds, node, postorder
from derive.expressions.walk import transform
from derive.notation.context import Context, Letter
from derive.notation.shapes import Shape, same_size, shape_of
from derive.records.statement import Statement


def with_units(statement: Statement) -> tuple[Statement, dict[str, str]]:
    """(the statement with vectors, the name of the vector of each index)."""
    units = Units(statement.context)
    trees = (statement.left, statement.right)
    if any(e.head == "idx" for e in postorder(*statement.context.assumptions, *_ends(statement.context))):
        raise Reject("an assumption about places")
    left, right = (transform(tree, units.written) for tree in trees)
    if any(e.head == "idx" for e in postorder(left, right)) or not units.axes:
        raise Reject("an index that is no place of an array")
    vectors = [Letter(units.names[name], axes=(size,)) for name, size in units.axes.items()]
    context = statement.context.with_letters(*vectors)
    return replace(statement, left=left, right=right, context=context), units.names


def _ends(context: Context) -> list[Expr]:
    """The ranges that are declared of indices."""
    found = [x for each in context.letters.values() if each.role == "index" for x in (each.lo, each.hi)]
    return [x for x in found if x is not None]


def unit_place(table: Sequence[Sequence[Any]]) -> int:
    """The place of the 1 of a unit vector."""
    entries = [str(row[0]) for row in table]
    if any(len(row) != 1 for row in table) or sorted(entries) != ["0"] * (len(entries) - 1) + ["1"]:
        raise Reject("a vector that is no unit vector")
    return entries.index("1")


class Units:
    """The vectors for the indices that were met, each of one size."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.axes: dict[str, Expr] = {}
        self.names: dict[str, str] = {}

    def written(self, e: Expr) -> Expr | None:
        if binds(e):
            raise Reject("a sum beside free places")
        if e.head == "entry":
            return self.taken(e.args[0], e.args[1:])
        if e.head == "deriv" and e.args[1].head == "matmul":
            return self.slope(*e.args)
        if e.head == "delta" and all(a.head == "idx" for a in e.args):
            u, v = (self.vector(a, self.declared(a)) for a in e.args)
            if not same_size(*(self.declared(a) for a in e.args)):
                raise Reject("two places of different arrays")
            return node("matmul", node("transpose", u), v)
        return None

    def taken(self, whole: Expr, places: Sequence[Expr]) -> Expr:
        shape = self.shape(whole)
        if len(shape) != len(places):
            raise Reject("an entry that is no number")
        u, *more = (self.vector(place, size) for place, size in zip(places, shape, strict=True))
        return node("matmul", node("transpose", u), whole, *more)

    def vector(self, place: Expr, size: Expr) -> Expr:
        if place.head != "idx" or place.value.uid:
            raise Reject("a place that is no free index")
        name = place.value.name
        if not same_size(self.axes.setdefault(name, size), size):
            raise Reject("an index of two sizes")
        if not same_size(self.declared(place), size):
            raise Reject("an index that does not run over the axis")
        self.names.setdefault(name, f"unit {name}")
        if self.names[name] in self.context.letters:
            raise Reject("a letter with the name of a unit vector")
        return sym(self.names[name])

    def declared(self, place: Expr) -> Expr:
        """The size of the axis that an index runs over, from 1 on."""
        letter = self.context.letters.get(place.value.name)
        if letter is None or letter.hi is None or letter.lo is not ONE:
            raise Reject("an index that does not run over the axis")
        return letter.hi

    def slope(self, body: Expr, place: Expr) -> Expr:
        """∂f/∂(pᵀ X q) as pᵀ (∂f/∂X) q."""
        first, letter, *more = place.args
        if self.shape(body) or letter.head != "sym" or first.head != "transpose":
            raise Reject("a derivative that is no number")
        return node("matmul", first, node("deriv", body, letter), *more)

    def shape(self, expr: Expr) -> Shape:
        vectors = [Letter(self.names[name], axes=(size,)) for name, size in self.axes.items()]
        found = shape_of(expr, self.context.with_letters(*vectors))
        if found is None:
            raise Reject("an array whose shape is not known")
        return found


def at_units(certificate: Mapping[str, Any], names: Mapping[str, str]) -> None:
    """Whether the vectors of a point are unit vectors."""
    for name in names.values():
        unit_place(certificate["point"][name])
