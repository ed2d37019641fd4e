"""Matrix notation to pointwise form: (A B)_ij = Σ_k A_ik B_kj, (Aᵀ)_ij = A_ji, tr A = Σ_i A_ii, …

What has no pointwise form in its argument's entries (A⁻¹, det A) or is better kept whole (softmax)
becomes a letter of its own, a stage: `Pointwise.stages` says what each such letter stands for.
Vectors are columns; a number goes with every shape; softmax of a matrix is taken along its rows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from derive.errors import DeriveError
from derive.expressions import build as b
from derive.expressions.expr import Expr, binds
from derive.expressions.walk import rebuild
from derive.notation.context import Context, Letter
from derive.notation.shapes import Shape, said, shape_of

Places = tuple[Expr, ...]
THREE = b.num(3)
EPSILON = b.sym("epsilon'")
FAMILIES = ("softmax", "log_softmax", "logsumexp")


@dataclass(frozen=True)
class Stage:
    """letter := kind(argument), of the given axes; for kind "definition" the argument is what it equals."""

    letter: Expr
    kind: str
    argument: Expr
    axes: Shape


Rule = Callable[["Pointwise", Expr, Places], Expr]
RULES: dict[str, Rule] = {}  # filled by `lower`


@dataclass
class Pointwise:
    """Lowers expressions of one context; its stages are in the order in which they can be computed.

    written   no letters for stages: softmax, log softmax and logsumexp are written out, and what has no
              entries of its own raises DeriveError
    """

    context: Context
    written: bool = False
    stages: list[Stage] = field(default_factory=list)
    shapes: dict[Expr, Shape | None] = field(default_factory=dict)

    def shape(self, expr: Expr) -> Shape:
        """The shape; raises ShapeMismatch, or DeriveError where it is not known."""
        found = shape_of(expr, self.context, self.shapes)
        if found is None:
            raise DeriveError(f"the shape of {expr!r} is not known", hint="declare it: --shape 'W: m,n'")
        return found

    def at(self, expr: Expr, places: Sequence[Expr] = ()) -> Expr:
        """The entry of `expr` at the places, one for each axis of its shape."""
        shape = self.shape(expr)
        if len(shape) != len(places):
            raise DeriveError(f"{said(shape)} takes {len(shape)} indices, not {len(places)}")
        return self.entry(expr, tuple(places))

    def entry(self, expr: Expr, places: Places) -> Expr:
        if not expr.args:
            return self._leaf(expr, places)
        rule = RULES.get(expr.head)
        if rule is not None and not (expr.head in FAMILIES and binds(expr)):
            return rule(self, expr, places)
        if binds(expr) and expr.head in ("sum", "prod"):
            return rebuild(expr, (self.entry(expr.args[0], places), *expr.args[1:]))
        if binds(expr):
            return rebuild(expr, (self.entry(expr.args[0], ()), *expr.args[1:]))
        return rebuild(expr, (self.part(a, places) for a in expr.args))

    def part(self, expr: Expr, places: Places) -> Expr:
        """An operand of an entrywise operation: a number goes with every entry."""
        return self.entry(expr, places if self.shape(expr) else ())

    def _leaf(self, expr: Expr, places: Places) -> Expr:
        if expr.head == "sym" and places:
            return b.entry(expr, *places)
        if expr.head == "identity" and len(places) == 2:
            return b.delta(*places)
        return expr

    def stage(self, kind: str, argument: Expr, axes: Shape) -> Expr:
        """The letter for kind(argument), made once; what its argument needs comes before it."""
        if self.written:
            raise DeriveError(f"the entries of {kind} are not written out")
        for each in self.stages:
            if each.kind == kind and each.argument is argument:
                return each.letter
        self.entry(argument, places_of(self.shape(argument)))
        letter = b.sym(f"{kind}{len(self.stages) + 1}'")
        self.stages.append(Stage(letter, kind, argument, axes))
        self.context = self.context.with_letters(Letter(letter.value, axes=axes))
        return letter

    def permutation_sign(self) -> Expr:
        """The letter ε with ε_123 = ε_231 = ε_312 = 1, ε_132 = ε_213 = ε_321 = −1, else 0."""
        if self.written:
            raise DeriveError("the entries of a cross product are not written out")
        self.context = self.context.with_letters(Letter(EPSILON.value, axes=(THREE,) * 3))
        return EPSILON

    def fresh(self, expr: Expr, name: str = "k") -> Expr:
        return b.fresh_idx(name)


def places_of(shape: Shape, names: str = "ijklpq") -> Places:
    """Fresh bound places, one for each axis."""
    return tuple(b.ONE if n is b.ONE else b.fresh_idx(c) for n, c in zip(shape, names, strict=False))


def summed(body: Expr, places: Sequence[Expr], shape: Shape) -> Expr:
    """Σ over the places, each 1 … its size."""
    for place, size in reversed(list(zip(places, shape, strict=True))):
        if place.head == "idx":
            body = b.sum_over(body, place, b.ONE, size)
    return body
