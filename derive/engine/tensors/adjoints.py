"""Derivatives by whole arrays, one stage at a time in reverse order.

    B = A⁻¹        Ā_kl = −Σ_ij B̄_ij B_ik B_lj            d(A⁻¹) = −A⁻¹ dA A⁻¹
    d = det A      Ā_kl = d̄ d (A⁻¹)_lk                     d det A = det A tr(A⁻¹ dA)
    p = softmax z  z̄_k = p_k (p̄_k − Σ_i p̄_i p_i)
    l = logsumexp z  z̄_k = l̄ softmax(z)_k
    s_p = e_p      Ȳ_q = Σ_p s̄_p ∂e_p/∂Y_q                 a letter that an equation defines

The cost is linear in the number of stages: each is differentiated once, by the letters in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from derive.engine.differentiate import differentiate
from derive.engine.indices import contract
from derive.engine.tensors.lower import Places, Pointwise, Stage, places_of, summed
from derive.engine.tensors.monomial import cancelled
from derive.engine.tidy import negate, product, total
from derive.errors import DeriveError
from derive.expressions import build as b
from derive.expressions.expr import Expr, Index, postorder
from derive.expressions.walk import freshen, substitute
from derive.notation.functions import FunctionTable
from derive.notation.shapes import Shape

Ranges = dict[Index, tuple[Expr, Expr]]


@dataclass(frozen=True)
class Adjoint:
    """value(places): the derivative of the quantity by one entry of an array."""

    places: Places
    value: Expr

    def at(self, places: Sequence[Expr]) -> Expr:
        return substitute(freshen(self.value), dict(zip(self.places, places, strict=True)))


class Reverse:
    """Reverse accumulation through the stages of `low`; `ranges` are those of the free places."""

    def __init__(self, low: Pointwise, functions: FunctionTable, ranges: Ranges | None = None) -> None:
        self.low = low
        self.functions = functions
        self.ranges: Ranges = dict(ranges or {})
        self.entries: dict[Expr, tuple[Places, Expr]] = {}

    def partial(self, value: Expr, letter: Expr, places: Places) -> Expr:
        """∂value/∂letter_places with every other letter held, deltas contracted."""
        by = b.entry(letter, *places) if places else letter
        if all(each is not letter for each in postorder(value)):
            return b.ZERO
        return contract(differentiate(value, by, self.functions), self.low.context, self.ranges)

    def gradient(self, value: Expr, letter: Expr, places: Places) -> Expr:
        """The whole derivative of a pointwise `value` by letter_places, through every stage."""
        for place, size in zip(places, self.axes(letter), strict=True):
            if place.head == "idx":
                self.ranges[place.value] = (b.ONE, size)
        found = [self.partial(value, letter, places)]
        adjoints: dict[Expr, Adjoint] = {}
        done: list[tuple[Stage, Adjoint]] = []
        for stage in reversed(list(self.low.stages)):
            adjoint = self.stage_adjoint(stage, value, done)
            if adjoint.value is not b.ZERO:
                adjoints[stage.letter] = adjoint
                done.append((stage, adjoint))
                found.append(self.through(stage, adjoint, letter, places))
        return cancelled(total(*found))

    def stage_adjoint(self, stage: Stage, value: Expr, done: Sequence[tuple[Stage, Adjoint]]) -> Adjoint:
        """∂value/∂stage: directly, and through every later stage that uses it."""
        own = places_of(stage.axes)
        for place, size in zip(own, stage.axes, strict=True):
            if place.head == "idx":
                self.ranges[place.value] = (b.ONE, size)
        parts = [self.partial(value, stage.letter, own)]
        parts += [self.through(later, adjoint, stage.letter, own) for later, adjoint in done]
        return Adjoint(own, cancelled(total(*parts)))

    def axes(self, letter: Expr) -> Shape:
        known = self.low.context.letters.get(letter.value)
        return known.axes if known else ()

    def through(self, stage: Stage, adjoint: Adjoint, letter: Expr, places: Places) -> Expr:
        """What the letter gets through this stage: Σ_p argument̄_p ∂argument_p/∂letter_places."""
        shape = self.low.shape(stage.argument) if stage.kind != "definition" else stage.axes
        if stage.argument not in self.entries:
            inner = places_of(shape)
            self.entries[stage.argument] = (inner, self.low.entry(stage.argument, inner))
        kept, written = self.entries[stage.argument]
        inner = places_of(shape)
        entry = substitute(freshen(written), dict(zip(kept, inner, strict=True)))
        local = self.partial(entry, letter, places)
        if local is b.ZERO:
            return b.ZERO
        for place, size in zip(inner, shape, strict=True):
            if place.head == "idx":
                self.ranges[place.value] = (b.ONE, size)
        back = BACK[stage.kind](self, stage, adjoint, inner)
        whole = summed(product(back, local), inner, shape)
        return contract(freshen(whole), self.low.context, self.ranges)


def _inverse(work: Reverse, stage: Stage, adjoint: Adjoint, places: Places) -> Expr:
    k, m = places
    i, j = (b.fresh_idx(c) for c in "ij")
    size = stage.axes[0]
    left, right = b.entry(stage.letter, i, k), b.entry(stage.letter, m, j)
    return negate(summed(product(adjoint.at((i, j)), left, right), (i, j), (size, size)))


def _det(work: Reverse, stage: Stage, adjoint: Adjoint, places: Places) -> Expr:
    k, m = places
    inverse = work.low.stage("inverse", stage.argument, work.low.shape(stage.argument))
    return product(adjoint.at(()), stage.letter, b.entry(inverse, m, k))


def _softmax(work: Reverse, stage: Stage, adjoint: Adjoint, places: Places) -> Expr:
    rows = places[:-1]
    i = b.fresh_idx("i")
    size = stage.axes[-1]
    inner = product(adjoint.at((*rows, i)), b.entry(stage.letter, *rows, i))
    ranges = {**work.ranges, i.value: (b.ONE, size)}
    mean = cancelled(contract(b.sum_over(inner, i, b.ONE, size), work.low.context, ranges))
    here = b.entry(stage.letter, *places)
    return cancelled(total(product(adjoint.at(places), here), negate(product(mean, here))))


def _logsumexp(work: Reverse, stage: Stage, adjoint: Adjoint, places: Places) -> Expr:
    weights = work.low.stage("softmax", stage.argument, work.low.shape(stage.argument))
    return product(adjoint.at(places[:-1]), b.entry(weights, *places))


def _definition(work: Reverse, stage: Stage, adjoint: Adjoint, places: Places) -> Expr:
    return adjoint.at(places)


BACK: Mapping[str, Callable[[Reverse, Stage, Adjoint, Places], Expr]] = {
    "inverse": _inverse,
    "det": _det,
    "softmax": _softmax,
    "logsumexp": _logsumexp,
    "definition": _definition,
}


def derivative(
    expr: Expr, letter: Expr, low: Pointwise, functions: FunctionTable, free: Places, places: Places
) -> Expr:
    """∂expr_free/∂letter_places in pointwise form; `expr` in matrix notation."""
    if letter.head != "sym":
        raise DeriveError("a derivative by an array is by its letter")
    ranges: Ranges = {}
    for place, size in zip(free, low.shape(expr), strict=True):
        if place.head == "idx":
            ranges[place.value] = (b.ONE, size)
    value = freshen(low.entry(expr, free))
    return Reverse(low, functions, ranges).gradient(value, letter, places)
