"""What a text's letters mean: roles, shapes, definitions, assumptions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from derive.expressions.expr import Expr

ROLES = ("scalar", "integer", "index", "size", "function", "array", "sequence", "imaginary")


@dataclass(frozen=True)
class Letter:
    """A declared letter.

    role    scalar (real) · integer · index (an integer that names a place) · size (an integer ≥ 1)
            · function (of the arguments it is written with) · array (whose shape is not known)
            · sequence (x_i is a number for every integer i) · imaginary (the imaginary unit)
    axes    one symbolic size for each index the letter takes: `x` with axes (n,) is x_1 … x_n
    lo, hi  range of an index letter (None: taken from the arrays it indexes)
    latex   how it is printed when not by its name
    meaning a few words for the write-up: "the label, one-hot"
    unwritten  a size that no text names; it was given a letter so that sums have a range
    """

    name: str
    role: str = "scalar"
    axes: tuple[Expr, ...] = ()
    lo: Expr | None = None
    hi: Expr | None = None
    latex: str | None = None
    meaning: str = ""
    unwritten: bool = False


@dataclass(frozen=True)
class Definition:
    """`left := right`. `left` is a sym, an entry with free idx letters, or a call of a function
    with sym parameters; the idx and sym parameters on the left are the definition's own."""

    left: Expr
    right: Expr

    @property
    def parameters(self) -> tuple[Expr, ...]:
        return self.left.args[1:] if self.left.head in ("entry", "call") else ()

    @property
    def name(self) -> str:
        name: str = (self.left if self.left.head == "sym" else self.left.args[0]).value
        return name


@dataclass(frozen=True)
class Context:
    """Everything a statement stands on: letters, definitions in order, declared assumptions."""

    letters: Mapping[str, Letter] = field(default_factory=lambda: MappingProxyType({}))
    definitions: tuple[Definition, ...] = ()
    assumptions: tuple[Expr, ...] = ()

    def role(self, name: str) -> str:
        letter = self.letters.get(name)
        return letter.role if letter else "scalar"

    def definition(self, name: str) -> Definition | None:
        return next((d for d in self.definitions if d.name == name), None)

    def with_letters(self, *letters: Letter) -> Context:
        merged = dict(self.letters)
        merged.update({x.name: x for x in letters})
        return replace(self, letters=MappingProxyType(merged))

    def with_definitions(self, *definitions: Definition) -> Context:
        return replace(self, definitions=self.definitions + definitions)

    def assuming(self, *assumptions: Expr) -> Context:
        return replace(self, assumptions=self.assumptions + assumptions)


EMPTY = Context()
