"""The generated back-propagation of a whole LSTM against differences of its loss."""

from __future__ import annotations

import numpy as np
import pytest

import derive
from tests.code.support import compiled

T, H, D = 5, 3, 4
GATES = [f"{g}[t] = sigma(W_{g}@x[t] + U_{g}@h[t-1] + b_{g})" for g in "fio"]
EQUATIONS = [
    *GATES,
    "g[t] = tanh(W_g@x[t] + U_g@h[t-1] + b_g)",
    "c[t] = hadamard(f[t], c[t-1]) + hadamard(i[t], g[t])",
    "h[t] = hadamard(o[t], tanh(c[t]))",
]
SHAPES = (
    {f"U_{g}": "H,H" for g in "fiog"} | {f"W_{g}": "H,D" for g in "fiog"} | {f"b_{g}": "H" for g in "fiog"}
)
SHAPES |= {"x": "T,D", "y": "T,H"} | dict.fromkeys("fiogch", "T,H")


def drawn() -> dict[str, np.ndarray]:
    numbers = np.random.default_rng(0)
    sizes = {"T": T, "H": H, "D": D}
    return {
        name: numbers.normal(size=[sizes[s] for s in axes.split(",")])
        for name, axes in SHAPES.items()
        if name not in "fiogch"
    }


def loss(given: dict[str, np.ndarray]) -> float:
    h, c, total = np.zeros(H), np.zeros(H), 0.0
    for x, y in zip(given["x"], given["y"], strict=True):
        z = {g: given[f"W_{g}"] @ x + given[f"U_{g}"] @ h + given[f"b_{g}"] for g in "fiog"}
        f, i, o = (1 / (1 + np.exp(-z[g])) for g in "fio")
        c = f * c + i * np.tanh(z["g"])
        h = o * np.tanh(c)
        total += y @ h
    return total


def differences(given: dict[str, np.ndarray], name: str, step: float = 1e-6) -> np.ndarray:
    found = np.zeros_like(given[name])
    for place in np.ndindex(found.shape):
        for sign in (1, -1):
            moved = {k: v.copy() for k, v in given.items()}
            moved[name][place] += sign * step
            found[place] += sign * loss(moved) / (2 * step)
    return found


@pytest.mark.parametrize("wrt", ["U_f", "W_g", "b_o"])
def test_the_gradient_of_an_lstm(wrt):
    derived = derive.gradient("Sum(dot(y[t], h[t]), (t, 1, T))", wrt=wrt, define=EQUATIONS, shapes=SHAPES)
    assert derived.verdict.verdict == "proved"
    given = drawn()
    found = compiled(derived.to_numpy())(**given)
    assert np.allclose(found, differences(given, wrt), atol=1e-7)
