"""Matrix notation to pointwise form: (A B)_ij = Σ_k A_ik B_kj, (Aᵀ)_ij = A_ji, tr A = Σ_i A_ii, …

The core is in `pointwise`, the rules in `lower_products`, `lower_functions` and here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from derive.engine.tensors.lower_functions import FUNCTIONS
from derive.engine.tensors.lower_products import PRODUCTS
from derive.engine.tensors.pointwise import RULES, Places, Pointwise, Rule, Stage, places_of, summed
from derive.expressions import build as b
from derive.expressions.expr import Expr, node, number_value
from derive.expressions.walk import substitute


def _filled(value: Expr) -> Callable[[Pointwise, Expr, Places], Expr]:
    return lambda low, expr, places: value


def _identity(low: Pointwise, expr: Expr, places: Places) -> Expr:
    return b.delta(*places)


def _listed(low: Pointwise, expr: Expr, places: Places) -> Expr:
    """The entry at a written place; Σ_k δ_ik v_k at a letter."""
    if len(places) == 1 and expr.head == "matrix":
        places = (*places, b.ONE)
    at = number_value(places[0])
    if at is not None and 1 <= at <= len(expr.args):
        return low.part(expr.args[int(at) - 1], places[1:])
    terms = [b.mul(b.delta(places[0], b.num(k)), low.part(a, places[1:])) for k, a in enumerate(expr.args, 1)]
    return b.add(*terms)


def _block(low: Pointwise, expr: Expr, places: Places) -> Expr:
    """[a; b]_i is a_i for i ≤ n, else b_{i−n}."""
    branches, before = [], b.ZERO
    for part in expr.args:
        size = (low.shape(part) or (b.ONE,))[0]
        place = places[0] if before is b.ZERO else b.sub(places[0], before)
        before = size if before is b.ZERO else b.add(before, size)
        value = low.part(part, (place, *places[1:]) if low.shape(part) else ())
        branches.append((value, b.rel("le", places[0], before)))
    branches[-1] = (branches[-1][0], b.TRUE)
    return b.cases(branches)


def _taken(low: Pointwise, expr: Expr, places: Places) -> Expr:
    """The entry of an array expression; of a bare letter it is written already."""
    base, given = expr.args[0], expr.args[1:]
    if base.head == "sym":
        return b.entry(base, *given, *places)
    return low.entry(base, (*given, *places))


def _derivative(low: Pointwise, expr: Expr, places: Places) -> Expr:
    body, letter = expr.args
    cut = len(low.shape(body))
    if letter.head == "sym" and low.shape(letter):
        letter = b.entry(letter, *places[cut:])
    return b.deriv(low.entry(body, places[:cut]), letter)


WRITTEN: Mapping[str, Rule] = {
    "ones": _filled(b.ONE),
    "zeros": _filled(b.ZERO),
    "identity": _identity,
    "vector": _listed,
    "row": _listed,
    "matrix": _listed,
    "block": _block,
    "entry": _taken,
    "deriv": _derivative,
}
RULES.update({**PRODUCTS, **FUNCTIONS, **WRITTEN})


def restored(expr: Expr, stages: Sequence[Stage]) -> Expr:
    """Matrix notation with the letters of stages written out."""
    for stage in reversed(stages):
        if stage.kind != "definition":
            expr = substitute(expr, {stage.letter: node(stage.kind, stage.argument)})
    return expr


__all__ = [
    "Places",
    "Pointwise",
    "Stage",
    "places_of",
    "restored",
    "summed",
]
