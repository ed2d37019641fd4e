"""The derivative of an array expression by a whole array: closed form, and the forms on the way.

Layout: ∂f/∂X has the shape of X for a number f; ∂f/∂x is (dim f) × (dim x) for vectors; anything
else is given by its entries, the indices of f first.
"""

from __future__ import annotations

from dataclasses import dataclass

from derive.engine.indices import contract
from derive.engine.tensors.adjoints import derivative
from derive.engine.tensors.collected import collected
from derive.engine.tensors.lift import lift, without_root
from derive.engine.tensors.lower import Places, Pointwise, Stage, restored
from derive.engine.tensors.notation import summed_terms
from derive.expressions import build as b
from derive.expressions.expr import Expr, node, number_value, postorder
from derive.expressions.walk import freshen, transform
from derive.notation.context import Context, Letter
from derive.notation.functions import FunctionTable
from derive.notation.shapes import Shape

MOST_FACTORS = 8
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


def array_gradient(
    expr: Expr, letter: Expr, context: Context, functions: FunctionTable, *, nicest: bool = True
) -> ArrayGradient:
    """`nicest`: with like terms gathered, for people. A verdict does without.

    Raises ShapeMismatch naming both shapes, DeriveError where a rule is missing.
    """
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
    if closed is not None:
        closed = with_symmetry(restored(closed, stages), context)
        closed = with_norms(closed, low)
        if nicest:
            closed = powers_of_entries(collected(closed, low, functions), low, functions)
    return ArrayGradient(expr, letter, low.context, free, by, entry, indexed, closed, stages, shape)


def with_norms(expr: Expr, low: Pointwise) -> Expr:
    """Σ X_ij² = ‖X‖², along rows or columns first; √(‖X‖²) = ‖X‖."""

    def written(each: Expr) -> Expr | None:
        if each.head == "total" and each.args[0].head == "transpose":
            each = node("total", each.args[0].args[0])
        if each.head in ("sqrt", "pow"):
            return without_root(each)
        squared = each.args[0] if each.head == "total" else each
        if squared is each or squared.head != "pow" or squared.args[1] is not b.TWO:
            return each
        axes = len(low.shape(squared.args[0]))
        norms = {1: node("norm", squared.args[0], b.TWO), 2: node("frobenius", squared.args[0])}
        return b.power(norms[axes], b.TWO) if axes in norms else each

    return transform(expr, written) if any(e.head == "total" for e in postorder(expr)) else expr


def powers_of_entries(expr: Expr, low: Pointwise, functions: FunctionTable) -> Expr:
    """X ⊙ X for the entries of X squared: written X², it would be read as X X. tanh(X)² stays."""

    def written(each: Expr) -> Expr | None:
        if each.head != "pow" or each.args[0].head in functions or not low.shape(each.args[0]):
            return None
        base, times = each.args[0], number_value(each.args[1])
        if times is None or times.denominator != 1 or not 2 <= times <= MOST_FACTORS:
            return None
        found = base
        for _ in range(int(times) - 1):
            found = node("hadamard", found, base)
        return found

    return transform(expr, written) if any(e.head == "pow" for e in postorder(expr)) else expr


def with_symmetry(expr: Expr, context: Context) -> Expr:
    """Aᵀ as A where A = Aᵀ is assumed; Aᵀx + Ax is 2Ax then."""
    pairs = [a.args for a in context.assumptions if a.head == "eq"]
    symmetric = {a for p in pairs for a in p if a.head == "sym" and set(p) == {a, node("transpose", a)}}

    def turned(each: Expr) -> Expr | None:
        return each.args[0] if each.head == "transpose" and each.args[0] in symmetric else None

    found = transform(expr, turned) if symmetric else expr
    return summed_terms(list(found.args)) if found is not expr and found.head == "add" else found
