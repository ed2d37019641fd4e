"""The derivatives of the Matrix Cookbook's second chapter, line by line, and slips of them.

Traces, inverses, determinants, quadratic forms, norms, Hessians, functions of entries.
"""

from __future__ import annotations

import pytest

import derive
from derive.engine.kernel.array_task import ArrayTask
from derive.expressions.build import eq
from derive.records.statement import Statement
from tests.tensors.support import judged, read, shaped

SQUARE = "A: n,n; B: n,n; C: n,n; X: n,n; x: n; y: n; a: n; b: n"
WIDE = "A: p,m; B: n,q; X: m,n; a: m; b: n; C: p,q; D: m,m; E: n,n; y: m; x: n"
SYMMETRIC = f"{SQUARE}; S: n,n"  # with S = Sᵀ
TRUE = [
    ("D(tr(X), X)", "identity(n)", SQUARE),
    ("D(tr(X@A), X)", "A.T", SQUARE),
    ("D(tr(A@X@B), X)", "A.T@B.T", SQUARE),
    ("D(tr(A@X.T@B), X)", "B@A", SQUARE),
    ("D(tr(X.T@A), X)", "A", SQUARE),
    ("D(tr(A@X.T), X)", "A", SQUARE),
    ("D(tr(kron(A, X)), X)", "tr(A)*identity(n)", SQUARE),
    ("D(tr(X@X), X)", "2*X.T", SQUARE),
    ("D(tr(X@X@B), X)", "(X@B + B@X).T", SQUARE),
    ("D(tr(X.T@B@X), X)", "B@X + B.T@X", SQUARE),
    ("D(tr(X@B@X.T), X)", "X@B.T + X@B", SQUARE),
    ("D(tr(A@X@B@X), X)", "A.T@X.T@B.T + B.T@X.T@A.T", SQUARE),
    ("D(tr(B.T@X.T@C@X@B), X)", "C.T@X@B@B.T + C@X@B@B.T", SQUARE),
    ("D(tr(X.T@B@X@C), X)", "B@X@C + B.T@X@C.T", SQUARE),
    ("D(tr(A@X@B@X.T@C), X)", "A.T@C.T@X@B.T + C@A@X@B", SQUARE),
    ("D(tr(X@X@X), X)", "3*(X@X).T", SQUARE),
    ("D(tr(A@X@X@X), X)", "(X@X@A + X@A@X + A@X@X).T", SQUARE),
    (
        "D(tr(B.T@X.T@C@X@X.T@C@X@B), X)",
        "C@X@X.T@C@X@B@B.T + C.T@X@B@B.T@X.T@C.T@X + C@X@B@B.T@X.T@C@X + C.T@X@X.T@C.T@X@B@B.T",
        SQUARE,
    ),
    ("D(tr(A@inv(X)@B), X)", "-(inv(X)@B@A@inv(X)).T", SQUARE),
    ("D(tr(inv(X + A)), X)", "-(inv(X+A)@inv(X+A)).T", SQUARE),
    ("D(det(X), X)", "det(X)*inv(X).T", SQUARE),
    ("D(det(A@X@B), X)", "det(A@X@B)*inv(X).T", SQUARE),
    ("D(log(det(X)), X)", "inv(X).T", SQUARE),
    ("D(det(X@X), X)", "2*det(X@X)*inv(X).T", SQUARE),
    ("D(det(X)^3, X)", "3*det(X)^3*inv(X).T", SQUARE),
    ("D(log(det(X.T@X)), X)", "2*inv(X).T", SQUARE),
    ("D(det(X.T@A@X), X)", "2*det(X.T@A@X)*inv(X).T", SQUARE),
    ("D(log(det(A + X@X.T)), X)", "(inv(A + X@X.T) + inv(A + X@X.T).T)@X", SQUARE),
    ("D(dot(a, X@b), X)", "outer(a, b)", SQUARE),
    ("D(dot(a, X.T@b), X)", "outer(b, a)", SQUARE),
    ("D(dot(a, X@a), X)", "outer(a, a)", SQUARE),
    ("D(dot(b, X.T@X@a), X)", "X@(outer(b, a) + outer(a, b))", SQUARE),
    ("D(dot(X@b + a, C@(X@b + a)), X)", "(C + C.T)@outer(X@b + a, b)", SQUARE),
    ("D(dot(a, inv(X)@b), X)", "-inv(X).T@outer(a, b)@inv(X).T", SQUARE),
    ("D(dot(x, A@x), x)", "(A + A.T)@x", SQUARE),
    ("D(dot(A@x - b, A@x - b), x)", "2*A.T@(A@x - b)", SQUARE),
    ("D(dot(x, S@x), x)", "2*S@x", SYMMETRIC),
    ("D(norm(x - a), x)", "(x - a)/norm(x - a)", SQUARE),
    ("D(norm(X, F)^2, X)", "2*X", SQUARE),
    ("D(norm(X, F), X)", "X/norm(X, F)", SQUARE),
    ("D(norm(x - a)^4, x)", "4*norm(x - a)^2*(x - a)", SQUARE),
    ("D((x - a)/norm(x - a), x)", "identity(n)/norm(x - a) - outer(x - a, x - a)/norm(x - a)^3", SQUARE),
    ("D(D(dot(x, A@x), x), x)", "A + A.T", SQUARE),
    ("D(D(dot(A@x - b, A@x - b), x), x)", "2*A.T@A", SQUARE),
    (
        "D(D(log(1 + dot(x, x)), x), x)",
        "2*identity(n)/(1 + dot(x, x)) - 4*outer(x, x)/(1 + dot(x, x))^2",
        SQUARE,
    ),
    ("D(D(exp(dot(a, x)), x), x)", "exp(dot(a, x))*outer(a, a)", SQUARE),
    ("D(tr(A@X@B), X)", "A.T@B.T", "A: n,m; X: m,p; B: p,n"),
    ("D(norm(A@X@B - C, F)^2, X)", "2*A.T@(A@X@B - C)@B.T", WIDE),
    ("D(dot(a, X@b)^2, X)", "2*dot(a, X@b)*outer(a, b)", WIDE),
    ("D(tr(X.T@D@X@E), X)", "D@X@E + D.T@X@E.T", WIDE),
    ("D(total(hadamard(X, X)), X)", "2*X", WIDE),
    ("D(total(hadamard(exp(X), X)), X)", "exp(X) + hadamard(exp(X), X)", WIDE),
    ("D(total(tanh(X@b)), X)", "outer(1 - tanh(X@b)^2, b)", WIDE),
    ("D(dot(y, log(sigma(X@b))), X)", "outer(hadamard(y, 1 - sigma(X@b)), b)", WIDE),
    ("D(logsumexp(X@b), X)", "outer(softmax(X@b), b)", WIDE),
    ("D(tr(inv(A)@X), X)", "inv(A).T", SQUARE),
    ("D(tr(X@A@X@A), X)", "2*(A@X@A).T", SQUARE),
    ("D(det(identity(n) + X), X)", "det(identity(n) + X)*inv(identity(n) + X).T", SQUARE),
    ("D(log(det(X))^2, X)", "2*log(det(X))*inv(X).T", SQUARE),
    ("D(tr(X)^2, X)", "2*tr(X)*identity(n)", SQUARE),
    ("D(tr(X)*det(X), X)", "det(X)*identity(n) + tr(X)*det(X)*inv(X).T", SQUARE),
    ("D(det(X)/tr(X), X)", "det(X)*inv(X).T/tr(X) - det(X)*identity(n)/tr(X)^2", SQUARE),
    ("D(dot(x, A@x)/dot(x, x), x)", "(A + A.T)@x/dot(x, x) - 2*dot(x, A@x)*x/dot(x, x)^2", SQUARE),
    ("D(total(X@A), X)", "outer(ones(n), A@ones(n))", SQUARE),
    ("D(dot(diag(X), a), X)", "diag(a)", SQUARE),
    ("D(tr(diag(x)@A), x)", "diag(A)", SQUARE),
    ("D(tr(hadamard(A, X)@B), X)", "hadamard(A, B.T)", SQUARE),
    ("D(tr(A@hadamard(X, X)), X)", "2*hadamard(A.T, X)", SQUARE),
    ("D(softmax(x), x)", "diag(softmax(x)) - outer(softmax(x), softmax(x))", SQUARE),
    ("D(log(abs(det(X))), X)", "inv(X).T", SQUARE),
    ("D(abs(det(X)), X)", "abs(det(X))*inv(X).T", SQUARE),
    ("D(det(inv(X)), X)", "-det(inv(X))*inv(X).T", SQUARE),
    ("D(log(det(inv(X))), X)", "-inv(X).T", SQUARE),
    ("D(log(abs(dot(a, x))), x)", "a/dot(a, x)", SQUARE),
    ("D(total(G*inv(X)), X)", "-inv(X).T@G@inv(X).T", f"{SQUARE}; G: n,n"),
    ("D(total(G*(inv(A)@B)), A)", "-inv(A).T@G@(inv(A)@B).T", f"{SQUARE}; G: n,n"),
    ("D(norm(x, 4), x)", "x**3/norm(x, 4)**3", SQUARE),
    ("D(norm(x, 3), x)", "x*abs(x)/norm(x, 3)**2", SQUARE),
    ("D(total(atan(X@b)), X)", "outer(1/(1 + (X@b)**2), b)", WIDE),
    ("D(D(-total(log(y - X@b)), b), b)", "X.T@diag(1/(y - X@b)**2)@X", WIDE),
    ("D(mean(X), X)", "ones(m, n)/(m*n)", WIDE),
    ("D(prod(x), x)", "prod(x)/x", SQUARE),
]
ENTRIES = [
    ("D(X[i,j], X[k,l])", "delta(i,k)*delta(j,l)", WIDE),
    ("D((X@B)[i,j], X[k,l])", "delta(i,k)*B[l,j]", WIDE),
    ("D((X.T@D)[i,j], X[k,l])", "delta(i,l)*D[k,j]", WIDE),
    ("D((X.T@D@X)[k,l], X[i,j])", "delta(l,j)*(X.T@D)[k,i] + delta(k,j)*(D@X)[i,l]", WIDE),
    ("tanh(X)[i,j]", "tanh(X[i,j])", WIDE),
]
ENTRIES_FALSE = [
    ("D((X.T@D)[i,j], X[k,l])", "delta(i,k)*D[l,j]", WIDE),
    ("D((X@B)[i,j], X[k,l])", "delta(i,k)*B[j,l]", WIDE),
]
NUMERATOR = [  # ∂f/∂X laid out as the columns of X by its rows, ∂y/∂x as it stands
    ("D(tr(X@A), X).T", "A", "A.T", SQUARE),
    ("D(tr(A@inv(X)), X).T", "-inv(X)@A@inv(X)", "-(inv(X)@A@inv(X)).T", SQUARE),
    ("D(log(det(X)), X).T", "inv(X)", "inv(X).T", SQUARE),
    ("D(det(X), X).T", "det(X)*inv(X)", "det(X)*inv(X).T", SQUARE),
    ("D(dot(a, X@b), X).T", "outer(b, a)", "outer(a, b)", WIDE),
    ("D(dot(x, A@x), x).T", "x.T@(A + A.T)", "2*x.T@A", SQUARE),
    ("D(A@x, x)", "A", "A.T", SQUARE),
]
FALSE = [
    ("D(log(abs(det(X))), X)", "inv(X)", SQUARE),
    ("D(abs(det(X)), X)", "det(X)*inv(X).T", SQUARE),
    ("D(det(inv(X)), X)", "det(inv(X))*inv(X).T", SQUARE),
    ("D(total(G*inv(X)), X)", "-inv(X)@G@inv(X)", f"{SQUARE}; G: n,n"),
    ("D(norm(x, 3), x)", "x*abs(x)/norm(x, 3)", SQUARE),
    ("D(total(atan(X@b)), X)", "outer(1/(1 - (X@b)**2), b)", WIDE),
    ("D(mean(X), X)", "ones(m, n)/n", WIDE),
    ("D(prod(x), x)", "prod(x)*x", SQUARE),
    ("D(tr(X@A), X)", "A", SQUARE),
    ("D(tr(A@X@B), X)", "B.T@A.T", SQUARE),
    ("D(tr(A@X.T@B), X)", "A@B", SQUARE),
    ("D(tr(X@X), X)", "2*X", SQUARE),
    ("D(tr(X@X@X), X)", "3*X@X", SQUARE),
    ("D(tr(X.T@B@X), X)", "2*B@X", SQUARE),
    ("D(tr(A@inv(X)@B), X)", "-inv(X).T@B@A@inv(X).T", SQUARE),
    ("D(det(X), X)", "det(X)*inv(X)", SQUARE),
    ("D(log(det(X)), X)", "inv(X)", SQUARE),
    ("D(det(X@X), X)", "det(X@X)*inv(X).T", SQUARE),
    ("D(dot(a, inv(X)@b), X)", "inv(X).T@outer(a, b)@inv(X).T", SQUARE),
    ("D(norm(X, F), X)", "2*X", SQUARE),
    ("D(norm(x - a)^4, x)", "4*norm(x - a)^3*(x - a)", SQUARE),
    ("D(D(dot(x, A@x), x), x)", "2*A", SQUARE),
    ("D(D(log(1 + dot(x, x)), x), x)", "2*identity(n)/(1 + dot(x, x))", SQUARE),
    ("D(norm(A@X@B - C, F)^2, X)", "2*A.T@(A@X@B + C)@B.T", WIDE),
    ("D(total(tanh(X@b)), X)", "outer(1 - tanh(X@b), b)", WIDE),
    ("D(dot(y, log(sigma(X@b))), X)", "outer(hadamard(y, sigma(X@b)), b)", WIDE),
    ("D(tr(X)*det(X), X)", "tr(X)*det(X)*inv(X).T", SQUARE),
    ("D(dot(x, A@x)/dot(x, x), x)", "(A + A.T)@x/dot(x, x)", SQUARE),
    ("D(softmax(x), x)", "diag(softmax(x))", SQUARE),
    ("D(logsumexp(X@b), X)", "outer(X@b, b)", WIDE),
    ("D(tr(A@hadamard(X, X)), X)", "2*hadamard(A, X)", SQUARE),
    ("D(log(det(A + X@X.T)), X)", "2*inv(A + X@X.T)@X", SQUARE),
]


