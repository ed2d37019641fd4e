"""Random formulas for `benchmarks.autograd`: entries, contractions, matrices, norms, softmax, layers, cells.

Every size is a letter; the sizes of m, n, p, q are drawn different from each other where they can be.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from benchmarks.autograd_trees import tree

SHAPES = {
    "A": "m,n", "B": "n,p", "C": "m,p", "D": "m,n", "P": "m,m", "Q": "n,n", "G": "m,q", "E": "q,n",
    "x": "n", "y": "m", "z": "p", "v": "K", "s": "n+K-1", "c": "", "t": "2*n+K", "w": "n",
    "F": "p,m,K", "S": "m,n+K-1", "R": "p,n", "k2": "K,K", "I2": "n+K-1,m+K-1", "O2": "n,m",
}  # fmt: skip
SMOOTH = ("exp", "tanh", "sigma", "sin", "softplus", "atan", "cos", "silu")
KINKED = (*SMOOTH, "relu", "abs")
SQUARE = "Sum(Sum(k2[a,b]*I2[i+a-1,j+b-1], (b,1,K)), (a,1,K))"
AXES = {"i": "m", "j": "n", "k": "p", "l": "q"}


@dataclass(frozen=True)
class Drawn:
    kind: str
    text: str
    wrt: str
    shapes: tuple[str, ...]
    define: tuple[str, ...] = ()


Pieces = tuple[
    str, tuple[str, ...], tuple[str, ...]
]  # the formula, what it may be differentiated by, equations


def entries(rng: random.Random) -> Pieces:
    """Sums over places, shifted places, kinks, products, running sums."""
    f, g = rng.choice(KINKED), rng.choice(KINKED)
    text, by = rng.choice((
        (f"Sum(y[i]*{f}(Sum(A[i,j]*x[j], (j,1,n)) + c), (i,1,m))", "yAxc"),
        (f"Sum(Sum({f}(A[i,j])*{g}(x[j])*y[i], (j,1,n)), (i,1,m))", "Axy"),
        (f"Sum(x[i]*{f}(Sum(v[k]*s[i+k-1], (k,1,K))), (i,1,n))", "xvs"),
        (f"log(Sum(exp({f}(x[i])), (i,1,n)))*{g}(c)", "xc"),
        (f"Sum(max({f}(x[i]), c)*{g}(x[i]), (i,1,n))", "xc"),
        (f"Sum({f}(y[i])/(2 + {g}(y[i])^2), (i,1,m))", "y"),
        (f"Sum({f}(x[i])*Sum({g}(x[j]), (j,1,i)), (i,1,n))", "x"),
        (f"Product(2 + {f}(x[i]), (i,1,n))*{g}(c)", "xc"),
        (f"Sum({f}(x[i] - x[1])*w[i], (i,1,n))", "xw"),
    ))  # fmt: skip
    return text, tuple(by), ()


def contraction(rng: random.Random) -> Pieces:
    """Σ over i, j, k, l of a product of two to four arrays, functions on some of them."""
    chosen = rng.sample(
        ["A[i,j]", "B[j,k]", "C[i,k]", "x[j]", "y[i]", "z[k]", "G[i,l]", "E[l,j]", "D[i,j]"],
        rng.randint(2, 4),
    )
    factors = [f"{rng.choice(SMOOTH)}({a})" if rng.random() < 0.35 else a for a in chosen]
    text = "*".join(factors)
    for index, size in AXES.items():
        if any(index in a.split("[")[1] for a in chosen):
            text = f"Sum({text}, ({index},1,{size}))"
    if rng.random() < 0.3:
        text = f"{rng.choice(SMOOTH)}({text})"
    return text, tuple(a[0] for a in chosen), ()


def matrices(rng: random.Random) -> Pieces:
    """Traces, determinants, inverses, quadratic forms, Kronecker products."""
    f = rng.choice(SMOOTH)
    text, by = rng.choice((
        ("tr(inv(P + 5*eye(m))@A@Q@D.T)", "PAQD"),
        ("log(det(A@A.T + 2*eye(m)))", "A"),
        ("log(det(A.T@P@P.T@A + 3*eye(n)))", "AP"),
        ("det(P + 4*eye(m))*dot(y, A@x)", "PyAx"),
        ("dot(A@x - y, P@(A@x - y))", "APxy"),
        ("dot(x, inv(Q@Q.T + eye(n))@x)", "xQ"),
        ("tr(P@P@P)", "P"),
        ("tr(A@B@C.T)", "ABC"),
        ("tr(A@Q@A.T@P)", "AQP"),
        (f"dot(y, {f}(A@x))", "yAx"),
        (f"dot(y, {f}(A@x + c*y))", "yAx"),
        (f"total(hadamard({f}(A), D)@B)", "ADB"),
        (f"dot(x, A.T@{f}(A@x))", "xA"),
        (f"total(hadamard({f}(A@B), C))", "ABC"),
        ("tr(kron(P, Q))*c", "PQ"),
        (f"tr({f}(P)@P.T)", "P"),
        ("dot(y, inv(P + 4*eye(m))@(A@x))", "yPAx"),
    ))  # fmt: skip
    return text, tuple(by), ()


def norms(rng: random.Random) -> Pieces:
    f = rng.choice(SMOOTH)
    text, by = rng.choice((
        ("norm(A@x - y)", "Axy"), ("norm(A@B - C, F)", "ABC"), ("norm(A@B - C, F)^2 + norm(A, F)^2", "ABC"),
        (f"norm({f}(A@B) - C, F)^2", "ABC"), (f"norm({f}(A@x) - y)^3", "Axy"),
        ("dot(x, w)/(norm(x)*norm(w))", "xw"), (f"{f}(norm(A@x))", "Ax"), ("norm(x)^2/(1 + norm(w)^2)", "xw"),
        (f"norm(x - w)*{f}(c)", "xw"), ("log(1 + norm(A@x - y)^2)", "Axy"),
    ))  # fmt: skip
    return text, tuple(by), ()


def softmaxes(rng: random.Random) -> Pieces:
    """Along a vector, along the rows of a matrix, attention, written out."""
    f = rng.choice(SMOOTH)
    text, by = rng.choice((
        (f"dot(y, log(softmax(A@{f}(x))))", "yAx"), ("dot(y, softmax(A@x))", "yAx"),
        ("total(hadamard(C, log(rowsoftmax(A@B))))", "CAB"), ("total(hadamard(C, rowsoftmax(A@B)))", "CAB"),
        ("total(hadamard(G, rowsoftmax(A@B)@(R@E.T)))", "GABRE"),
        ("total(hadamard(G, rowsoftmax(A@D.T)@G))", "GAD"), ("logsumexp(A@x)*c", "Ax"),
        (f"Sum(Sum(D[i,j]*exp({f}(A[i,j]))/Sum(exp({f}(A[i,k])), (k,1,n)), (j,1,n)), (i,1,m))", "DA"),
        (f"Sum(Sum(D[i,j]*exp({f}(A[i,j]))/Sum(exp({f}(A[k,j])), (k,1,m)), (j,1,n)), (i,1,m))", "DA"),
    ))  # fmt: skip
    return text, tuple(by), ()


def convolutions(rng: random.Random) -> Pieces:
    """1-D with channels, stride, dilation; 2-D; mean pooling."""
    f = rng.choice(SMOOTH)
    text, by = rng.choice((
        (f"Sum(Sum(R[o,i]*{f}(Sum(Sum(F[o,a,k]*S[a,i+k-1], (k,1,K)), (a,1,m))), (i,1,n)), (o,1,p))", "RFS"),
        ("Sum(Sum(Sum(Sum(R[o,i]*F[o,a,k]*S[a,i+k-1], (k,1,K)), (a,1,m)), (i,1,n)), (o,1,p))", "RFS"),
        (f"Sum(x[i]*{f}(Sum(v[k]*t[2*i+k-2], (k,1,K))), (i,1,n))", "xvt"),
        (f"Sum(Sum(O2[i,j]*{f}({SQUARE}), (j,1,m)), (i,1,n))", ("O2", "k2", "I2")),
        (f"Sum(x[i]*{f}((t[2*i-1] + t[2*i])/2), (i,1,n))", "xt"),
        (f"Sum(w[i]*{f}(x[n+1-i]), (i,1,n))", "wx"),
    ))  # fmt: skip
    return text, tuple(by), ()


def norm_layers(rng: random.Random) -> Pieces:
    """Batch norm over the first axis, layer norm over the last, as equations."""
    f = rng.choice(SMOOTH)
    batch = (
        "mu[j] = 1/m*Sum(A[i,j], (i,1,m))", "u[j] = 1/m*Sum((A[i,j] - mu[j])^2, (i,1,m))",
        "r[j] = sqrt(u[j] + 1/8)", "h[i,j] = x[j]*(A[i,j] - mu[j])/r[j] + w[j]",
    )  # fmt: skip
    layer = (
        "mu[i] = 1/n*Sum(A[i,j], (j,1,n))", "u[i] = 1/n*Sum((A[i,j] - mu[i])^2, (j,1,n))",
        "r[i] = sqrt(u[i] + 1/8)", "h[i,j] = x[j]*(A[i,j] - mu[i])/r[i] + w[j]",
    )  # fmt: skip
    text = rng.choice(
        ("Sum(Sum(D[i,j]*h[i,j], (j,1,n)), (i,1,m))", f"Sum(Sum(D[i,j]*{f}(h[i,j]), (j,1,n)), (i,1,m))")
    )
    return text, tuple("AxwD"), rng.choice((batch, layer))


def cells(rng: random.Random) -> Pieces:
    """RNN, GRU and LSTM cells of a batch, as equations between matrices."""
    letters = ("X0", "H0", "C0", "GH", "Wa", "Ua", "Wb", "Ub", "Wc", "Uc", "Wd", "Ud")
    rnn = ("hh = tanh(X0@Wa.T + H0@Ua.T)", f"hh = {rng.choice(SMOOTH)}(X0@Wa.T + H0@Ua.T)")
    gru = (
        "ra = sigma(X0@Wa.T + H0@Ua.T)", "zb = sigma(X0@Wb.T + H0@Ub.T)",
        "nc = tanh(X0@Wc.T + hadamard(ra, H0@Uc.T))", "hh = hadamard(1 - zb, nc) + hadamard(zb, H0)",
    )  # fmt: skip
    lstm = (
        "ia = sigma(X0@Wa.T + H0@Ua.T)", "fb = sigma(X0@Wb.T + H0@Ub.T)", "gc = tanh(X0@Wc.T + H0@Uc.T)",
        "od = sigma(X0@Wd.T + H0@Ud.T)", "cc = hadamard(fb, C0) + hadamard(ia, gc)",
        "hh = hadamard(od, tanh(cc))",
    )  # fmt: skip
    define = rng.choice(((rng.choice(rnn),), gru, lstm))
    by = tuple(n for n in letters if any(n in e for e in define) or n == "GH")
    return "total(hadamard(GH, hh))", by, define


KINDS: Mapping[str, Callable[[random.Random], Pieces]] = {
    "entries": entries, "contraction": contraction, "matrices": matrices, "norms": norms,
    "softmax": softmaxes, "convolution": convolutions, "normalization": norm_layers, "cell": cells,
    "tree": tree, "large tree": tree,
}  # fmt: skip
CELL_SHAPES = {"X0": "m,p", "H0": "m,n", "C0": "m,n", "GH": "m,n"}
CELL_SHAPES |= {f"W{g}": "n,p" for g in "abcd"} | {f"U{g}": "n,n" for g in "abcd"}
ALL_SHAPES = {**SHAPES, **CELL_SHAPES}


def formula(seed: int) -> Drawn:
    """A random number-valued formula of a random kind, and an array of it."""
    rng = random.Random(seed)
    kind = rng.choice(list(KINDS))
    text, by, define = KINDS[kind](rng)
    wrt = rng.choice(by)
    names = [n for n in ALL_SHAPES if _named(n, " ".join((text, *define)))]
    return Drawn(kind, text, wrt, tuple(f"{n}: {ALL_SHAPES[n]}" for n in names), define)


def _named(name: str, text: str) -> bool:
    """Whether the letter stands alone in the text: not within a word."""
    start = text.find(name)
    while start >= 0:
        around = text[start - 1 : start] + text[start + len(name) : start + len(name) + 1]
        if not any(c.isalnum() for c in around):
            return True
        start = text.find(name, start + 1)
    return False
