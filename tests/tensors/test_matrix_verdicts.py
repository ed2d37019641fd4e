"""Statements between whole arrays through the one door: verdict, certificate, and the kernel's word on it.

Identities of the kind that The Matrix Cookbook (Petersen & Pedersen 2012) collects, true ones and the
mistakes people make with them: transposes left out, products exchanged, a power of n forgotten.
"""

from __future__ import annotations

import pytest

from derive.engine.kernel import recheck
from derive.engine.prove import decide
from derive.expressions.build import eq
from derive.expressions.data import seal
from derive.notation.context import Context, Definition
from derive.records.statement import Statement
from derive.records.verdict import Verdict
from tests.tensors.support import functions, read, shaped

S = (
    "A: n,n; B: n,n; C: m,m; E: n,n; Q: n,n; U: n,m; V: m,n; W: m,n; X: m,n; Y: m,n; "
    "x: n; y: n; v: n; w: n; z: m; c: real"
)

IDENTITIES = [
    ("tr(A @ B)", "tr(B @ A)", "proved"),
    ("tr(A @ B @ E)", "tr(E @ A @ B)", "proved"),
    ("tr(A @ B @ E)", "tr(B @ A @ E)", "refuted|conditional"),
    ("(A @ B).T", "B.T @ A.T", "proved"),
    ("(A @ B).T", "A.T @ B.T", "refuted|conditional"),
    ("inv(A @ B)", "inv(B) @ inv(A)", "proved"),
    ("inv(A @ B)", "inv(A) @ inv(B)", "refuted|conditional"),
    ("inv(A.T)", "inv(A).T", "proved"),
    ("inv(inv(A))", "A", "proved"),
    ("inv(A + U @ C @ V)", "inv(A) - inv(A) @ U @ inv(inv(C) + V @ inv(A) @ U) @ V @ inv(A)", "proved"),
    ("inv(A + x @ y.T)", "inv(A) - inv(A) @ x @ y.T @ inv(A)/(1 + y.T @ inv(A) @ x)", "proved"),
    ("inv(A + x @ y.T)", "inv(A) - inv(A) @ x @ y.T @ inv(A)/(1 - y.T @ inv(A) @ x)", "refuted"),
    ("det(A + x @ y.T)", "(1 + y.T @ inv(A) @ x)*det(A)", "proved"),
    ("det(A + U @ V)", "det(identity(m) + V @ inv(A) @ U)*det(A)", "proved"),
    ("det(identity(n) + x @ y.T)", "1 + x.T @ y", "proved"),
    ("det(c*A)", "c^n*det(A)", "proved"),
    ("det(c*A)", "c*det(A)", "refuted"),
    ("det(2*A)", "2^n*det(A)", "proved"),
    ("det(A @ B)", "det(A)*det(B)", "proved"),
    ("det(A + B)", "det(A) + det(B)", "refuted"),
    ("det(inv(A))", "1/det(A)", "proved"),
    ("det(A.T)", "det(A)", "proved"),
    ("det(A @ B @ inv(A))", "det(B)", "proved"),
    ("det(-A)", "-det(A)", "refuted"),
    ("det(identity(n) + U @ V)", "det(identity(m) + V @ U)", "proved"),
    ("tr(A.T @ B)", "total(hadamard(A, B))", "proved"),
    ("tr(A @ B)", "total(hadamard(A, B))", "refuted|conditional"),
    ("tr(A @ B.T)", "total(hadamard(A, B))", "proved"),
    ("hadamard(X, Y)", "hadamard(Y, X)", "proved"),
    ("hadamard(X, Y).T", "hadamard(X.T, Y.T)", "proved"),
    ("hadamard(A, B) @ E", "hadamard(A @ E, B @ E)", "refuted"),
    ("diag(x) @ A @ diag(y)", "hadamard(x @ y.T, A)", "proved"),
    ("diag(x) @ A", "A @ diag(x)", "refuted"),
    ("diag(x) @ y", "hadamard(x, y)", "proved"),
    ("x.T @ hadamard(A, B) @ y", "tr(diag(x) @ A @ diag(y) @ B.T)", "proved"),
    ("kron(A, C) @ kron(B, C)", "kron(A @ B, C @ C)", "proved"),
    ("tr(kron(A, C))", "tr(A)*tr(C)", "proved"),
    ("kron(A, C).T", "kron(A.T, C.T)", "proved"),
    ("kron(A, C)", "kron(C, A)", "refuted"),
    ("x.T @ A @ x", "x.T @ A.T @ x", "proved"),
    ("x.T @ A @ y", "x.T @ A.T @ y", "conditional"),
    ("(A + B) @ (A - B)", "A @ A - B @ B", "conditional"),
    ("(A+B) @ (A+B)", "A@A + 2*A@B + B@B", "conditional"),
    ("norm(W @ x - z)^2", "x.T @ W.T @ W @ x - 2*z.T @ W @ x + z.T @ z", "proved"),
    ("norm(x + y)^2", "norm(x)^2 + norm(y)^2", "refuted"),
    ("norm(x+y)^2 + norm(x-y)^2", "2*norm(x)^2 + 2*norm(y)^2", "proved"),
    ("norm(X, F)^2", "tr(X.T @ X)", "proved"),
    ("tr(A @ inv(A))", "n", "proved"),
    ("tr(identity(n))", "1", "refuted"),
    ("tr(x @ y.T)", "y.T @ x", "proved"),
    ("x @ y.T", "y @ x.T", "refuted"),
    ("inv(A) - inv(B)", "inv(A) @ (B - A) @ inv(B)", "proved"),
    ("inv(A + B)", "inv(A) + inv(B)", "refuted"),
    ("inv(identity(n) + U @ V) @ U", "U @ inv(identity(m) + V @ U)", "proved"),
    ("inv(identity(n) + A)", "identity(n) - inv(identity(n) + A) @ A", "proved"),
    ("A @ inv(identity(n) + B @ A)", "inv(identity(n) + A @ B) @ A", "proved"),
    ("D(log(det(A)), A)", "inv(A).T", "proved"),
    ("D(log(det(A)), A)", "inv(A)", "conditional"),
    ("D(tr(inv(A) @ B), A)", "-(inv(A) @ B @ inv(A)).T", "proved"),
    ("D(tr(inv(A) @ B), A)", "-inv(A) @ B @ inv(A)", "refuted"),
    ("D(norm(X @ x - z)^2, x)", "2*X.T @ (X @ x - z)", "proved"),
    ("D(norm(X @ x - z)^2, x)", "X.T @ (X @ x - z)", "refuted"),
    ("D(norm(X@x - z)^2, X)", "2*(X @ x - z) @ x.T", "proved"),
    ("D(x.T @ A @ x, x)", "(A + A.T) @ x", "proved"),
    ("D(x.T @ A @ x, x)", "2*A @ x", "conditional"),
    ("D(D(x.T @ A @ x, x), x)", "A + A.T", "proved"),
    ("D(det(A), A)", "det(A)*inv(A).T", "proved"),
    ("D(norm(X, F)^2, X)", "2*X", "proved"),
    ("D(norm(x), x)", "x/norm(x)", "proved"),
    ("D(norm(x), x)", "x/norm(x)^2", "refuted"),
    ("D(softmax(W @ x), x)", "(diag(softmax(W @ x)) - softmax(W @ x) @ softmax(W @ x).T) @ W", "proved"),
    ("D(softmax(W @ x + z), x)", "diag(softmax(W @ x + z)) @ W", "refuted"),
    ("D(sigma(W @ x), x)", "diag(hadamard(sigma(W @ x), 1 - sigma(W @ x))) @ W", "proved"),
    ("D(z.T @ tanh(W @ x), W)", "hadamard(z, 1 - tanh(W @ x)^2) @ x.T", "proved"),
    ("D(tr(X.T @ C @ X @ A), X)", "C @ X @ A + C.T @ X @ A.T", "proved"),
    ("D(tr(A @ A @ B), A)", "(A @ B + B @ A).T", "proved"),
    ("ones(n).T @ x", "total(x)", "proved"),
    ("x.T @ A @ x", "tr(A @ x @ x.T)", "proved"),
    ("A @ A.T", "A.T @ A", "refuted|conditional"),
    ("total(softmax(x))", "1", "proved"),
]  # fmt: skip