def statement_of(left: str, right: str, shapes: str) -> Statement:
    context = shaped(shapes)
    if shapes == SYMMETRIC:
        context = context.assuming(eq(read("S.T", context), read("S", context)))
    return Statement(read(left, context), read(right, context), context)


@pytest.mark.parametrize(("left", "right", "shapes"), TRUE)
def test_a_line_of_the_chapter(left: str, right: str, shapes: str) -> None:
    assert judged(statement_of(left, right, shapes)).verdict == "proved"


@pytest.mark.parametrize(("left", "right", "shapes"), FALSE)
def test_a_slip(left: str, right: str, shapes: str) -> None:
    """Some hold where a matrix is symmetric, and are told so."""
    assert judged(statement_of(left, right, shapes)).verdict in ("refuted", "conditional")


@pytest.mark.parametrize(("left", "right", "shapes"), ENTRIES)
def test_entries_of_arrays(left: str, right: str, shapes: str) -> None:
    """i and j of (X B)_ij run over the rows of X and the columns of B."""
    assert derive.equal(left, right, shapes=named_shapes(shapes)).verdict == "proved"


@pytest.mark.parametrize(("left", "right", "shapes"), ENTRIES_FALSE)
def test_slips_of_entries(left: str, right: str, shapes: str) -> None:
    assert derive.equal(left, right, shapes=named_shapes(shapes)).verdict == "refuted"


