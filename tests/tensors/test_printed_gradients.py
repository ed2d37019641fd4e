"""Gradients as a lecturer writes them: factor order, transposes, equal terms gathered; each is proved."""

from __future__ import annotations

import pytest

import derive
from derive.errors import DeriveError

SHAPES = {
    "X": "n,n", "A": "n,n", "B": "n,n", "C": "n,n", "a": "n", "b": "n", "x": "n", "s": "n", "W": "n,n",
    "u": "3", "v": "3",
}  # fmt: skip
ROWS = [
    ("a.T@X@b", "X", "a @ b.T"),
    ("x.T@B@x", "x", "(B.T + B) @ x"),
    ("(x.T@A@x)/(x.T@x)", "x", "1/norm(x)^4*(norm(x)^2*(A.T @ x + A @ x) - 2*(x.T @ A @ x)*x)"),
    ("norm(x-A@s)^2", "s", "-2*A.T @ (x - A @ s)"),
    ("x.T@diag(a)@x", "x", "2*hadamard(a, x)"),
    ("tr(kron(A,X))", "X", "tr(A)*identity(n)"),
    ("tr(X@X@X)", "X", "3*X.T @ X.T"),
    ("log(det(X))", "X", "inv(X).T"),
    ("a.T@inv(X)@b", "X", "-inv(X).T @ a @ b.T @ inv(X).T"),
    ("D(x.T@A@x,x)", "x", "A.T + A"),
    ("norm(cross(u,v))^2", "u", "2*cross(v, cross(u, v))"),
    ("a.T@tanh(A@x+b)", "A", "hadamard(a, 1 - tanh(A @ x + b)^2) @ x.T"),
]


@pytest.mark.parametrize(("text", "by", "wanted"), ROWS)
def test_a_gradient_is_proved_and_is_the_one_of_the_table(text: str, by: str, wanted: str) -> None:
    shapes = {n: s for n, s in SHAPES.items() if n in text}
    found = derive.gradient(text, wrt=by, shapes=shapes)
    assert found.verdict.verdict == "proved"
    assert derive.equal(f"D({text}, {by})", wanted, shapes=shapes)


def test_a_cross_product_shows_no_entries() -> None:
    found = derive.gradient("dot(u, cross(u, v))", wrt="v", shapes={"u": "3", "v": "3"})
    assert "epsilon" not in str(found)


def test_a_symmetric_matrix_is_declared_with_its_shape() -> None:
    shapes = {"A": "n,n symmetric", "x": "n"}
    assert derive.equal("D(x.T@A@x, x)", "2*A@x", shapes=shapes)
    assert derive.gradient("x.T@A@x", wrt="x", shapes=shapes).latex.endswith("(2A x)_{i}\n\\end{aligned}")
    with pytest.raises(DeriveError, match="not square"):
        derive.equal("A", "A", shapes={"A": "m,n symmetric"})


POWERS = [  # entries squared are no matrix times itself: what is printed is read again and proved
    ("total(hadamard(X, hadamard(X, X)))", "X", "3*hadamard(X, X)"),
    ("dot(x, hadamard(x, x))", "x", "3*hadamard(x, x)"),
    ("norm(hadamard(X, X), F)^2", "X", "4*hadamard(hadamard(X, X), X)"),
    ("total(tanh(X)^3)", "X", "3*hadamard(tanh(X)^2, ones(n, n) - tanh(X)^2)"),
    ("total(hadamard(X@B, hadamard(X@B, X@B)))", "X", "3*(hadamard(X @ B, X @ B) @ B.T)"),
]


@pytest.mark.parametrize(("text", "by", "wanted"), POWERS, ids=[row[0] for row in POWERS])
def test_powers_of_entries_are_read_as_they_are_printed(text: str, by: str, wanted: str) -> None:
    shapes = {n: s for n, s in SHAPES.items() if n in text}
    found = derive.gradient(text, wrt=by, shapes=shapes)
    assert found.verdict.verdict == "proved"
    assert str(found).rstrip().endswith(wanted)
    assert derive.equal(f"D({text}, {by})", wanted, shapes=shapes)


NORMS = [
    ("norm(X, F)", "X", "(1/norm(X, F))*X"),
    ("norm(A@X@B, F)", "X", "(1/norm(A @ X @ B, F))*(A.T @ A @ X @ B @ B.T)"),
]


@pytest.mark.parametrize(("text", "by", "wanted"), NORMS, ids=[row[0] for row in NORMS])
def test_a_norm_stays_a_norm(text: str, by: str, wanted: str) -> None:
    found = derive.gradient(text, wrt=by, shapes={n: s for n, s in SHAPES.items() if n in text})
    assert found.verdict.verdict == "proved"
    assert str(found).rstrip().endswith(wanted)


COLLECTED = [  # like arrays gathered, one fraction in front, differences so that no minus is left
    ("-c*log(sigma(a.T@x))-(1-c)*log(1-sigma(a.T@x))", "a", "(sigma(a.T @ x) - c)*x"),
    ("-total(hadamard(b,log(sigma(A@x)))+hadamard(1-b,log(1-sigma(A@x))))", "x", "A.T @ (sigma(A @ x) - b)"),
    ("a.T@x/(norm(a)*norm(x))", "x", "(1/(norm(a)*norm(x)))*a - (a.T @ x/(norm(a)*norm(x)^3))*x"),
    ("(x.T@A@x)/(x.T@x)", "x", "(1/norm(x)^2)*((A.T + A) @ x) - (2/norm(x)^4)*(x.T @ A @ x)*x"),
    ("norm(x-A@s)^2", "s", "2*(A.T @ (A @ s - x))"),
    ("(x-a).T@inv(A)@(x-a)", "a", "(inv(A).T + inv(A)) @ (a - x)"),
    ("sqrt(x.T@A@x)", "x", "(1/(2*sqrt(x.T @ A @ x)))*((A.T + A) @ x)"),
]


@pytest.mark.parametrize(("text", "by", "wanted"), COLLECTED, ids=[row[0] for row in COLLECTED])
def test_terms_are_collected(text: str, by: str, wanted: str) -> None:
    shapes = {n: s for n, s in SHAPES.items() if n in text} | {"c": "real"}
    found = derive.gradient(text, wrt=by, shapes=shapes)
    assert found.verdict.verdict == "proved"
    assert f"= {wanted}" in str(found)
