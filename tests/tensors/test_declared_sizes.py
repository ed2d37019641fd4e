"""Arrays whose sizes are numbers, at the public door: whole arrays, entries, and answers that do not fit."""

from __future__ import annotations

import pytest

import derive
from derive.errors import UnfitArrays

S = {
    "A": "2,3", "B": "3,2", "C": "2,2", "E": "2,2", "H": "2,2", "X": "5,3", "G": "3,5", "M": "4,3",
    "N": "4,3", "x": "3", "y": "3", "z": "3", "Q": "4,3", "K": "5,3", "V": "5,2", "W": "4,2",
}  # fmt: skip
MEAN = "rowsum(M)@ones(1,3)/3"
DEVIATION = f"sqrt(rowsum((M-{MEAN})*(M-{MEAN}))@ones(1,3)/3)"
NORMED = f"((M-{MEAN})/{DEVIATION})"

ROWS = [
    ("tr(A@B)", "tr(B@A)", "proved"),
    ("sum(A@B)", "sum(B.T@A.T)", "proved"),
    ("ones(3).T@x", "sum(x)", "proved"),
    ("identity(2)@A", "A", "proved"),
    ("identity(2)@A", "2*A", "refuted"),
    ("diag(x)@y", "x*y", "proved"),
    ("diag(x)@y", "y", "refuted"),
    ("diag(A@B)", "diag(B.T@A.T)", "proved"),
    ("det(C@E)", "det(C)*det(E)", "proved"),
    ("inv(C@E)", "inv(E)@inv(C)", "proved"),
    ("inv(C@E)", "inv(C)@inv(E)", "refuted"),
    ("dot(x,y)", "x.T@y", "proved"),
    ("dot(x,y)", "y.T@x + 1", "refuted"),
    ("norm(A@x)^2", "x.T@A.T@A@x", "proved"),
    ("kron(C,E)@kron(H,E)", "kron(C@H,E@E)", "proved"),
    ("cross(x,y)", "-cross(y,x)", "proved"),
    ("cross(x,cross(y,z))", "y*(x.T@z) - z*(x.T@y)", "proved"),
    ("cross(x,cross(y,z))", "cross(cross(x,y),z)", "refuted"),
    ("(A@x)[1]", "Sum(A[1,j]*x[j],(j,1,3))", "proved"),
    ("[[1,2],[3,4]]@inv([[1,2],[3,4]])", "[[1,0],[0,1]]", "proved"),
    ("D(sum(G*pinv(X)), G)", "pinv(X)", "proved"),
    ("pinv(X)@X", "identity(3)", "proved"),
    ("X@pinv(X)", "identity(5)", "refuted"),
    ("D(logdet(C), C)", "inv(C).T", "proved"),
    ("D(norm(M)^2, M)", "2*M", "proved"),
    ("D(sum(abs(M)*N), N)", "abs(M)", "proved"),
    ("D(sum(z*cross(x,y)), x)", "cross(y,z)", "proved"),
    ("D(sum(z*cross(x,y)), x)", "cross(z,y)", "refuted"),
    ("D(sum(N*rowsoftmax(M)), M)", "rowsoftmax(M)*(N - rowsum(rowsoftmax(M)*N)@ones(1,3))", "proved"),
    ("D(sum(N*rowsoftmax(M)), M)", "rowsoftmax(M)*(N - rowsoftmax(M)*N)", "refuted"),
    (
        "D(sum(W*(rowsoftmax(Q@K.T/sqrt(3))@V)), Q)",
        "(rowsoftmax(Q@K.T/sqrt(3))*(W@V.T - rowsum(rowsoftmax(Q@K.T/sqrt(3))*(W@V.T))@ones(1,5)))@K/sqrt(3)",
        "proved",
    ),
    (
        f"D(sum(N*{NORMED}), M)",
        f"(N - rowsum(N)@ones(1,3)/3 - {NORMED}*(rowsum(N*{NORMED})@ones(1,3)/3))/{DEVIATION}",
        "proved",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right", "word"), ROWS)
def test_a_statement_at_declared_sizes(left: str, right: str, word: str) -> None:
    named = {n: s for n, s in S.items() if n in left + right}
    assert derive.equal(left, right, shapes=named).verdict == word


UNFIT = [
    ("b@a", "D(a.T@M.T@b, M)", "a vector of 4 times a vector of 3 has no meaning"),
    ("M@C", "D(sum(M), M)", "a 4 × 3 matrix times a 2 × 2 matrix does not fit"),
]


@pytest.mark.parametrize(("answer", "asked", "reason"), UNFIT)
def test_an_answer_whose_arrays_do_not_fit_is_refuted(answer: str, asked: str, reason: str) -> None:
    shapes = {"a": "3", "b": "4", "M": "4,3", "C": "2,2"}
    for verdict in (
        derive.check(answer, equals=asked, shapes=shapes),
        derive.equal(asked, answer, shapes=shapes),
    ):
        assert (verdict.verdict, verdict.reason) == ("refuted", reason)
        assert verdict.correction is not None


def test_a_question_whose_arrays_do_not_fit_is_refused() -> None:
    with pytest.raises(UnfitArrays, match="does not fit"):
        derive.equal("D(sum(M@C), M)", "M", shapes={"M": "4,3", "C": "2,2"})
