"""Gates as letters and points in balls: what the kernel confirms, and certificates that it must refuse."""

from __future__ import annotations

from typing import Any

import pytest

from derive.engine.certify import as_data, sealed
from derive.engine.kernel import recheck
from derive.engine.tensors.gated import Trials
from derive.engine.tensors.opened import opened
from derive.expressions.build import eq
from derive.records.statement import Statement
from tests.tensors.support import functions, judged, read, shaped

T = "tanh(x)"
POWER_SUMS = f"total({T})^2 - total({T}*{T})"  # 0 at n = 1 alone
THIRD = f"total({T})^3 - 3*total({T})*total({T}*{T}) + 2*total({T}*{T}*{T})"  # 0 at n = 1 and 2 alone
FALSE = [
    (POWER_SUMS, "0", "x: n"),
    (THIRD, "0", "x: n"),
    (f"D({POWER_SUMS}, x)", "0*x", "x: n"),
    (f"D({THIRD}, x)", "0*x", "x: n"),
    ("trace(tanh(X)@tanh(X))", "trace(tanh(X))^2", "X: n,n"),
    ("trace(tanh(X))", "total(tanh(X))", "X: n,n"),
    ("D(trace(tanh(X)@tanh(X)), X)", "2*tanh(X)*(1 - tanh(X)^2)", "X: n,n"),
    ("D(norm(x)^3, x)", "3*norm(x)^2*x", "x: n"),
    ("D(total(exp(A@B)), A)", "exp(A@B)@B.T + B", "A: n,n; B: n,n"),
    ("D(log(total(exp(x))), x)", "exp(x)", "x: n"),
]
TRUE = [
    ("D(trace(tanh(X)@tanh(X)), X)", "2*(tanh(X).T)*(1 - tanh(X)^2)", "X: n,n"),
    ("D(total(exp(A@B)), A)", "exp(A@B)@B.T", "A: n,m; B: m,p"),
    ("D(log(total(exp(x))), x)", "softmax(x)", "x: n"),
    ("D(softmax(x), x)", "diag(softmax(x)) - outer(softmax(x), softmax(x))", "x: n"),
    ("D(norm(x)^3, x)", "3*norm(x)*x", "x: n"),
    ("D(total(silu(W@x)), W)", "outer(sigma(W@x) + (W@x)*sigma(W@x)*(1 - sigma(W@x)), x)", "W: m,n; x: n"),
    ("D(dot(y, log(softmax(W@x))), W)", "outer(y - total(y)*softmax(W@x), x)", "W: m,n; y: m; x: n"),
    ("D(sqrt(1 + dot(x, x)), x)", "x/sqrt(1 + dot(x, x))", "x: n"),
]


def statement_of(left: str, right: str, shapes: str) -> Statement:
    context = shaped(shapes)
    return Statement(read(left, context), read(right, context), context)


def forged(statement: Statement, **change: Any) -> bool:
    """Whether the kernel accepts the certificate made by hand."""
    at = {**next(Trials(opened(statement), functions()).points()), **change.pop("at", {})}
    certificates = {
        "proof": {"kind": "arrays", "gates": True, "witness": at},
        "point": {"kind": "array point", **at},
    }
    data = {**certificates[change.pop("kind")], **change}
    return recheck(statement, functions(), sealed(as_data(data), statement)).accepted


@pytest.mark.parametrize(("left", "right", "shapes"), TRUE)
def test_true_ones_are_proved_and_not_refuted(left: str, right: str, shapes: str) -> None:
    statement = statement_of(left, right, shapes)
    assert judged(statement).verdict == "proved"
    assert forged(statement, kind="proof")
    assert not forged(statement, kind="point")


@pytest.mark.parametrize(("left", "right", "shapes"), FALSE)
def test_false_ones_are_refuted_and_not_proved(left: str, right: str, shapes: str) -> None:
    statement = statement_of(left, right, shapes)
    assert judged(statement).verdict == "refuted"
    assert not forged(statement, kind="proof")


@pytest.mark.parametrize("bits", [8, 10**6, "x", None])
def test_a_precision_out_of_range_is_refused(bits: Any) -> None:
    assert not forged(statement_of(*FALSE[-1]), kind="point", bits=bits)


def test_a_gate_says_nothing_about_its_argument() -> None:
    """1 − σ(u) = σ(−u) is an identity of values, not of gates."""
    statement = statement_of("total(1 - sigma(x))", "total(sigma(-x))", "x: n")
    assert not forged(statement, kind="proof")
    assert judged(statement).verdict == "proved"


def test_a_point_off_the_domain_refutes_nothing() -> None:
    """log x + log(−x) has no value anywhere, √x none at x < 0."""
    statement = statement_of("total(log(x))", "total(log(x)) + 1", "x: n")
    point = {"x": [["-1"], ["1/2"]]}
    assert not forged(statement, kind="point", at={"point": point, "sizes": {"n": 2}})
    assert forged(statement, kind="point", at={"point": {"x": [["1"], ["1/2"]]}, "sizes": {"n": 2}})


def test_a_slope_is_not_taken_without_the_value() -> None:
    """d log u = u′/u where log u has a value: not at u < 0."""
    statement = statement_of("D(total(log(x)), x)", "x - x", "x: n")
    assert not forged(statement, kind="point", at={"point": {"x": [["-1"]]}, "sizes": {"n": 1}})


def test_what_is_assumed_must_hold_at_the_point() -> None:
    context = shaped("A: n,n; x: n")
    equal = read("A.T", context), read("A", context)
    told = context.assuming(eq(*equal))
    sides = read("D(total(tanh(A@x)), x)", told), read("A@(1 - tanh(A@x)^2)", told)
    statement = Statement(*sides, told)
    assert judged(statement).verdict == "proved"
    point = {"A": [["1", "2"], ["1/2", "1"]], "x": [["1"], ["1/3"]]}
    assert not forged(statement, kind="point", at={"point": point, "sizes": {"n": 2}})


def test_a_symmetric_matrix_is_a_condition() -> None:
    found = judged(statement_of("D(total(tanh(A@x)), x)", "A@(1 - tanh(A@x)^2)", "A: n,n; x: n"))
    assert found.verdict == "conditional"
    assert [c.head for c in found.holds_if] == ["eq"]


def test_sums_to_one_stay_a_condition() -> None:
    found = judged(statement_of("D(dot(y, log(softmax(x))), x)", "y - softmax(x)", "x: n; y: n"))
    assert found.verdict == "conditional"
