"""Proofs by words: left − right as a sum of multiples of what is 0.

The generators are M P − 1 for every inverse P of M, and the declared relations: left − right = Σ c s · u g v,
and inside a trace up to rotation. `check_words` adds them up again; `for_kernel` writes them as expressions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from derive.engine.tensors.algebra import Algebra, Element, e_plus, joined, only_words, rotation, rotations
from derive.engine.tensors.heads import RULES
from derive.engine.tensors.lower import Pointwise
from derive.engine.tensors.trees import scalar_tree, word_factors
from derive.engine.tensors.words import Poly, Rewriting, completed, order, transposed
from derive.errors import DeriveError, VacuousAssumptions
from derive.expressions import build as b
from derive.expressions.expr import Expr, node, postorder
from derive.notation.shapes import same_size
from derive.records.statement import Statement


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


@dataclass(frozen=True)
class Reading:
    """The difference of the sides, and what is 0; `described` says what each generator is."""

    algebra: Algebra
    generators: list[Poly]
    described: list[list[object]]
    difference: Element | None
    cleared: tuple[Expr, ...] = ()


def prove_by_words(statement: Statement, relations: list[tuple[Expr, Expr]]) -> dict[str, Any] | None:
    """The certificate that left − right is in the ideal, or None."""
    reading = read_words(statement, relations)
    if reading.difference is None:
        return None
    system = completed(reading.generators)
    rest, proof = reduced(reading.difference, system, reading.algebra)
    if not rest:
        return {"kind": "words", "relations": [list(r) for r in relations], "proof": proof}
    other = _as_inverse(statement)
    inner = prove_by_words(other, relations) if other is not None else None
    return None if inner is None else {**inner, "inverse": True}


def _as_inverse(statement: Statement) -> Statement | None:
    """M R = 1 for the statement M⁻¹ = R."""
    for p, r in ((statement.left, statement.right), (statement.right, statement.left)):
        if p.head == "inverse":
            one = node("identity", Pointwise(statement.context).shape(p)[0])
            return replace(statement, left=node("matmul", p.args[0], r), right=one)
    return None


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
                poly = only_words(e_plus(algebra.element(x), algebra.element(y), Fraction(-1)))
                if poly:
                    generators += [poly, transposed(poly)]
                    described += [[kind, place], ["turned", [kind, place]]]
    except VacuousAssumptions:
        raise
    except DeriveError:
        return Reading(algebra, [], [], None)
    difference, used = algebra.cleared(difference)
    generators, described = [*algebra.generators, *generators], [*algebra.described, *described]
    return Reading(algebra, generators, described, difference, tuple(algebra.origins[n] for n in used))


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


def for_kernel(statement: Statement, certificate: Mapping[str, Any]) -> dict[str, Any]:
    """The multiples and the laws of determinants as expressions.

    P − R = (P M − 1) R − P (M R − 1) for the inverse P of M.
    """
    other = _as_inverse(statement) if certificate.get("inverse") else None
    if other is None:
        return _multiples(statement, certificate)
    inner = _multiples(other, certificate)
    m, r = other.left.args
    p = statement.left if statement.left.head == "inverse" else statement.right
    sign = 1 if p is statement.left else -1
    moved = [
        {**x, "weight": str(-sign * Fraction(x["weight"])), "left": [p, *x["left"]]}
        for x in inner["multiples"]
    ]
    first = {
        "weight": str(sign), "scalars": [], "left": [], "right": [r], "generator": ["left inverse", m],
        "outside": None,
    }  # fmt: skip
    return {"multiples": [first, *moved], "dets": inner["dets"]}


def _multiples(statement: Statement, certificate: Mapping[str, Any]) -> dict[str, Any]:
    relations = [(x, y) for x, y in certificate["relations"]]
    reading = read_words(statement, relations)
    work = reading.algebra
    assumed = [a for a in statement.context.assumptions if a.head == "eq"]
    places = {k: assumed.index(b.eq(*pair)) for k, pair in enumerate(relations)}
    under = [b.power(q, b.MINUS_ONE) for q in reading.cleared]
    multiples = []
    for each in certificate["proof"]:
        outside = each["trace of"]
        multiples.append({
            "weight": str(each["weight"]), "scalars": [*scalar_tree(work, each["scalars"]), *under],
            "left": word_factors(work, each["left"]), "right": word_factors(work, each["right"]),
            "generator": placed(reading.described[each["generator"]], places),
            "outside": None if outside is None else word_factors(work, outside),
        })  # fmt: skip
    return {"multiples": multiples, "dets": work.laws}


def placed(described: list[Any], places: Mapping[int, int]) -> list[Any]:
    """The relation by its place among the assumptions."""
    kind, given = described
    if kind == "turned":
        return [kind, placed(given, places)]
    return [kind, places[given] if kind.startswith("assumed") else given]


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
    other = _as_inverse(statement) if certificate.get("inverse") else None
    if other is not None:
        return check_words(other, {**certificate, "inverse": False})
    relations = [(x, y) for x, y in certificate["relations"]]
    reading = read_words(statement, relations)
    algebra, generators, difference = reading.algebra, reading.generators, reading.difference
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
