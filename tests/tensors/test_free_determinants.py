"""Determinants of matrices of which nothing else is said are numbers of their own."""

from __future__ import annotations

import pytest

from derive.engine.certify import as_data, sealed
from derive.engine.kernel import recheck
from derive.expressions.build import eq
from derive.expressions.expr import node
from derive.records.statement import Statement
from tests.tensors.support import functions, judged, read, shaped

SQUARE = "A: n,n; B: n,n; c:"
STATEMENTS = [
    ("log(det(A@B))", "log(det(A)) + log(det(B))", "proved"),
    ("log(det(A^(-1)))", "-log(det(A))", "proved"),
    ("log(det(A@A))", "2*log(sqrt(det(A)^2))", "proved"),
    ("sqrt(det(A.T@A))", "abs(det(A))", "proved"),
    ("abs(det(A@B))", "abs(det(B))*abs(det(A))", "proved"),
    ("log(det(exp(c)*A))", "n*c + log(det(A))", "proved"),
    ("max(det(A), 0)", "relu(det(A.T))", "proved"),
    ("sqrt(det(A)^2)", "det(A)", "conditional"),
    ("log(det(A)^2)", "2*log(det(A)) + 1", "refuted"),
    ("log(det(2*A))", "log(2) + log(det(A))", "refuted"),
]


@pytest.mark.parametrize(("left", "right", "verdict"), STATEMENTS)
def test_verdict(left: str, right: str, verdict: str) -> None:
    context = shaped(SQUARE)
    found = judged(Statement(read(left, context), read(right, context), context))
    assert found.verdict == verdict
    if verdict != "proved":
        assert found.counterexample is not None
        assert not any(name.startswith("det_") for name in found.counterexample.point)


VALUES = {"det_A": "2", "n": "1"}
NUMBERS = {"kind": "field", "factors": [], "assumed": [], "conditions": [], "witness": VALUES}
POINT = {"kind": "point", "values": {"det_A": "3", "n": "2"}, "bits": 64}


@pytest.mark.parametrize(
    ("left", "right", "assumed", "inner"),
    [
        ("log(det(A))*trace(A)", "log(det(A))*trace(A)", (), NUMBERS),  # A stands elsewhere too
        ("log(det(A - A))", "log(det(A - A))", (), NUMBERS),  # no matrix of its own
        ("log(det(hadamard(A, A)))", "log(det(hadamard(A, A)))", (), NUMBERS),
        ("log(det(x@x.T))", "log(det(x@x.T))", (), NUMBERS),
        ("det(A)^2", "1", ("A@A.T", "identity(n)"), POINT),  # what is assumed of A says something of det A
    ],
)
def test_determinants_that_are_not_free(
    left: str, right: str, assumed: tuple[str, ...], inner: object
) -> None:
    context = shaped("A: n,n; x: n")
    if assumed:
        context = context.assuming(eq(*(read(side, context) for side in assumed)))
    statement = Statement(read(left, context), read(right, context), context)
    certificate = as_data({"kind": "array determinants", "numbers": inner})
    assert not recheck(statement, functions(), sealed(certificate, statement)).accepted


def test_a_derivative_by_the_matrix_is_none_by_its_determinant() -> None:
    context = shaped("A: n,n")
    gradient = node("deriv", read("log(det(A))", context), read("A", context))
    statement = Statement(gradient, read("0*A", context), context)
    certificate = as_data({"kind": "array determinants", "numbers": NUMBERS})
    assert not recheck(statement, functions(), sealed(certificate, statement)).accepted