UNDER = [
    ("x.T @ A @ y", "y.T @ A @ x", ["A = A.T"], "proved"),
    ("D(x.T @ A @ x, x)", "2*A @ x", ["A = A.T"], "proved"),
    ("A @ B", "(A @ B).T", ["A = A.T", "B = B.T"], "refuted|conditional"),
    ("norm(Q @ x)^2", "norm(x)^2", ["Q.T @ Q = identity(n)"], "proved"),
    ("inv(Q)", "Q.T", ["Q.T @ Q = identity(n)"], "proved"),
    ("Q @ Q.T", "identity(n)", ["Q.T @ Q = identity(n)"], "proved"),
    ("Q", "Q.T", ["Q.T @ Q = identity(n)"], "refuted|conditional"),
    ("(identity(n) - A) @ (identity(n) - A)", "identity(n) - A", ["A @ A = A"], "proved"),
    ("A @ (identity(n) - A)", "zeros(n,n)", ["A @ A = A"], "proved"),
    ("A", "identity(n)", ["A @ A = A"], "refuted|conditional"),
    ("(A+B) @ (A-B)", "A@A - B@B", ["A @ B = B @ A"], "proved"),
    ("U.T @ U @ U.T", "U.T", ["U.T @ U = identity(m)"], "proved"),
    ("U @ U.T", "identity(n)", ["U.T @ U = identity(m)"], "refuted|conditional"),
    ("x.T @ A @ x", "0", ["A = -A.T"], "proved"),
    ("tr(A)", "0", ["A = -A.T"], "proved"),
]  # fmt: skip


