"""A statement between arrays as words: the difference of its sides, and what is 0.

The generators are M P − 1 for every inverse P of M, the declared relations, and relations between numbers:
vᵀv = 1, and det A = det L Lᵀ for A = L Lᵀ.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from derive.engine.tensors.algebra import Algebra, Element, e_plus
from derive.engine.tensors.heads import RULES
from derive.engine.tensors.lower import Pointwise
from derive.engine.tensors.words import (
    Poly,
    Scalars,
    transposed,
)
from derive.errors import DeriveError, VacuousAssumptions
from derive.expressions import build as b
from derive.expressions.expr import Expr, node, postorder
from derive.notation.shapes import same_size
from derive.records.statement import Statement


@dataclass(frozen=True)
class Reading:
    """The difference of the sides, and what is 0; `described` says what each generator is.

    numbers   the places of those that are numbers
    """

    algebra: Algebra
    generators: list[Poly]
    described: list[list[object]]
    difference: Element | None
    cleared: tuple[Expr, ...] = ()
    numbers: tuple[int, ...] = ()


def read_words(statement: Statement, relations: list[tuple[Expr, Expr]]) -> Reading:
    algebra = Algebra(Pointwise(statement.context), RULES)
    generators: list[Poly] = []
    described: list[list[object]] = []
    try:
        for each in postorder(statement.left, statement.right):
            if each.head == "inverse":
                algebra.element(each)
        difference = e_plus(algebra.element(statement.left), algebra.element(statement.right), Fraction(-1))
        for place, (left, right) in enumerate(relations):
            for kind, (x, y) in _both_ways(algebra, left, right):
                poly = e_plus(algebra.element(x), algebra.element(y), Fraction(-1))
                if poly:
                    generators += [poly, transposed(poly)]
                    described += [[kind, place], ["turned", [kind, place]]]
    except VacuousAssumptions:
        raise
    except DeriveError:
        return Reading(algebra, [], [], None)
    numbers = _number_relations(statement, algebra)
    difference, used = algebra.cleared(difference)
    first = len(algebra.generators) + len(generators)
    generators = [*algebra.generators, *generators, *(poly for poly, _ in numbers)]
    described = [*algebra.described, *described, *(told for _, told in numbers)]
    under = tuple(algebra.origins[n] for n in used)
    return Reading(algebra, generators, described, difference, under, tuple(range(first, len(generators))))


def _number_relations(statement: Statement, algebra: Algebra) -> list[tuple[Poly, list[object]]]:
    """What is assumed of numbers, and det X = det Y for X = Y where determinants stand in the statement."""
    dets = any(e.head == "det" for e in postorder(statement.left, statement.right))
    found: list[tuple[Poly, list[object]]] = []
    equations = [a for a in statement.context.assumptions if a.head == "eq"]
    for place, each in enumerate(equations):
        kind, (left, right) = "assumed number", each.args
        try:
            shape = algebra.low.shape(left)
            if shape:
                if not dets or len(shape) != 2 or not same_size(*shape):
                    continue
                kind, left, right = "assumed det", node("det", left), node("det", right)
            if any(side.head in ("norm", "frobenius") for side in each.args):
                kind, left, right = "assumed squares", b.power(left, b.TWO), b.power(right, b.TWO)
            poly = e_plus(algebra.element(left), algebra.element(right), Fraction(-1))
        except DeriveError:
            continue
        if poly and greatest(poly) is not None:
            found.append((poly, [kind, place]))
    return found


def greatest(poly: Poly) -> Scalars | None:
    """The monomial that the others are told by: of the highest degree, no negative power in it."""
    if any(w for _, w in poly):
        return None
    found = max((s for s, _ in poly), key=lambda s: (sum(p for _, p in s), repr(s)))
    return found if found and all(p > 0 for _, p in found) else None


def _both_ways(algebra: Algebra, left: Expr, right: Expr) -> list[tuple[str, tuple[Expr, Expr]]]:
    """X Y = 1 for square X, Y gives Y X = 1."""
    found = [("assumed", (left, right))]
    if left.head == "identity":
        left, right = right, left
    if left.head == "matmul" and right.head == "identity":
        x, *rest = left.args
        shape = algebra.low.shape(x)
        if len(shape) == 2 and same_size(*shape):
            found.append(("assumed square", (node("matmul", *rest, x), right)))
    return found
