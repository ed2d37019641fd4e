"""Identities between matrices: proved by words, refuted at exact points.

A proof is a list of multiples of the generators (M P − 1 for every inverse P of M, and the declared
relations): left − right = Σ c s · u g v, and inside a trace, up to rotation.
`check_words` adds them up again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, islice, permutations
from random import Random
from typing import Any

from derive.engine.tensors.algebra import (
    Algebra,
    Element,
    e_plus,
    e_times,
    joined,
    only_words,
    rotation,
    rotations,
)
from derive.engine.tensors.exact import Exact, NoValue, Table
from derive.engine.tensors.lower import Pointwise
from derive.engine.tensors.words import Poly, Rewriting, completed, order, transposed
from derive.errors import DeriveError, VacuousAssumptions
from derive.expressions import build as b
from derive.expressions.expr import Expr, node, postorder
from derive.expressions.walk import letters
from derive.notation.context import Context, Letter
from derive.notation.shapes import ARRAY_HEADS, ShapeMismatch, said, same_shape
from derive.records.statement import Statement

MATRIX_ONLY = ("inverse", "det", "expm", "kron")


@dataclass(frozen=True)
class MatrixVerdict:
    """proved | conditional | refuted | undecided, with what can be checked again."""

    word: str
    certificate: Mapping[str, Any]
    reason: str
    holds_if: tuple[Expr, ...] = ()


def has_arrays(statement: Statement) -> bool:
    """Whether whole arrays stand in the statement."""
    context = statement.context
    for each in postorder(statement.left, statement.right):
        if each.head in ARRAY_HEADS:
            return True
    return any(
        context.letters[n].axes and _bare(statement, s)
        for n, s in _letters(statement).items()
        if n in context.letters
    )


def _letters(statement: Statement) -> dict[str, Expr]:
    return {**letters(statement.left), **letters(statement.right)}


def _bare(statement: Statement, letter: Expr) -> bool:
    return any(
        letter in each.args and each.head != "entry" for each in postorder(statement.left, statement.right)
    ) or letter in (statement.left, statement.right)


def decide_matrix(statement: Statement, pointwise: Callable[[Statement], Any] | None = None) -> MatrixVerdict:
    """The verdict on left = right between arrays. Sizes are symbolic; every letter is real and dense.

    pointwise   decides the entries of what words cannot show (entrywise products, functions)
    Raises VacuousAssumptions where the assumptions make an identity matrix 0.
    """
    low = Pointwise(statement.context)
    try:
        left, right = low.shape(statement.left), low.shape(statement.right)
        if not same_shape(left, right) and not _nothing(statement):
            raise ShapeMismatch(f"{said(left)} and {said(right)} are not equal", left, right)
    except ShapeMismatch as mismatch:
        shapes = [[repr(n) for n in shape] for shape in (mismatch.left, mismatch.right)]
        return MatrixVerdict("refuted", {"kind": "shapes", "shapes": shapes}, str(mismatch))
    point, seen = difference_point(statement, low)
    if point is not None:
        return _conditional(statement, point, pointwise)
    proof = prove_by_words(statement, declared(statement))
    if proof is not None and seen and check_words(statement, proof):
        return MatrixVerdict("proved", proof, "both sides are the same polynomial in the matrices")
    if pointwise is None or any(e.head in MATRIX_ONLY for e in postorder(statement.left, statement.right)):
        return MatrixVerdict("undecided", {}, "the identity was neither proved nor contradicted at a point")
    found = pointwise(at_entries(statement))
    return MatrixVerdict(
        found.verdict, {"kind": "entries", "certificate": found.certificate}, found.reason, found.holds_if
    )


def _nothing(statement: Statement) -> bool:
    return statement.right is b.ZERO


def at_entries(statement: Statement) -> Statement:
    """The statement between the entries, for every place."""
    low = Pointwise(statement.context, written=True)
    shape = low.shape(statement.left)
    used = set(statement.context.letters)
    names = [n for n in ("i", "j", "k", "l", "u", "v", "p", "q") if n not in used]
    places = [b.ONE if n is b.ONE else b.idx(name) for name, n in zip(names, shape, strict=False)]
    letters_of = [
        _index_letter(p.value.name, n) for p, n in zip(places, shape, strict=True) if p.head == "idx"
    ]
    left, right = low.at(statement.left, places), low.part(statement.right, tuple(places))
    return Statement(left, right, low.context.with_letters(*letters_of), statement.relation)


def _index_letter(name: str, size: Expr) -> Letter:
    return Letter(name, role="index", lo=b.ONE, hi=size)


# ---- proofs -----------------------------------------------------------------------------------------


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


def prove_by_words(statement: Statement, relations: list[tuple[Expr, Expr]]) -> dict[str, Any] | None:
    """The certificate that left − right is in the ideal, or None."""
    algebra, generators, difference = _reading(statement, relations)
    if difference is None:
        return None
    system = completed(generators)
    rest, proof = reduced(difference, system, algebra)
    if rest:
        return None
    return {"kind": "words", "relations": [list(r) for r in relations], "proof": proof}


def _reading(
    statement: Statement, relations: list[tuple[Expr, Expr]]
) -> tuple[Algebra, list[Poly], Element | None]:
    algebra = Algebra(Pointwise(statement.context))
    try:
        difference = e_plus(algebra.element(statement.left), algebra.element(statement.right), Fraction(-1))
        assumed = []
        for left, right in relations:
            poly = only_words(e_plus(algebra.element(left), algebra.element(right), Fraction(-1)))
            assumed += [poly, transposed(poly)] if poly else []
    except VacuousAssumptions:
        raise
    except DeriveError:
        return algebra, [], None
    return algebra, [*algebra.generators, *assumed], difference


def reduced(element: Element, system: Rewriting, algebra: Algebra) -> tuple[Element, list[dict[str, Any]]]:
    """(normal form, multiples): words and the words inside traces are reduced, traces up to rotation."""
    proof: list[dict[str, Any]] = []
    for _ in range(40):
        step = _one_reduction(element, system, algebra, proof)
        if step is None:
            return element, proof
        element = step
    return element, proof


def _one_reduction(
    element: Element, system: Rewriting, algebra: Algebra, proof: list[dict[str, Any]]
) -> Element | None:
    for (scalars, word), weight in element.items():
        poly, used = system.reduced({word: Fraction(1)})
        if used:
            proof += [multiple(weight * c, scalars, u, g, v, None) for c, u, g, v in used]
            new = algebra.cut({(scalars, w): weight * x for w, x in poly.items()})
            return e_plus(_without(element, (scalars, word)), new)
        found = _trace_reduction(scalars, word, weight, system, algebra, proof)
        if found is not None:
            return e_plus(_without(element, (scalars, word)), found)
    return None


def _trace_reduction(
    scalars: Any,
    word: Any,
    weight: Fraction,
    system: Rewriting,
    algebra: Algebra,
    proof: list[dict[str, Any]],
) -> Element | None:
    """One trace of the product reduced, where that makes its word less; any rotation of it will do."""
    for place, (atom, power) in enumerate(scalars):
        if atom[0] != "tr" or power < 1 or isinstance(atom[1], str):
            continue
        fewer = ((atom, power - 1),) if power > 1 else ()
        others = (*scalars[:place], *fewer, *scalars[place + 1 :])
        for inner in rotations(atom[1]):
            poly, used = system.reduced({inner: Fraction(1)})
            if used and all(order(rotation(w)) < order(atom[1]) for w in poly):
                proof += [multiple(weight * c, others, u, g, v, word) for c, u, g, v in used]
                return _traces(algebra, poly, inner, others, word, weight)
    return None


def _traces(algebra: Algebra, poly: Poly, like: Any, others: Any, word: Any, weight: Fraction) -> Element:
    """weight · others · tr(poly) · word; an identity in it has the size at which `like` begins."""
    found: Element = {}
    for w, x in poly.items():
        more, factor = (algebra.trace(w), Fraction(1)) if w else algebra.identity_trace(like)
        found = e_plus(found, {(joined(others, more), word): weight * x * factor})
    return found


def _without(element: Element, key: Any) -> Element:
    return {k: x for k, x in element.items() if k != key}


def multiple(weight: Fraction, scalars: Any, u: Any, g: int, v: Any, outside: Any) -> dict[str, Any]:
    return {"weight": weight, "scalars": scalars, "left": u, "generator": g, "right": v, "trace of": outside}


def check_words(statement: Statement, certificate: Mapping[str, Any]) -> bool:
    """left − right − Σ multiples = 0, by multiplying out alone."""
    relations = [(x, y) for x, y in certificate["relations"]]
    algebra, generators, difference = _reading(statement, relations)
    if difference is None:
        return False
    for each in certificate["proof"]:
        product = {each["left"] + w + each["right"]: x for w, x in generators[each["generator"]].items()}
        if each["trace of"] is None:
            part = algebra.cut({(each["scalars"], w): x for w, x in product.items()})
        else:
            like = max(product, key=order)
            part = _traces(algebra, product, like, each["scalars"], each["trace of"], Fraction(1))
        difference = e_plus(difference, part, -each["weight"])
    return not difference


# ---- points -----------------------------------------------------------------------------------------

SIZES = (2, 3, 1, 4)


def difference_point(statement: Statement, low: Pointwise) -> tuple[dict[str, Any] | None, bool]:
    """(a point at which both sides have values and differ, whether both had values at some point)."""
    seen = False
    for place, (sizes, point) in enumerate(islice(points(statement, low), 14)):
        work = Exact(low, sizes, point)
        try:
            left, right = work.value(statement.left), work.value(statement.right)
            if not holds(statement.context, work):
                continue
        except NoValue:
            seen = seen or has_values(statement, Exact(low, sizes, point, roots=True))
            continue
        seen = True
        if left != right and not (statement.right is b.ZERO and not any(x for row in left for x in row)):
            return {"sizes": dict(sizes), "point": dict(point), "left": left, "right": right}, True
        if place >= 7:
            break
    return None, seen


def has_values(statement: Statement, work: Exact) -> bool:
    """Whether both sides exist at the point, norms taken near their values, and what is assumed holds."""
    try:
        work.value(statement.left)
        work.value(statement.right)
        return holds(statement.context, work)
    except NoValue:
        return False


def holds(context: Context, work: Exact) -> bool:
    """Whether the assumed equations hold at the point."""
    return all(work.value(a.args[0]) == work.value(a.args[1]) for a in context.assumptions if a.head == "eq")


def points(statement: Statement, low: Pointwise) -> Iterator[tuple[dict[str, int], dict[str, Table]]]:
    """Dense rational points, sizes different from each other; nilpotent ones where exp of a matrix stands."""
    names = list(_letters(statement))
    axes = {n: low.context.letters[n].axes if n in low.context.letters else () for n in names}
    size_names = list(dict.fromkeys(s for shape in axes.values() for size in shape for s in letters(size)))
    size_names += [n for n in names if n in low.context.letters and low.context.letters[n].role == "size"]
    size_names = list(dict.fromkeys(size_names))
    nilpotent = any(e.head == "expm" for e in postorder(statement.left, statement.right))
    random = Random(20)
    orders = list(permutations(SIZES, min(len(size_names), 4)))[:8]
    for round_ in range(16):
        chosen = orders[round_ % len(orders)]
        sizes = {n: chosen[k % len(chosen)] for k, n in enumerate(size_names)}
        work = Exact(low, sizes, {})
        point = {}
        for name in names:
            if name not in size_names:
                rows, columns = work.extent(axes[name])
                point[name] = _dense(random, rows, columns, nilpotent and rows == columns)
        for name in symmetric(statement.context):
            if name in point:
                point[name] = [
                    [point[name][min(i, j)][max(i, j)] for j in range(len(row))]
                    for i, row in enumerate(point[name])
                ]
        yield sizes, point


def symmetric(context: Context) -> list[str]:
    """The letters A that are assumed to be Aᵀ."""
    pairs = [a.args for a in context.assumptions if a.head == "eq"]
    return [x.value for p in pairs for x, y in (p, p[::-1]) if x.head == "sym" and y is node("transpose", x)]


def _dense(random: Random, rows: int, columns: int, nilpotent: bool) -> Table:
    table = [
        [
            Fraction(random.choice((-1, 1)) * random.randint(1, 9), random.randint(1, 3))
            for _ in range(columns)
        ]
        for _ in range(rows)
    ]
    if nilpotent and rows > 1:
        return [
            [x if random.random() < 2 and j > i else Fraction(0) for j, x in enumerate(row)]
            for i, row in enumerate(table)
        ]
    return table


# ---- conditions -------------------------------------------------------------------------------------


def _conditional(
    statement: Statement, point: dict[str, Any], pointwise: Callable[[Statement], Any] | None
) -> MatrixVerdict:
    """False as it stands; true when a matrix is symmetric, or two commute."""
    refuted = {"kind": "point", **point}
    for relation in conditions(statement):
        if _proved_under(statement, relation):
            proof = prove_by_words(statement, [*declared(statement), relation])
            certificate = {"kind": "conditional", "refutation": refuted, "proof": proof}
            reason = "false as it stands, true under the condition"
            return MatrixVerdict("conditional", certificate, reason, (b.eq(*relation),))
    return MatrixVerdict("refuted", refuted, "the two sides differ at a point of exact entries")


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
        for s in _letters(statement).values()
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
    "e_times",
    "has_arrays",
    "prove_by_words",
]