def assuming(context: Context, *texts: str) -> Context:
    sides = [text.split(" = ") for text in texts]
    return context.assuming(*(eq(read(left, context), read(right, context)) for left, right in sides))


def verdict_on(left: str, right: str, context: Context) -> tuple[Statement, Verdict]:
    statement = Statement(read(left, context), read(right, context), context)
    return statement, decide(statement, functions())


def assert_rechecked(statement: Statement, verdict: Verdict) -> None:
    assert verdict.certificate is not None
    assert recheck(statement, functions(), verdict.certificate).accepted


@pytest.mark.parametrize(
    ("left", "right", "wanted"), IDENTITIES, ids=[f"{a} = {c}" for a, c, _ in IDENTITIES]
)
def test_an_identity(left: str, right: str, wanted: str) -> None:
    statement, verdict = verdict_on(left, right, shaped(S))
    assert verdict.verdict in wanted.split("|"), verdict.reason
    assert_rechecked(statement, verdict)


@pytest.mark.parametrize(
    ("left", "right", "assumed", "wanted"), UNDER, ids=[f"{a} = {c}, {', '.join(s)}" for a, c, s, _ in UNDER]
)
def test_an_identity_under_assumptions(left: str, right: str, assumed: list[str], wanted: str) -> None:
    statement, verdict = verdict_on(left, right, assuming(shaped(S), *assumed))
    assert verdict.verdict in wanted.split("|"), verdict.reason
    assert_rechecked(statement, verdict)


def test_a_counterexample_names_the_sizes_and_the_matrices() -> None:
    _, verdict = verdict_on("A @ B.T", "A.T @ B", shaped(S))
    found = verdict.counterexample
    assert found is not None
    assert int(found.point["n"]) in range(1, 5)
    assert found.point["A"].startswith("[[")
    assert found.left != found.right


