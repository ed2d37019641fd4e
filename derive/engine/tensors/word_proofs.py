"""Proofs by words: left − right as a sum of multiples of what is 0.

left − right = Σ c s · u g v for the generators g, and inside a trace up to rotation. `check_words` adds them
up again; `for_kernel` writes them as expressions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from derive.engine.tensors.algebra import e_plus
from derive.engine.tensors.lower import Pointwise
from derive.engine.tensors.trees import scalar_tree, word_factors
from derive.engine.tensors.word_reading import read_words
from derive.engine.tensors.word_reductions import reduced, traces
from derive.engine.tensors.words import (
    between,
    completed,
    order,
)
from derive.expressions import build as b
from derive.expressions.expr import Expr, node
from derive.records.statement import Statement


def prove_by_words(statement: Statement, relations: list[tuple[Expr, Expr]]) -> dict[str, Any] | None:
    """The certificate that left − right is in the ideal, or None."""
    reading = read_words(statement, relations)
    if reading.difference is None:
        return None
    words = [{} if k in reading.numbers else g for k, g in enumerate(reading.generators)]
    rest, proof = reduced(reading.difference, completed(words), reading)
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
    return [kind, places[given] if kind in ("assumed", "assumed square") else given]


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
        if each["generator"] in reading.numbers:
            part = between(each["scalars"], each["left"], generators[each["generator"]], ())
            difference = e_plus(difference, part, -each["weight"])
            continue
        product = between((), each["left"], generators[each["generator"]], each["right"])
        if each["trace of"] is None:
            part = algebra.cut(between(each["scalars"], (), product, ()))
        else:
            like = max((w for _, w in product), key=order)
            part = traces(algebra, product, like, each["scalars"], each["trace of"], Fraction(1))
        difference = e_plus(difference, part, -each["weight"])
    return not difference
