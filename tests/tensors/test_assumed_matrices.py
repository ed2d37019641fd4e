"""Identities under what is declared of arrays; numbers inside of inverses, powers of determinants, words."""

from __future__ import annotations

import pytest

import derive
from derive.engine.certify import sealed
from derive.engine.kernel import recheck
from derive.records.statement import Statement
from tests.tensors.support import functions, read, shaped

SHAPES = {
    "A": "n,n", "B": "n,n", "G": "n,n", "L": "n,n", "N": "n,n", "P": "n,n", "Q": "n,n", "S": "n,n",
    "X": "n,n", "U": "m,n", "V": "n,m", "x": "n", "y": "n", "v": "n", "c": "real", "t": "real",
}  # fmt: skip
ORTHOGONAL, SKEW, IDEMPOTENT = ("Q.T@Q = eye(n)",), ("A.T = -A",), ("P@P = P",)
NILPOTENT, FACTORED, UNIT = ("N@N = zeros(n,n)",), ("A = L@L.T",), ("norm(v) = 1",)
ROWS = [
    # numbers inside of inverses and determinants
    ("U.T@inv(U@U.T + t*eye(m))", "inv(U.T@U + t*eye(n))@U.T", (), "proved"),
    ("U.T@inv(U@U.T + t*eye(m))", "inv(U.T@U)@U.T", (), "refuted"),
    ("x.T@inv(A + x@x.T)@x", "x.T@inv(A)@x/(1 + x.T@inv(A)@x)", (), "proved"),
    ("x.T@inv(A + x@x.T)@x", "x.T@inv(A)@x/(1 - x.T@inv(A)@x)", (), "refuted"),
    ("det(eye(n) - 2*v@v.T/(v.T@v))", "-1", (), "proved"),
    ("det(eye(n) - 2*v@v.T/(v.T@v))", "1", (), "refuted"),
    # powers
    ("D(det(X)^c, X)", "c*det(X)^c*inv(X).T", (), "proved"),
    ("D(det(X)^c, X)", "c*det(X)^(c-1)*det(X)*inv(X).T", (), "proved"),
    ("D(det(X)^c, X)", "c*det(X)^(c-1)*inv(X).T", (), "refuted"),
    ("D(det(X)^(-1), X)", "-det(X)^(-1)*inv(X).T", (), "proved"),
    ("D((x.T@x)^c, x)", "2*c*(x.T@x)^(c-1)*x", (), "proved"),
    ("D((x.T@x)^c, x)", "c*(x.T@x)^(c-1)*x", (), "refuted"),
    ("D(sqrt(det(X)), X)", "sqrt(det(X))*inv(X).T/2", (), "proved"),
    # what is declared
    ("norm(Q@x)", "norm(x)", ORTHOGONAL, "proved"),
    ("norm(Q@x + y)", "norm(x + y)", ORTHOGONAL, "refuted"),
    ("det(Q)^2", "1", ORTHOGONAL, "proved"),
    ("det(Q)", "1", ORTHOGONAL, "refuted"),
    ("det(Q@A@Q.T)", "det(A)", ORTHOGONAL, "proved"),
    ("det(Q@A)", "det(A)", ORTHOGONAL, "refuted"),
    ("x.T@A@x", "0", SKEW, "proved"),
    ("A@A", "-eye(n)", SKEW, "refuted"),
    ("tr(A@S)", "0", (*SKEW, "S.T = S"), "proved"),
    ("det(A)", "0", SKEW, "refuted"),
    ("inv(eye(n) + P)", "eye(n) - P/2", IDEMPOTENT, "proved"),
    ("inv(eye(n) - N)", "eye(n) + N", NILPOTENT, "proved"),
    ("inv(eye(n) - N)", "eye(n) - N", NILPOTENT, "refuted"),
    ("det(A)", "det(L)^2", FACTORED, "proved"),
    ("x.T@A@x", "norm(L.T@x)^2", FACTORED, "proved"),
    ("sqrt(x.T@A@x)", "norm(L@x)", FACTORED, "refuted"),
    ("(eye(n) - 2*v@v.T)@(eye(n) - 2*v@v.T)", "eye(n)", UNIT, "proved"),
    ("(eye(n) - v@v.T)@(eye(n) - v@v.T)", "eye(n)", UNIT, "refuted"),
    ("norm(x - v)^2", "norm(x)^2 + 1 - 2*dot(x, v)", UNIT, "proved"),
    # entries
    ("D(inv(X)[i,j], X[k,l])", "-inv(X)[i,k]*inv(X)[l,j]", (), "proved"),
    ("D(inv(X)[i,j], X[k,l])", "-inv(X)[k,i]*inv(X)[j,l]", (), "refuted"),
    ("D(det(X), X[i,j])", "det(X)*inv(X)[j,i]", (), "proved"),
    ("D(det(X), X[i,j])", "det(X)*inv(X)[i,j]", (), "refuted"),
    ("D(D(log(det(X)), X[i,j]), X[k,l])", "-inv(X)[j,k]*inv(X)[l,i]", (), "proved"),
    ("D((inv(A)@x)[i], A[k,l])", "-inv(A)[i,k]*(inv(A)@x)[l]", (), "proved"),
    ("(A@inv(A))[i,j]", "delta(i,j)", (), "proved"),
    ("inv(A)[i,i]", "1/A[i,i]", (), "refuted"),
    ("logsumexp(x + c)", "logsumexp(x) + c", (), "proved"),
    ("logsumexp(c*x)", "c*logsumexp(x)", (), "refuted"),
    # words
    ("vec(U@X@V)", "kron(V.T, U)@vec(X)", (), "proved"),
    ("vec(A@X@B)", "kron(A, B.T)@vec(X)", (), "refuted"),
    ("vec(U).T@vec(V)", "tr(U@V)", (), "refuted"),
    ("dot(vec(A), vec(B))", "tr(A.T@B)", (), "proved"),
    ("tril(A) + triu(A)", "A + A*eye(n)", (), "proved"),
    ("tril(A) + triu(A)", "A", (), "refuted"),
    ("D(sum(G*tril(X)), X)", "tril(G)", (), "proved"),
    ("D(sum(G*tril(X)), X)", "triu(G)", (), "refuted"),
    ("D(var(x), x)", "2*(x - mean(x))/n", (), "proved"),
    ("D(var(x), x)", "2*(x - mean(x))/(n - 1)", (), "refuted"),
    ("D(std(x), x)", "(x - mean(x))/(n*std(x))", (), "proved"),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right", "assumed", "verdict"), ROWS)
def test_verdict(left, right, assumed, verdict):
    used = {name: shape for name, shape in SHAPES.items() if name in f"{left} {right} {assumed}"}
    assert derive.equal(left, right, shapes=used, assume=list(assumed)).verdict == verdict


LIES = [
    ("A: m,n; B: n,m", "vec(A).T@vec(B)", "tr(A@B)"),  # right at n = 1 and at m = 1
    ("A: m,n; B: n,m", "dot(vec(A), vec(B))", "dot(vec(A.T), vec(B.T))"),
    ("A: m,n; x: n", "tril(A)@x", "A@x"),
    ("X: n,n; k: real", "det(X)^(k+1)", "det(X)^k"),
    ("x: n; y: n", "norm(x + y)", "norm(x) + norm(y)"),
]


@pytest.mark.parametrize(("shapes", "left", "right"), LIES)
@pytest.mark.parametrize("kind", ["arrays", "array squares"])
def test_a_certificate_that_says_no_more(shapes, left, right, kind):
    context = shaped(shapes)
    asked = Statement(read(left, context), read(right, context), context)
    table = [["2", "3"], ["5", "7"]]
    values = {"A": table, "B": table, "X": table, "x": [["3"], ["4"]], "y": [["3"], ["4"]], "k": [["1"]]}
    point = {name: values[name] for name in context.letters if name in values}
    proof = {"kind": "arrays", "witness": {"sizes": {"m": 2, "n": 2}, "point": point}}
    certificate = proof if kind == "arrays" else {"kind": kind, "proof": proof}
    found = recheck(asked, functions(), sealed(certificate, asked))
    assert not found.accepted, found.guarantee
