"""Gradients by whole arrays: the closed forms of the tables, differentials, dual numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.gradients import claimed, drawn, outcome, slopes
from derive.engine.tensors.gradient import array_gradient, verified
from derive.engine.tensors.identities import decide_matrix
from derive.engine.tensors.lower import Pointwise
from derive.expressions.build import sym
from derive.expressions.expr import node
from derive.notation.shapes import ShapeMismatch
from derive.records.statement import Statement
from tests.tensors.support import functions, gradient, judged, read, shaped

S = "X: m,n; A: p,m; B: n,q; C: p,q; D: m,m; E: n,n; a: n; b: m"
SQ = "X: n,n; A: n,n; B: n,n; a: n; b: n"
V = "x: n; y: n; a: n; A: n,n; B: n,n; W: m,n; b: m"

TABLE = [  # f, letter, shapes, ∂f/∂letter  (Petersen & Pedersen, The Matrix Cookbook 2012, section 2)
    ("x.T @ a", "x", V, "a"),
    ("a.T @ x", "x", V, "a"),
    ("b.T @ X @ a", "X", S, "b @ a.T"),
    ("a.T @ X.T @ b", "X", S, "b @ a.T"),
    ("b.T @ X @ X.T @ b", "X", S, "2*b @ b.T @ X"),
    ("a.T @ X.T @ D @ X @ a", "X", S, "D.T @ X @ a @ a.T + D @ X @ a @ a.T"),
    ("x.T @ A @ x", "x", V, "(A + A.T) @ x"),
    ("(x - a).T @ A @ (x - a)", "x", V, "(A + A.T) @ (x - a)"),
    ("(x.T @ A @ x)^2", "x", V, "2*(x.T @ A @ x)*(A + A.T) @ x"),
    ("norm(x - a)", "x", V, "(x - a)/norm(x - a)"),
    ("norm(W @ x - b)^2", "x", V, "2*W.T @ (W @ x - b)"),
    ("(A @ x).T @ (A @ x)/((B @ x).T @ (B @ x))", "x", V,
     "2*A.T @ A @ x/(x.T @ B.T @ B @ x) - 2*(x.T @ A.T @ A @ x)*B.T @ B @ x/(x.T @ B.T @ B @ x)^2"),
    ("tr(X)", "X", SQ, "identity(n)"),
    ("tr(X @ A)", "X", SQ, "A.T"),
    ("tr(A @ X @ B)", "X", "X: m,n; A: p,m; B: n,p", "A.T @ B.T"),
    ("tr(A @ X.T @ B)", "X", "X: m,n; A: p,n; B: m,p", "B @ A"),
    ("tr(X @ X)", "X", SQ, "2*X.T"),
    ("tr(X @ X @ B)", "X", SQ, "(X @ B + B @ X).T"),
    ("tr(X.T @ D @ X)", "X", S, "D @ X + D.T @ X"),
    ("tr(X @ E @ X.T)", "X", S, "X @ E.T + X @ E"),
    ("tr(X.T @ D @ X @ E)", "X", S, "D @ X @ E + D.T @ X @ E.T"),
    ("tr((A @ X @ B + C) @ (A @ X @ B + C).T)", "X", S, "2*A.T @ (A @ X @ B + C) @ B.T"),
    ("tr(A @ X @ X @ X)", "X", SQ, "(A @ X @ X).T + (X @ A @ X).T + (X @ X @ A).T"),
    ("tr(A @ inv(X) @ B)", "X", SQ, "-(inv(X) @ B @ A @ inv(X)).T"),
    ("tr(inv(X + A))", "X", SQ, "-(inv(X + A) @ inv(X + A)).T"),
    ("a.T @ inv(X) @ b", "X", SQ, "-inv(X).T @ a @ b.T @ inv(X).T"),
    ("det(X)", "X", SQ, "det(X)*inv(X).T"),
    ("det(A @ X @ B)", "X", SQ, "det(A @ X @ B)*inv(X).T"),
    ("log(det(X))", "X", SQ, "inv(X).T"),
    ("det(inv(X))", "X", SQ, "-det(inv(X))*inv(X).T"),
    ("norm(X, F)^2", "X", S, "2*X"),
    ("W @ x + b", "x", V, "W"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wrt", "shapes", "printed"), TABLE, ids=[row[0] for row in TABLE])
def test_the_closed_form_is_the_one_of_the_table(text: str, wrt: str, shapes: str, printed: str) -> None:
    found = gradient(text, wrt, shapes)
    assert found.closed is not None
    context = Pointwise(found.context).context
    verdict = decide_matrix(Statement(found.closed, read(printed, context), context), judged)
    assert verdict.word == "proved", verdict.reason
    assert verified(found, functions(), judged).word == "proved"


FUNCTIONS = [
    ("y.T @ log(softmax(W @ x + b))", "W", "W: m,n; x: n; b: m; y: m"),
    ("b.T @ sigma(W @ x)", "W", V),
    ("sigma(W @ x + b)", "x", V),
    ("softmax(x)", "x", V),
    ("logsumexp(W @ x)", "x", V),
    ("tr(diag(x) @ A)", "x", V),
]


@pytest.mark.parametrize(("text", "wrt", "shapes"), FUNCTIONS, ids=[row[0] for row in FUNCTIONS])
def test_functions_of_arrays(text: str, wrt: str, shapes: str) -> None:
    assert verified(gradient(text, wrt, shapes), functions(), judged).word == "proved"


def test_shapes_that_do_not_fit_are_named() -> None:
    context = shaped(S)
    squared = node("trace", node("matmul", sym("X"), sym("X")))
    with pytest.raises(ShapeMismatch, match="an m × n matrix times an m × n matrix does not fit"):
        array_gradient(squared, sym("X"), context, functions())


SEEDS = 300


@pytest.mark.parametrize("first", range(1, SEEDS, 10))
def test_random_expressions_entry_by_entry(first: int) -> None:
    """What is derived at dense rational points against dual numbers, sizes 1 to 4, not square."""
    found = [outcome(seed, functions()) for seed in range(first, first + 10)]
    assert not [said for word, said in found if word == "differs"]
    assert sum(word.startswith("agrees") for word, _ in found) >= 8, [said for _, said in found]


def test_the_comparison_sees_a_lost_sign_and_a_lost_transpose() -> None:
    """The check can fail: another derivative in place of the right one differs from the dual numbers."""
    context = shaped("X: m,n; Y: m,n; P: m,m; Q: n,n; a: m; x: n; y: n")
    _, _, sizes, point = drawn(3)
    right = array_gradient(read("tr(X @ Q @ X.T @ P)", context), sym("X"), context, functions())
    assert slopes(right, sizes, point) == claimed(right, sizes, point)
    for wrong in ("-(P @ X @ Q.T + P.T @ X @ Q)", "P @ X @ Q.T + P.T @ X @ Q.T", "P.T @ X @ Q"):
        lie = replace(right, closed=read(wrong, right.context))
        assert slopes(lie, sizes, point) != claimed(lie, sizes, point)


COLLAPSING = [  # a sum that loses terms keeps its sign; the diagonal of a matrix is a vector
    ("total((X @ x) @ ((a - a) - a).T)", "x", "-total(a)*(X.T @ ones(m))"),
    ("norm(Q @ X.T @ diag(P))^2", "X", "2*diag(P) @ diag(P).T @ X @ Q.T @ Q"),
]


@pytest.mark.parametrize(("text", "wrt", "printed"), COLLAPSING, ids=[row[0] for row in COLLAPSING])
def test_signs_and_diagonals(text: str, wrt: str, printed: str) -> None:
    found = gradient(text, wrt, "X: m,n; P: m,m; Q: n,n; a: m; x: n")
    assert found.closed is not None
    verdict = judged(Statement(found.closed, read(printed, found.context), found.context))
    assert verdict.verdict == "proved", verdict.reason


def test_the_test_catches_a_wrong_gradient() -> None:
    """A transpose too few is refuted: the check can fail."""
    context = gradient("tr(X @ B @ X.T)", "X", "X: m,n; B: n,n").context
    right = read("X @ (B + B.T)", context)
    assert decide_matrix(Statement(read("2*X @ B", context), right, context), judged).word == "conditional"
    assert decide_matrix(Statement(read("X @ B", context), right, context), judged).word == "refuted"
