"""Gradients by whole arrays: the closed forms of the tables, differentials, dual numbers."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from derive.engine.tensors.exact import Exact, NoValue
from derive.engine.tensors.gradient import array_gradient, verified
from derive.engine.tensors.identities import decide_matrix
from derive.engine.tensors.lower import Pointwise
from derive.expressions.build import sym
from derive.expressions.expr import node
from derive.notation.shapes import ShapeMismatch
from derive.records.statement import Statement
from tests.tensors.support import Dual, functions, gradient, judged, read, shaped

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


def random_text(random: Random, rows: str, columns: str, depth: int) -> str:
    """A random expression of shape rows × columns in X: m,n, Y: m,n, P: m,m, Q: n,n."""
    if depth == 0:
        letters_ = {"mn": ["X", "Y"], "nm": ["X.T", "Y.T"], "mm": ["P", "P.T"], "nn": ["Q", "Q.T"]}
        return random.choice(letters_[rows + columns])
    kind = random.choice(["add", "mul", "mul", "hadamard", "inv", "scale"])
    one = random_text(random, rows, columns, depth - 1)
    if kind == "add":
        return f"({one} {random.choice('+-')} {random_text(random, rows, columns, depth - 1)})"
    if kind == "hadamard":
        return f"hadamard({one}, {random_text(random, rows, columns, depth - 1)})"
    if kind == "inv" and rows == columns:
        return f"inv({one} + 7*identity({rows}))"
    if kind == "scale":
        return f"({random.randint(2, 5)}*{one})"
    inner = random.choice("mn")
    left, right = random_text(random, rows, inner, depth - 1), random_text(random, inner, columns, depth - 1)
    return f"({left} @ {right})"


@pytest.mark.parametrize("seed", range(40))
def test_random_expressions_entry_by_entry(seed: int) -> None:
    """The closed form at dense rational points against dual numbers, sizes 1 to 4, not square."""
    random = Random(seed)
    side = random.choice("mn")
    text = random.choice(["tr({})", "total({})"]).format(
        random_text(random, side, side, random.randint(1, 3))
    )
    shapes = "X: m,n; Y: m,n; P: m,m; Q: n,n"
    found = gradient(text, "X", shapes)
    low = Pointwise(found.context)
    sizes = dict(zip("mn", random.sample((1, 2, 3, 4), 2), strict=True))
    point = {
        name: [
            [Fraction(random.randint(-9, 9), random.randint(1, 4)) for _ in range(sizes[c])]
            for _ in range(sizes[r])
        ]
        for name, (r, c) in {"X": "mn", "Y": "mn", "P": "mm", "Q": "nn"}.items()
    }
    try:
        compare(found, low, sizes, point, f"seed {seed}: {text}")
    except NoValue:
        pytest.skip(f"seed {seed}: singular at this point")


def compare(found, low, sizes, point, said) -> None:  # type: ignore[no-untyped-def]
    assert found.closed is not None or found.indexed is not None
    if found.closed is None:
        pytest.skip(f"{said}: an index joins three matrices, no matrix notation")
    rows, columns = sizes["m"], sizes["n"]
    claimed = Exact(low, sizes, point).value(found.closed)
    for k in range(rows):
        for j in range(columns):
            moved = [
                [Dual(x, Fraction(int((r, c) == (k, j)))) for c, x in enumerate(row)]
                for r, row in enumerate(point["X"])
            ]
            value = Exact(low, sizes, {**point, "X": moved}).value(found.expr)[0][0]
            slope = value.slope if isinstance(value, Dual) else Fraction(0)
            at = claimed[0][0] if len(claimed) == 1 and len(claimed[0]) == 1 else claimed[k][j]
            assert at == slope, said


def test_the_test_catches_a_wrong_gradient() -> None:
    """A transpose too few is refuted: the check can fail."""
    context = gradient("tr(X @ B @ X.T)", "X", "X: m,n; B: n,n").context
    right = read("X @ (B + B.T)", context)
    assert decide_matrix(Statement(read("2*X @ B", context), right, context), judged).word == "conditional"
    assert decide_matrix(Statement(read("X @ B", context), right, context), judged).word == "refuted"
