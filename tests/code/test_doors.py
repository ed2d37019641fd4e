"""Code by the command and in a notebook; products with a vector; what cannot be written."""

from __future__ import annotations

import random

import numpy as np
import pytest

import derive
from derive.code import NUMPY, Task, source_of
from derive.errors import DeriveError
from derive.expressions.build import TWO, power, sym
from derive.notation.context import EMPTY, Letter
from derive.notation.functions import FunctionTable
from tests.cli.commands import ran
from tests.code.support import compiled

RNN = ("z[t] = W@x[t] + U@h[t-1] + b", "h[t] = tanh(z[t])")
RNN_SHAPES = {"U": "H,H", "W": "H,D", "b": "H", "x": "T,D", "g": "T,H", "z": "T,H", "h": "T,H"}
RNN_LOSS = "Sum(dot(g[t], h[t]), (t, 1, T))"


def test_the_command_prints_a_function() -> None:
    answer = ran("grad", "--expr", "x^2*sin(x)", "--wrt", "x", "-f", "numpy")
    assert answer.code == 0
    gradient = compiled(answer.out)
    assert abs(gradient(0.7) - (2 * 0.7 * np.sin(0.7) + 0.49 * np.cos(0.7))) < 1e-12


def test_torch_code_names_torch_alone() -> None:
    source = derive.gradient("Sum(exp(x[i]), (i,1,n))", wrt="x", shapes={"x": "n"}).to_torch()
    assert "import torch" in source
    assert "np." not in source
    assert "overflows" in source


def test_what_is_written_passes_test_gradient() -> None:
    shapes = {"w": "n", "x": "n"}
    loss = "(y - Sum(w[i]*x[i], (i,1,n)))^2"
    gradient = compiled(derive.gradient(loss, wrt="w", shapes=shapes).to_numpy())
    assert derive.test_gradient(gradient, loss, wrt="w", shapes=shapes)


@pytest.mark.parametrize("wrt", ["U", "W", "b"])
def test_through_time_against_differences(wrt: str) -> None:
    """The loss at h_t = tanh(W x_t + U h_{t−1} + b), moved by ±ε in every entry."""
    draw = np.random.default_rng(5)
    sizes = {"T": 4, "H": 3, "D": 2}
    given = {
        n: draw.normal(size=[sizes[s] for s in text.split(",")]) / 2
        for n, text in RNN_SHAPES.items()
        if n not in "zh"
    }
    start = draw.normal(size=3)

    def loss(moved: np.ndarray) -> float:
        own = {**given, wrt: moved}
        h, total = start, 0.0
        for x, g in zip(own["x"], own["g"], strict=True):
            h = np.tanh(own["W"] @ x + own["U"] @ h + own["b"])
            total += g @ h
        return total

    source = derive.gradient(RNN_LOSS, wrt=wrt, define=RNN, shapes=RNN_SHAPES).to_numpy()
    gradient = compiled(source)
    names = gradient.__code__.co_varnames[: gradient.__code__.co_argcount]
    got = gradient(**{n: given[n] for n in names if n in given}, h_0=start)
    assert got.shape == given[wrt].shape
    for place in np.ndindex(*got.shape):
        step = np.zeros_like(given[wrt])
        step[place] = 1e-6
        slope = (loss(given[wrt] + step) - loss(given[wrt] - step)) / 2e-6
        assert abs(slope - got[place]) < 1e-7, source


def test_a_convolution_by_its_input() -> None:
    shapes = {"g": "n", "v": "K", "x": "n+K-1"}
    text = "Sum(g[i]*Sum(v[k]*x[i+k-1], (k,1,K)), (i,1,n))"
    gradient = compiled(derive.gradient(text, wrt="x", shapes=shapes).to_numpy())
    draw = random.Random(3)
    g, v = (np.array([draw.random() for _ in range(n)]) for n in (5, 3))
    np.testing.assert_allclose(gradient(g=g, v=v), np.convolve(g, v))


def test_an_entry_outside_the_array_is_an_error() -> None:
    source = derive.gradient("Sum(x[i+1]*y[i], (i,1,n))", wrt="y", shapes={"x": "n", "y": "n"}).to_numpy()
    with pytest.raises(IndexError):
        compiled(source)(np.ones(3))


def test_what_cannot_be_written() -> None:
    with pytest.raises(DeriveError, match="cannot be written as code: NumPy has no"):
        derive.gradient("besselj(2, x)", wrt="x").to_numpy()


A = {"A": "m,n", "x": "n"}


def test_a_vector_jacobian_product() -> None:
    found = derive.vjp("tanh(A@x)", "x", "v", shapes={**A, "v": "m"})
    assert found.verdict
    assert "A.T @ (v * (1 - np.tanh(A @ x) ** 2))" in found.to_numpy()


def test_a_jacobian_vector_product() -> None:
    found = derive.jvp("tanh(A@x)", "x", "v", shapes={**A, "v": "n"})
    assert found.verdict
    assert "(1 - np.tanh(A @ x) ** 2) * (A @ v)" in found.to_numpy()


def test_both_shapes_are_named() -> None:
    with pytest.raises(DeriveError, match=r"vector of n.*vector of m"):
        derive.vjp("tanh(A@x)", "x", "v", shapes={**A, "v": "n"})


def test_products_by_the_command() -> None:
    options = [x for n, s in {**A, "v": "n"}.items() for x in ("--shape", f"{n}: {s}")]
    answer = ran("grad", "--expr", "tanh(A@x)", "--wrt", "x", "--jvp", "v", "-f", "numpy", *options)
    assert answer.code == 0
    assert "A @ v" in answer.out


def test_words_of_a_model_cannot_end_the_docstring() -> None:
    """The meaning of a letter is text of the user's; it stays inside the docstring."""
    words = 'a weight"""\nraise SystemExit\n\\'
    context = EMPTY.with_letters(Letter("x", meaning=words))
    source = source_of(Task(power(sym("x"), TWO), (), context), NUMPY, FunctionTable({}))
    assert compiled(source)(3) == 9
    assert 'a weight""" raise SystemExit \\' in (compiled(source).__doc__ or "")
