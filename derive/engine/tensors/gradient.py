"""The derivative of an array expression by a whole array: closed form, the forms on the way, the proof.

Layout: ∂f/∂X has the shape of X for a number f; ∂f/∂x is (dim f) × (dim x) for vectors; anything
else is given by its entries, the indices of f first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from derive.engine.indices import contract
from derive.engine.tensors.adjoints import derivative
from derive.engine.tensors.forward import Forward
from derive.engine.tensors.identities import MatrixVerdict, decide_matrix
from derive.engine.tensors.lift import lift
from derive.engine.tensors.lower import Places, Pointwise, Stage, restored
from derive.engine.tensors.notation import factored
from derive.errors import DeriveError
from derive.expressions import build as b
from derive.expressions.expr import Expr, node
from derive.expressions.walk import freshen
from derive.notation.context import Context, Letter
from derive.notation.functions import FunctionTable
from derive.notation.shapes import Shape
from derive.records.statement import Statement

NAMES = ("i", "j", "k", "l", "u", "v", "q", "r", "s", "t")


@dataclass(frozen=True)
class ArrayGradient:
    """∂expr/∂letter.

    entry    the entry of `expr` at the free places: what is differentiated
    indexed  the derivative, by its entries at free and places
    closed   the derivative in matrix notation; None where there is none
    stages   what the letters in `indexed` stand for, beside those of the context
    """

    expr: Expr
    letter: Expr
    context: Context
    free: Places
    places: Places
    entry: Expr
    indexed: Expr
    closed: Expr | None
    stages: tuple[Stage, ...]
    shape: Shape

    @property
    def result(self) -> Expr:
        return self.indexed if self.closed is None else self.closed


def array_gradient(expr: Expr, letter: Expr, context: Context, functions: FunctionTable) -> ArrayGradient:
    """Raises ShapeMismatch naming both shapes, DeriveError where a rule is missing."""
    low = Pointwise(context)
    over, under = low.shape(expr), low.shape(letter)
    names = [n for n in NAMES if n not in context.letters]
    places = [b.ONE if n is b.ONE else b.idx(names.pop(0)) for n in (*over, *under)]
    free, by = tuple(places[: len(over)]), tuple(places[len(over) :])
    letters = [
        Letter(p.value.name, role="index", lo=b.ONE, hi=n)
        for p, n in zip(places, (*over, *under), strict=True)
        if p.head == "idx"
    ]
    low.context = low.context.with_letters(*letters)
    entry = contract(freshen(low.entry(expr, free)), low.context)
    indexed = derivative(expr, letter, low, functions, free, by)
    shape = (*over, *under)
    closed = lift(indexed, (*free, *by), low.context, shape)
    stages = tuple(low.stages)
    return ArrayGradient(
        expr, letter, low.context, free, by, entry, indexed,
        None if closed is None else factored(restored(closed, stages)), stages, shape,
    )  # fmt: skip


def verified(
    found: ArrayGradient, functions: FunctionTable, pointwise: Callable[[Statement], Any]
) -> MatrixVerdict:
    """df = ⟨∂f/∂X, H⟩ for every change H of X, df by the rules of differentials."""
    if found.closed is None:
        return MatrixVerdict("undecided", {}, "the derivative has no matrix notation; see its entries")
    axes = found.context.letters[found.letter.value].axes
    change = b.sym(f"d{found.letter.value}")
    context = found.context.with_letters(Letter(change.value, axes=axes))
    low = Pointwise(context)
    try:
        left = Forward(found.letter, change, low, functions).of(found.expr)
        right = paired(found, change, low)
    except DeriveError as error:
        return MatrixVerdict("undecided", {}, str(error))
    return decide_matrix(Statement(left, right, context), pointwise)


def paired(found: ArrayGradient, change: Expr, low: Pointwise) -> Expr:
    """⟨G, H⟩ = tr(Gᵀ H) for a number, J h for a vector of a vector."""
    assert found.closed is not None
    over = len(found.free)
    if over == 0:
        inner = node("hadamard", found.closed, change) if low.shape(change) else b.mul(found.closed, change)
        return node("total", inner) if low.shape(inner) else inner
    if not found.places:
        return b.mul(found.closed, change)
    return node("matmul", found.closed, change)
