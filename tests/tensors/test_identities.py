"""Matrix identities: proved by words whose certificate multiplies out, refuted at dense points."""

from __future__ import annotations

import pytest

from derive.engine.tensors.identities import check_words, decide_matrix
from derive.records.statement import Statement
from tests.tensors.support import judged, read, shaped

S = "A: n,n; B: n,n; C: m,m; x: n; y: n; U: n,m; V: m,n"

TABLE = [
    ("tr(A @ B)", "tr(B @ A)", "proved"),
    ("inv(A @ B)", "inv(B) @ inv(A)", "proved"),
    ("inv(A) - inv(B)", "inv(A) @ (B - A) @ inv(B)", "proved"),
    ("inv(identity(n) + U @ V) @ U", "U @ inv(identity(m) + V @ U)", "proved"),
    ("inv(A + U @ C @ V)", "inv(A) - inv(A) @ U @ inv(inv(C) + V @ inv(A) @ U) @ V @ inv(A)", "proved"),
    ("det(identity(n) + U @ V)", "det(identity(m) + V @ U)", "proved"),
    ("det(A @ inv(B))", "det(A)/det(B)", "proved"),
    ("tr(A @ inv(A))", "n", "proved"),
    ("x.T @ A @ x", "x.T @ A.T @ x", "proved"),
    ("hadamard(A, B)", "hadamard(B, A)", "proved"),
    ("tr(A @ inv(A))", "tr(C @ inv(C))", "refuted"),
    ("det(A + B)", "det(A) + det(B)", "refuted"),
    ("hadamard(A, B)", "A @ B", "refuted"),
    ("inv(A + B)", "inv(A) + inv(B)", "refuted"),
    ("x.T @ A @ y", "x.T @ A.T @ y", "conditional"),
    ("(A + B) @ (A - B)", "A @ A - B @ B", "conditional"),
]


@pytest.mark.parametrize(("left", "right", "wanted"), TABLE, ids=[f"{a} = {c}" for a, c, _ in TABLE])
def test_the_verdict_on_an_identity(left: str, right: str, wanted: str) -> None:
    context = shaped(S)
    statement = Statement(read(left, context), read(right, context), context)
    found = decide_matrix(statement, judged)
    assert found.word == wanted, found.reason
    if found.certificate["kind"] == "words":
        assert check_words(statement, found.certificate)


def test_a_certificate_of_something_else_is_rejected() -> None:
    context = shaped(S)
    true = Statement(read("inv(A @ B)", context), read("inv(B) @ inv(A)", context), context)
    lie = Statement(read("inv(A @ B)", context), read("inv(A) @ inv(B)", context), context)
    certificate = decide_matrix(true).certificate
    assert check_words(true, certificate)
    assert not check_words(lie, certificate)
    shortened = {**certificate, "proof": certificate["proof"][1:]}
    assert not check_words(true, shortened)
