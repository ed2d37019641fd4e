"""What is offered to the kernel for what was found: verdicts with certificates, the best first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from derive.engine.tensors.counterexamples import points, with_missing, witness
from derive.engine.tensors.exact import Exact
from derive.engine.tensors.gated import BITS, ROOTED
from derive.engine.tensors.identities import (
    MatrixVerdict,
    plain_letters,
)
from derive.engine.tensors.lower import Pointwise
from derive.engine.tensors.opened import opened
from derive.engine.tensors.plain_points import plain_point
from derive.engine.tensors.shown_points import as_text, counterexample, point_data, said_table
from derive.engine.tensors.word_proofs import for_kernel
from derive.errors import DeriveError
from derive.expressions.expr import Expr, postorder
from derive.records.statement import Statement
from derive.records.verdict import Counterexample, Verdict

Offers = list[tuple[Verdict, Mapping[str, Any]]]
FEW = 3
NUMBERS = "both sides have the same value at random matrices of every size needed"


def offers(statement: Statement, ready: Statement, found: MatrixVerdict, plainest: bool) -> Offers:
    """Verdicts with certificates, one after another, until the kernel accepts one.

    plainest   whether a counterexample is looked for that a person would give
    """
    certificate = found.certificate
    kind = certificate.get("kind")
    verdict = Verdict(found.word, method="matrices", reason=found.reason, explanation=(found.reason,))
    if kind == "shapes":
        return [(replace(verdict, method="shapes"), {"kind": "array shapes"})]
    if kind == "point":
        at_points = [plain_point(ready, certificate), certificate] if plainest else [certificate]
        examples = [(counterexample(at), point_data(at)) for at in at_points]
        if not _is_rational(opened(statement)):
            examples += [(x, {**data, "bits": BITS}) for x, data in examples]
        return [(replace(verdict, method="point", counterexample=x), data) for x, data in examples]
    if kind == "conditional":
        return _conditional(verdict, statement, ready, found)
    if kind == "words":
        return [(verdict, each) for each in proofs(statement, ready, certificate)]
    made: Offers = []
    if found.word in ("undecided", "proved") and statement.relation == "eq" and plain_letters(ready):
        plain = Verdict("proved", method="matrices", reason=NUMBERS, explanation=(NUMBERS,))
        made = [(plain, each) for each in proofs(statement, ready, None)]
        made += _points(statement, ready) if _is_open(ready) else []
    if kind == "entries" and found.word != "undecided":
        inner = certificate["verdict"]
        told = replace(inner, method=f"entries, {inner.method}")
        made.insert(0, (told, {"kind": "array entries", "entry": inner_certificate(inner)}))
    return made


def _is_rational(statement: Statement) -> bool:
    """Whether no logarithm or root stands in the sides: below a derivative one has no rational value."""
    return not any(e.head in ROOTED for e in postorder(statement.left, statement.right))


def inner_certificate(verdict: Verdict) -> dict[str, Any]:
    return {k: v for k, v in (verdict.certificate or {}).items() if k not in ("seal", "statement")}


def proofs(statement: Statement, ready: Statement, words: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """A proof by words, or one without multiples of anything; a point at which both sides have values."""
    if _is_open(ready):
        found = list(islice(points(ready, Pointwise(ready.context)), FEW))
    else:
        at = witness(ready, Pointwise(ready.context))
        found = [] if at is None else [(at["sizes"], at["point"])]
    offers = []
    for sizes, point in found:
        at = with_missing({"sizes": sizes, "point": point}, opened(statement))
        base = {"kind": "arrays", "witness": {"sizes": at["sizes"], "point": as_text(at["point"])}}
        offers.append(base if words is None else {**base, **for_kernel(ready, words)})
    return offers


def _is_open(statement: Statement) -> bool:
    """Whether a derivative is left that has no closed form: then the kernel alone looks at points."""
    return any(e.head == "deriv" for e in postorder(statement.left, statement.right))


def _points(statement: Statement, ready: Statement) -> Offers:
    """Points at which the two sides may differ."""
    found = [{"sizes": s, "point": p} for s, p in islice(points(ready, Pointwise(ready.context)), FEW)]
    reason = "the two sides differ at a point of exact entries"
    sides = (opened(statement).left, opened(statement).right)
    offers: Offers = []
    for each in found:
        at = with_missing(each, opened(statement))
        shown = {name: said_table(table) for name, table in at["point"].items()}
        sizes = {n: str(v) for n, v in at["sizes"].items()}
        example = Counterexample({**sizes, **shown}, *(_value(side, ready, at) for side in sides))
        told = Verdict("refuted", method="point", reason=reason, counterexample=example)
        offers.append((told, point_data(at)))
    return offers


def _value(side: Expr, ready: Statement, at: Mapping[str, Any]) -> str:
    """The value as it is shown; of a derivative without a closed form the kernel alone knows it."""
    try:
        return said_table(Exact(Pointwise(ready.context), at["sizes"], at["point"]).value(side))
    except DeriveError:
        return "another value"


def _conditional(verdict: Verdict, statement: Statement, ready: Statement, found: MatrixVerdict) -> Offers:
    certificate = found.certificate
    stronger = replace(ready, context=ready.context.assuming(*found.holds_if))
    proof = {**certificate["proof"], "relations": [tuple(pair) for pair in certificate["proof"]["relations"]]}
    point = plain_point(ready, with_missing(dict(certificate["refutation"]), opened(statement)))
    refutation = point_data(point)
    told = replace(verdict, holds_if=found.holds_if, counterexample=counterexample(point))
    refuted = Verdict(
        "refuted", method="point", reason="the two sides differ at a point of exact entries",
        counterexample=told.counterexample,
    )  # fmt: skip
    offers: Offers = []
    for each in proofs(statement, stronger, proof):
        data = {
            "kind": "array conditional", "refutation": refutation, "holds_if": list(found.holds_if),
            "proof": each,
        }  # fmt: skip
        offers.append((told, data))
    return [*offers, (refuted, refutation)]