@pytest.mark.parametrize(("left", "right", "slip", "shapes"), NUMERATOR)
def test_in_numerator_layout(left: str, right: str, slip: str, shapes: str) -> None:
    assert judged(statement_of(left, right, shapes)).verdict == "proved"
    assert judged(statement_of(left, slip, shapes)).verdict in ("refuted", "conditional")


def named_shapes(text: str) -> dict[str, str]:
    return dict(tuple(part.split(": ")) for part in text.split("; "))


def test_a_second_derivative_of_a_squared_norm_looks_at_few_sizes(monkeypatch: pytest.MonkeyPatch) -> None:
    """‖u‖² is Σ u ⊙ u: no root, so that few sizes hold the others."""
    looked: list[dict[str, int]] = []
    vanish = ArrayTask.vanish

    def counted(self, names, sizes, *rest, **named):
        looked.append(dict(sizes))
        return vanish(self, names, sizes, *rest, **named)

    monkeypatch.setattr(ArrayTask, "vanish", counted)
    shapes = {"X": "n,d", "w": "d", "y": "n"}
    left, right = "D(D(norm(X@w-y)^2 + c*norm(w)^2, w), w)", "2*X.T@X + 2*c*identity(d)"
    assert derive.equal(left, right, shapes=shapes).verdict == "proved"
    assert derive.equal(left, "2*X.T@X + c*identity(d)", shapes=shapes).verdict in ("refuted", "conditional")
    assert len(looked) <= 20
