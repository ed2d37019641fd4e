"""Backpropagation in stages: recurrent cells over symbolic time, convolutions, normalisation."""

from __future__ import annotations

import pytest

from derive.derivations.stage_proofs import prove_stages
from derive.derivations.staged import Backpropagation, backpropagate
from derive.derivations.unrolled import unrolled
from derive.engine.prove import decide
from derive.expressions.build import ONE, sym
from derive.notation.context import EMPTY, Context, Definition, Letter
from derive.read import read_expression
from derive.render.plain import plain
from tests.tensors.support import functions

T, H = sym("T"), sym("H")
SIZES = ("T", "H", "D", "N", "M", "K", "C", "O")


def model(arrays: dict[str, str], equations: list[str], ranges: dict[str, str]) -> Context:
    """`x: T,D` and `h[t,i] = …`, index letters with the size they run to."""
    axes = {n: tuple(sym(s.strip()) for s in text.split(",") if s.strip()) for n, text in arrays.items()}
    letters = [Letter(n, role="size") for n in SIZES]
    letters += [Letter(n, axes=shape) for n, shape in axes.items()]
    letters += [Letter(n, role="index", lo=ONE, hi=sym(size)) for n, size in ranges.items()]
    context = EMPTY.with_letters(*letters)
    for text in equations:
        left, _, right = text.partition("=")
        sides = [read_expression(s, context, functions(), syntax="plain").expr for s in (left, right)]
        context = context.with_definitions(Definition(*sides))
    return context


def printed(found: Backpropagation, name: str) -> str:
    line = found.line(name)
    return plain(line.value if line.matrix is None else line.matrix, found.context, functions())


def assert_proved(found: Backpropagation, open_: frozenset[str] = frozenset()) -> None:
    verdicts = prove_stages(found, lambda statement: decide(statement, functions()))
    assert {name for name, verdict in verdicts if verdict.verdict != "proved"} == open_  # type: ignore[attr-defined]
    assert verdicts


RNN = (
    {"x": "T,D", "h": "T,H", "z": "T,H", "W": "H,D", "U": "H,H", "b": "H", "g": "T,H"},
    [
        "z[t,i] = Sum(W[i,j] x[t,j], (j,1,D)) + Sum(U[i,j] h[t-1,j], (j,1,H)) + b[i]",
        "h[t,i] = tanh(z[t,i])",
    ],
    {"t": "T", "i": "H"},
)
GRU = (
    dict.fromkeys(("h", "r", "u", "n", "zr", "zu", "zn", "g"), "T,H")
    | {"x": "T,D"}
    | dict.fromkeys(("A", "B", "C1"), "H,D")
    | dict.fromkeys(("P", "Q", "R"), "H,H"),
    [
        "zr[t,i] = Sum(A[i,j] x[t,j], (j,1,D)) + Sum(P[i,j] h[t-1,j], (j,1,H))",
        "r[t,i] = sigma(zr[t,i])",
        "zu[t,i] = Sum(B[i,j] x[t,j], (j,1,D)) + Sum(Q[i,j] h[t-1,j], (j,1,H))",
        "u[t,i] = sigma(zu[t,i])",
        "zn[t,i] = Sum(C1[i,j] x[t,j], (j,1,D)) + r[t,i] Sum(R[i,j] h[t-1,j], (j,1,H))",
        "n[t,i] = tanh(zn[t,i])",
        "h[t,i] = (1 - u[t,i]) n[t,i] + u[t,i] h[t-1,i]",
    ],
    {"t": "T", "i": "H"},
)


def test_a_recurrent_network_over_symbolic_time() -> None:
    found = backpropagate(model(*RNN), functions(), ["W", "U", "b"], direct={"h": "g"}, labels=[T])
    assert printed(found, "z") == "hadamard(hbar[t], 1 - h[t]^2)"
    assert printed(found, "h") == "g[t] + iverson(t + 1 <= T)*(U.T @ zbar[t + 1])"
    assert printed(found, "U") == "Sum(zbar[t] @ h[t - 1].T, (t, 1, T))"
    assert_proved(found)


def test_a_gated_recurrent_unit() -> None:
    found = backpropagate(model(*GRU), functions(), ["R"], direct={"h": "g"}, labels=[T])
    assert printed(found, "r").startswith("hadamard(znbar[t], R @ h[t - 1]")
    assert_proved(found)


def test_a_hundred_steps_are_instances_of_the_same_lines() -> None:
    found = backpropagate(model(*RNN), functions(), [], direct={"h": "g"}, labels=[T])
    lines = unrolled(found, T, 100)
    assert len(lines) == 200
    assert "iverson" not in plain(lines[-1][1], found.context, functions())
    assert plain(lines[0][1], found.context, functions()) == "g[100, k]"


@pytest.mark.parametrize("bias", [True, False])
def test_a_convolution_with_channels(bias: bool) -> None:
    """y_oi = Σ_c Σ_j w_ocj x_{c, i+j−1} (+ b_o): the gradients by kernel, input and bias."""
    arrays = {"x": "C,N", "w": "O,C,K", "b": "O", "y": "O,M", "g": "O,M"}
    added = " + b[o]" if bias else ""
    equation = f"y[o,i] = Sum(Sum(w[o,q,j] x[q,i+j-1], (j,1,K)), (q,1,C)){added}"
    context = model(arrays, [equation], {"o": "O", "i": "M"})
    found = backpropagate(context, functions(), ["w", "x", *(["b"] if bias else [])], direct={"y": "g"})
    kernel = plain(found.line("w").value, found.context, functions())
    assert "ybar[k" in kernel
    assert "x[l" in kernel
    image = plain(found.line("x").value, found.context, functions())
    assert "iverson" in image or "delta" in image
    if bias:
        assert printed(found, "b") == "ybar @ ones(M)"


def test_layer_normalisation_backward() -> None:
    """x̂ = (x − μ)/s, μ = Σx/H, s = √(Σ(x − μ)²/H + e): one line for each equation."""
    arrays = dict.fromkeys(("x", "c", "xhat", "y", "gamma1", "beta1", "g"), "H")
    arrays |= dict.fromkeys(("mu", "s", "e"), "")
    equations = [
        "mu = Sum(x[j], (j,1,H))/H",
        "c[i] = x[i] - mu",
        "s = sqrt(Sum(c[j]^2, (j,1,H))/H + e)",
        "xhat[i] = c[i]/s",
        "y[i] = gamma1[i] xhat[i] + beta1[i]",
    ]
    found = backpropagate(
        model(arrays, equations, {"i": "H"}), functions(), ["x", "gamma1"], direct={"y": "g"}
    )
    assert printed(found, "gamma1") == "hadamard(ybar, xhat)"
    assert printed(found, "xhat") == "hadamard(ybar, gamma1)"
    # The kernel does not confirm these two yet: an index of one side only; √ under a bar.
    assert_proved(found)