def test_the_conditions_of_an_inverse_are_listed() -> None:
    context = shaped(S)
    _, verdict = verdict_on("inv(A @ B)", "inv(B) @ inv(A)", context)
    dets = [f"det({m})" for m in ("A @ B", "B", "A")]
    assert [c.args[0] for c in verdict.conditions] == [read(d, context) for d in dets]


LATE = [  # they hold for the smallest sizes: A B = B A at 1, Hall's identity up to 2
    ("A @ B", "B @ A"),
    ("(A@B - B@A) @ (A@B - B@A) @ E", "E @ (A@B - B@A) @ (A@B - B@A)"),
]


@pytest.mark.parametrize(("left", "right"), LATE, ids=["commutator", "Hall"])
def test_what_holds_for_small_sizes_alone_is_refuted(left: str, right: str) -> None:
    _, verdict = verdict_on(left, right, shaped(S))
    assert verdict.verdict in ("refuted", "conditional")


def test_what_holds_at_a_size_is_proved_there() -> None:
    """Hall's identity for 2 × 2 matrices, Cayley and Hamilton for 2 × 2."""
    context = shaped("A: 2,2; B: 2,2; E: 2,2")
    _, hall = verdict_on(*LATE[1], context)
    _, cayley = verdict_on("A @ A - tr(A)*A + det(A)*identity(2)", "zeros(2, 2)", context)
    assert hall.verdict == cayley.verdict == "proved"


FORGED = [
    ("inv(A @ B)", "inv(A) @ inv(B)"),
    ("tr(A @ B @ E)", "tr(B @ A @ E)"),
    ("det(A + B)", "det(A) + det(B)"),
    ("D(x.T @ A @ x, x)", "2*A @ x"),
    ("(A@B - B@A) @ (A@B - B@A) @ E", "E @ (A@B - B@A) @ (A@B - B@A)"),
]


@pytest.mark.parametrize(("left", "right"), FORGED, ids=[row[0] for row in FORGED])
def test_the_kernel_rejects_a_proof_of_something_false(left: str, right: str) -> None:
    context = shaped(S)
    _, true = verdict_on("inv(A @ B) @ E", "inv(B) @ inv(A) @ E", context)
    assert true.certificate is not None
    lie = Statement(read(left, context), read(right, context), context)
    point = {n: [[str(3 * i + 2 * j * j + 1) for j in range(2)] for i in range(2)] for n in "ABE"}
    witness = {"sizes": {"n": 2}, "point": {**point, "x": [["1"], ["2"]]}}
    for data in (dict(true.certificate), {"kind": "arrays"}, {**true.certificate, "multiples": []}):
        assert not recheck(lie, functions(), seal({**data, "witness": witness}, lie)).accepted


def test_the_kernel_rejects_a_multiple_of_something_that_is_not_zero() -> None:
    context = shaped(S)
    statement, verdict = verdict_on("inv(A) @ A @ B", "B", context)
    assert verdict.certificate is not None
    (multiple,) = verdict.certificate["multiples"]
    for generator in (["assumed", 0], ["right inverse", ["sym", "B"]], ["assumed square", 0], ["free", 0]):
        data = {**verdict.certificate, "multiples": [{**multiple, "generator": generator}]}
        assert not recheck(statement, functions(), seal(data, statement)).accepted


def test_shapes_that_differ_are_refuted() -> None:
    _, verdict = verdict_on("U @ V", "V @ U", shaped(S))
    assert verdict.verdict == "refuted"
    assert verdict.method == "shapes"


def test_definitions_are_put_in() -> None:
    """r = X x − z is no free letter."""
    context = shaped(S)
    context = context.with_definitions(Definition(read("v", context), read("A @ x - y", context)))
    _, verdict = verdict_on("norm(v)^2", "x.T @ A.T @ A @ x - 2*y.T @ A @ x + y.T @ y", context)
    assert verdict.verdict == "proved", verdict.reason
