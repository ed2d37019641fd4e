"""What is known of a layer: shapes, counts, and how each was computed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from derive.expressions.expr import Expr
from derive.notation.context import EMPTY, Context

Shape = tuple[Expr, ...]


@dataclass(frozen=True)
class Worked:
    """A chain of equal expressions with a sentence for each: a formula, put in, worked out.

    `name` is the letter, or the words, of what is computed; `words[k]` say what `sides[k]` is.
    `because` are the relations that lead to the first side, each with its sentence; `values` are the
    letters of the first side with what is put in for them.
    """

    name: str
    sides: tuple[Expr, ...]
    words: tuple[str, ...]
    context: Context = EMPTY
    because: tuple[tuple[Expr, str], ...] = ()
    values: Mapping[Expr, Expr] = field(default_factory=dict)

    @property
    def result(self) -> Expr:
        return self.sides[-1]


@dataclass(frozen=True)
class Quantity:
    """A number of something: "parameters", "multiplications", … and how it was computed."""

    name: str
    value: Expr
    worked: Worked


@dataclass(frozen=True)
class Field:
    """What one output sees along an axis: `span` places of the input, neighbours `jump` places apart."""

    span: Expr
    jump: Expr


@dataclass(frozen=True)
class Measured:
    """A layer or a network, measured.

    parameters  name → shape; `quantities` the counts in order, "parameters" first
    worked      the sizes of the output, computed
    conditions  relations between letters that the formulas need
    parts       the layers of a network, measured in order, each with the times it stands there
    """

    id: str
    title: str
    input: Shape
    output: Shape
    parameters: dict[str, Shape] = field(default_factory=dict)
    quantities: tuple[Quantity, ...] = ()
    worked: tuple[Worked, ...] = ()
    fields: tuple[Field, ...] = ()
    conditions: tuple[Expr, ...] = ()
    parts: tuple[tuple[Measured, Expr], ...] = ()
    letters: dict[str, str] = field(default_factory=dict)
    context: Context = EMPTY
    source: str = ""
    place: str = ""
    about: str = ""

    def quantity(self, name: str) -> Expr | None:
        return next((q.value for q in self.quantities if q.name == name), None)
