"""False statements about arrays, and certificates that would prove them if a check were left out."""

from __future__ import annotations

from typing import Any

import pytest

from derive.engine.certify import as_data, sealed
from derive.engine.kernel import recheck
from derive.expressions.build import ZERO, add, div, eq, neg, num, sub, sym
from derive.expressions.expr import node
from derive.records.statement import Statement
from tests.tensors.support import functions, judged, read, shaped

FALSE = [
    ("c^(n*n)*exp(x)", "c^(3*n-2)*exp(x)", "x: n; c:"),  # n² is 3n − 2 at n = 1 and 2
    ("c^(n*n-3*n+3)*exp(x)", "c*exp(x)", "x: n; c:"),
    ("c^(n*n)*tanh(x)", "c^(3*n-2)*tanh(x)", "x: n; c:"),
    ("c^m*A", "c^n*A", "A: m,n; c:"),
    ("c^n*x", "c^2*x", "x: n; c:"),
    ("det(c*A)", "c*det(A)", "A: n,n; c:"),
]


@pytest.mark.parametrize(("left", "right", "shapes"), FALSE, ids=[f[0] for f in FALSE])
def test_powers_of_sizes(left: str, right: str, shapes: str) -> None:
    context = shaped(shapes)
    statement = Statement(read(left, context), read(right, context), context)
    assert judged(statement).verdict in ("refuted", "conditional")
    witness = {"sizes": dict.fromkeys("mn", 1), "point": {}}
    for gates in (False, True):
        data = {"kind": "arrays", "witness": witness, "gates": gates}
        assert not recheck(statement, functions(), sealed(as_data(data), statement)).accepted


A, C = sym("A"), sym("c")
TRACE = node("trace", A)
MATRIX = {"A": [["1", "2"], ["3", "-1"]]}


def multiple(generator: list[Any], scalars: list[Any]) -> dict[str, Any]:
    return {
        "weight": "-1", "scalars": scalars, "left": [], "generator": generator, "right": [A], "outside": None
    }  # fmt: skip


SCALED = read("c*A", shaped("A: n,n; c:"))
OVER_ZERO = div(num(1), sub(TRACE, ZERO))
FORGED = [
    ("A", "2*A", (), {"multiples": [multiple(["right inverse", add(A, neg(A))], [])]}),
    ("A", "2*A", (eq(TRACE, ZERO),), {"multiples": [multiple(["assumed", "0"], [OVER_ZERO])]}),
    (
        "det(c*A)",
        "c*det(A)",
        (),
        {"dets": [{"kind": "product", "parts": [SCALED, C, A], "multiples": []}]},
    ),
]


@pytest.mark.parametrize(("left", "right", "assumed", "data"), FORGED, ids=["inverse", "division", "product"])
def test_multiples_of_what_need_not_exist(left: str, right: str, assumed: Any, data: dict[str, Any]) -> None:
    context = shaped("A: n,n; c:").assuming(*assumed)
    statement = Statement(read(left, context), read(right, context), context)
    witness = {"sizes": {"n": 2}, "point": {**MATRIX, "c": [["2"]]}}
    forged = as_data({"kind": "arrays", "witness": witness, **data})
    found = recheck(statement, functions(), sealed(forged, statement))
    assert not found.accepted
    assert any(word in found.reason for word in ("need not", "not square")), found.reason


def test_a_refutation_is_no_proof_under_a_condition() -> None:
    context = shaped("A: n,n")
    statement = Statement(node("transpose", A), A, context)
    point = {"kind": "array point", "sizes": {"n": 2}, "point": MATRIX}
    data = {"kind": "array conditional", "holds_if": [eq(TRACE, ZERO)], "refutation": point, "proof": point}
    assert not recheck(statement, functions(), sealed(as_data(data), statement)).accepted
