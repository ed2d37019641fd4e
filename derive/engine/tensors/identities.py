"""Identities between matrices: proved by words or entry by entry, refuted at exact points."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from derive.engine.kernel.entries import open_places, place_names
from derive.engine.tensors.counterexamples import difference_point, named
from derive.engine.tensors.lower import Pointwise
from derive.engine.tensors.opened import opened
from derive.engine.tensors.word_proofs import check_words, prove_by_words
from derive.errors import DeriveError, VacuousAssumptions
from derive.expressions import build as b
from derive.expressions.expr import Expr, free_indices, kinds, node, number_value, postorder
from derive.expressions.walk import letters, rebuild, substitute
from derive.notation.context import Letter
from derive.notation.shapes import ARRAY_HEADS, ShapeMismatch, said, same_shape, shape_of
from derive.records.statement import Statement

ARRAYS = kinds(*sorted(ARRAY_HEADS))
ENTRY = kinds("entry", "logsumexp")
ENTRIES_OF = ("sym", "call", "entry", "softmax", "log_softmax", "logsumexp")
MATRIX_ONLY = ("inverse", "det", "expm", "kron", "cross", "tril", "triu", "vec")


@dataclass(frozen=True)
class MatrixVerdict:
    """proved | conditional | refuted | undecided, with what can be checked again."""

    word: str
    certificate: Mapping[str, Any]
    reason: str
    holds_if: tuple[Expr, ...] = ()


def has_arrays(statement: Statement) -> bool:
    """Whether whole arrays stand in the statement: in its heads, below an entry, or as what a side is."""
    found = statement.left.kinds | statement.right.kinds
    if found & ARRAYS or (found & ENTRY and _has_inner_arrays(statement)):
        return True
    if all(x.role != "array" and not x.axes for x in statement.context.letters.values()):
        return False
    try:
        return any(bool(shape_of(side, statement.context)) for side in (statement.left, statement.right))
    except ShapeMismatch:
        return True


def _has_inner_arrays(statement: Statement) -> bool:
    """tanh(X)_ij, (X + Y)_ij: the entry of what is neither a letter nor a softmax; log Σ exp (x + c)."""
    inside = postorder(statement.left, statement.right)
    return any(
        e.args[0].head not in (ENTRIES_OF if e.head == "entry" else ("sym",))
        for e in inside
        if e.head in ("entry", "logsumexp")
    )


def decide_matrix(
    statement: Statement,
    pointwise: Callable[[Statement], Any] | None = None,
    *,
    conditional: bool = True,
) -> MatrixVerdict:
    """The verdict on left = right between arrays. Sizes are symbolic; every letter is real and dense.

    pointwise   decides the entries of what words cannot show (entrywise products, functions)
    conditional whether a condition is looked for under which a false statement holds
    Raises VacuousAssumptions where the assumptions make an identity matrix 0.
    """
    statement = opened(statement)
    low = Pointwise(statement.context)
    try:
        left, right = low.shape(statement.left), low.shape(statement.right)
        if not same_shape(left, right) and not _nothing(statement):
            raise ShapeMismatch(f"{said(left)} and {said(right)} are not equal", left, right)
    except ShapeMismatch as mismatch:
        shapes = [[repr(n) for n in shape] for shape in (mismatch.left, mismatch.right)]
        return MatrixVerdict("refuted", {"kind": "shapes", "shapes": shapes}, str(mismatch))
    if statement.relation != "eq" or not plain_letters(statement):
        return by_entries(statement, pointwise)
    point, seen = difference_point(statement, low)
    if point is not None:
        return _conditional(statement, point) if conditional else _differ(point)
    proof = prove_by_words(statement, declared(statement))
    if proof is not None and seen and check_words(statement, proof):
        return MatrixVerdict("proved", proof, "both sides are the same polynomial in the matrices")
    return by_entries(statement, pointwise)


def conditions_of(statement: Statement) -> tuple[Expr, ...]:
    """det M ≠ 0 for every M⁻¹, q ≠ 0 for every number that is divided by, u > 0 for log u and for u^k.

    What a summand needs is said of its index, left free: σ(w·x_n) > 0, for every n.
    """
    low, found = Pointwise(statement.context), dict[Expr, None]()
    for each in postorder(statement.left, statement.right):
        if each.head == "inverse" and low.shape(each):
            found.setdefault(b.ne(node("det", each.args[0]), b.ZERO))
        elif each.head in ("div", "inverse") and not low.shape(each.args[-1]):
            if number_value(each.args[-1]) is None:
                found.setdefault(b.ne(each.args[-1], b.ZERO))
        elif (each.head == "log" and not low.shape(each.args[0]) and number_value(each.args[0]) is None) or (
            each.head == "pow" and _is_real_power(each, low)
        ):
            found.setdefault(b.rel("gt", each.args[0], b.ZERO))
    positive = [c.args[0] for c in found if c.head == "gt"]
    return tuple(_for_every(c) for c in found if c.head == "gt" or c.args[0] not in positive)


def _is_real_power(power: Expr, low: Pointwise) -> bool:
    """Whether a number stands to the power of a letter that need not be whole."""
    base, exponent = power.args
    if low.shape(base) or number_value(base) is not None or number_value(exponent) is not None:
        return False
    return any(low.context.role(n) not in ("size", "integer", "index") for n in letters(exponent))


def _for_every(condition: Expr) -> Expr:
    """A condition on a summand, with its index no longer bound."""
    inside = [e for e in postorder(condition) if e.head == "idx" and e.value in free_indices(condition)]
    return substitute(condition, {e: b.idx(e.value.name) for e in inside if e.value.uid})


def plain_letters(statement: Statement) -> bool:
    """Whether every letter is a real number, a size or an array of reals, none defined by its entries."""
    context = statement.context
    return all(
        context.definition(n) is None and context.role(n) in ("scalar", "size") for n in named(statement)
    )


def by_entries(statement: Statement, pointwise: Callable[[Statement], Any] | None) -> MatrixVerdict:
    if pointwise is None or any(e.head in MATRIX_ONLY for e in postorder(statement.left, statement.right)):
        return MatrixVerdict("undecided", {}, "the identity was neither proved nor contradicted at a point")
    between = at_entries(statement)
    if any(e.head in ARRAY_HEADS for e in postorder(between.left, between.right)):
        return MatrixVerdict("undecided", {}, "the entries of one side are not written out")
    found = pointwise(between)
    left_out = len(between.context.assumptions) < len(statement.context.assumptions)
    if left_out and found.verdict != "proved":
        return MatrixVerdict("undecided", {}, "not decided under what is assumed of whole arrays")
    certificate = {"kind": "entries", "certificate": found.certificate, "verdict": found}
    return MatrixVerdict(found.verdict, certificate, found.reason, found.holds_if)


def _nothing(statement: Statement) -> bool:
    return statement.right is b.ZERO


def at_entries(statement: Statement) -> Statement:
    """The statement between the entries, for every place."""
    low = Pointwise(statement.context, written=True)
    shape = low.shape(statement.left) or low.shape(statement.right)
    names = place_names(statement)
    places = [b.ONE if n is b.ONE else b.idx(name) for name, n in zip(names, shape, strict=False)]
    letters_of = [
        _index_letter(p.value.name, n) for p, n in zip(places, shape, strict=True) if p.head == "idx"
    ]
    left, right = (low.part(side, tuple(places)) for side in (statement.left, statement.right))
    given = [(a, open_places(low.shape, a, names[len(shape) :])) for a in statement.context.assumptions]
    assumed = (rebuild(a, (low.part(side, at) for side in a.args)) for a, at in given if at is not None)
    context = replace(low.context.with_letters(*letters_of), assumptions=tuple(assumed))
    return Statement(left, right, context, statement.relation)


def _index_letter(name: str, size: Expr) -> Letter:
    return Letter(name, role="index", lo=b.ONE, hi=size)


def declared(statement: Statement) -> list[tuple[Expr, Expr]]:
    """The equations between arrays that are assumed."""
    low = Pointwise(statement.context)
    found = []
    for each in statement.context.assumptions:
        if each.head == "eq":
            try:
                if low.shape(each.args[0]):
                    found.append((each.args[0], each.args[1]))
            except DeriveError:
                continue
    return found


# ---- conditions -------------------------------------------------------------------------------------


def _differ(point: Mapping[str, Any]) -> MatrixVerdict:
    return MatrixVerdict(
        "refuted", {"kind": "point", **point}, "the two sides differ at a point of exact entries"
    )


def _conditional(statement: Statement, point: dict[str, Any]) -> MatrixVerdict:
    """False as it stands; true when a matrix is symmetric, or two commute."""
    refuted = _differ(point)
    for relation in conditions(statement):
        if not is_itself(relation, statement) and _proved_under(statement, relation):
            proof = prove_by_words(statement, [*declared(statement), relation])
            certificate = {"kind": "conditional", "refutation": refuted.certificate, "proof": proof}
            reason = "false as it stands, true under the condition"
            return MatrixVerdict("conditional", certificate, reason, (b.eq(*relation),))
    return refuted


def is_itself(relation: tuple[Expr, Expr], statement: Statement) -> bool:
    """Whether the relation is the statement itself: the same sides, or both of them on the left."""
    sides = {statement.left, statement.right}
    gaps = (b.sub(*relation), b.sub(*relation[::-1]))
    return set(relation) == sides or (b.ZERO in sides and any(gap in sides for gap in gaps))


def _proved_under(statement: Statement, relation: tuple[Expr, Expr]) -> bool:
    try:
        return prove_by_words(statement, [*declared(statement), relation]) is not None
    except VacuousAssumptions:
        return False


def conditions(statement: Statement) -> Iterator[tuple[Expr, Expr]]:
    """Aᵀ = A for each square letter, A B = B A for each pair of the same size."""
    low = Pointwise(statement.context)
    square = [
        s
        for s in named(statement).values()
        if len(low.shape(s)) == 2 and same_shape(low.shape(s)[:1], low.shape(s)[1:])
    ]
    for each in square:
        yield node("transpose", each), each
    for first, second in combinations(square, 2):
        if same_shape(low.shape(first), low.shape(second)):
            yield node("matmul", first, second), node("matmul", second, first)


__all__ = [
    "MatrixVerdict",
    "at_entries",
    "check_words",
    "decide_matrix",
    "declared",
    "has_arrays",
    "prove_by_words",
]
