"""What tests of false statements share: statements, certificates, and that the kernel refuses them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from derive.engine.certify import as_data, sealed
from derive.engine.kernel import recheck
from derive.engine.kernel.reduced import premises
from derive.engine.kernel.unfold import Reject
from derive.engine.prove import decide
from derive.expressions.build import sym
from derive.expressions.expr import Expr
from derive.read import read_relation
from derive.records.statement import Statement
from derive.registry import load_registry
from tests.prover.statements import context
from tests.prover.statements import statement as plain

FUNCTIONS = load_registry().functions
WITNESS = {
    "x": "2", "y": "1", "n": "2", "m": "1", "i": "1", "k": "1", "X": ["1", "2"], "Y": ["1", "1"],
}  # fmt: skip
x, n = sym("x"), sym("n")
Certificate = dict[str, Any]


def stated(text: str, *assumptions: str) -> Statement:
    return plain(text, assumptions, FUNCTIONS)


def relation(text: str) -> Expr:
    return read_relation(text, context(), FUNCTIONS).expr


def tree(text: str) -> Expr:
    return relation(f"{text} = 0").args[0]


def assert_refused(asked: Statement, *certificates: Certificate) -> None:
    assert decide(asked, FUNCTIONS).verdict != "proved"
    for each in certificates:
        found = recheck(asked, FUNCTIONS, sealed(as_data(each), asked))
        assert not found.accepted, found.guarantee


def values(kind: str = "field", conditions: Iterable[str] = (), **fields: Any) -> Certificate:
    listed = [relation(c) for c in conditions]
    return {"kind": kind, "factors": [], "assumed": [], "conditions": listed, "witness": WITNESS, **fields}


def both(*conditions: str) -> list[Certificate]:
    return [values(kind, conditions) for kind in ("field", "indexed")]


def proof_of(premise: Statement) -> Certificate:
    found = decide(premise, FUNCTIONS).certificate or {"kind": "field"}
    return {k: w for k, w in found.items() if k not in ("seal", "statement")}


def by(asked: Statement, rule: str, *conditions: str, **data: Any) -> list[Certificate]:
    """The certificate by a rule with a proof of each premise; none where the rule refuses already."""
    given = as_data({"rule": rule, "conditions": [relation(c) for c in conditions], **data})
    try:
        proofs = [proof_of(each) for each in premises(asked, given)]
    except Reject:
        proofs = [values()]
    return [{"kind": "reduced", **given, "witness": WITNESS | {"n": "1"}, "proofs": proofs}]
