"""Shapes that nobody declared, from how the text uses its letters."""

from __future__ import annotations

import pytest

import derive
from derive.answers.task import with_shapes
from derive.errors import DeriveError
from derive.notation.context import EMPTY
from derive.read import read_expression, shaped_by_use
from derive.registry import load_registry
from derive.render.plain import plain
from derive.results.own_gradient import own_gradient

REGISTRY = load_registry()
FUNCTIONS = REGISTRY.functions

SHAPES = [
    ((r"\|XW - Y\|_F^2",), {"X": "m n", "W": "n p", "Y": "m p"}),
    ((r"y^T \log \mathrm{softmax}(W x + b)",), {"y": "m", "W": "m n", "x": "n", "b": "m"}),
    ((r"\frac{1}{2}\|\Phi w - t\|^2 + \lambda \|w\|^2",), {"Phi": "m n", "w": "n", "t": "m"}),
    ((r"\operatorname{tr}(A^{-1} B A)",), {"A": "m m", "B": "m m"}),
    ((r"(AB)^T", r"B^T A^T"), {"A": "m n", "B": "n p"}),
    (("norm(X @ w - y)^2",), {"X": "m n", "w": "n", "y": "m"}),
    (("x^2 + a",), {}),
]


@pytest.mark.parametrize(("texts", "expected"), SHAPES, ids=lambda x: x[0] if isinstance(x, tuple) else "")
def test_shapes_follow_from_the_text(texts: tuple[str, ...], expected: dict[str, str]) -> None:
    context = shaped_by_use(
        EMPTY, texts, FUNCTIONS, "latex" if "\\" in texts[0] or "^T" in texts[0] else "auto"
    )
    found = {n: " ".join(str(a.value) for a in x.axes) for n, x in context.letters.items() if x.axes}
    assert found == expected


@pytest.mark.parametrize(
    "text", [r"\|x + A\|^2 + A B^T", r"\operatorname{tr}(x^T A) + \|A x + y\|^2 + x^T y^T"]
)
def test_shapes_that_stay_open_are_asked_for(text: str) -> None:
    with pytest.raises(DeriveError, match="shapes of the letters") as caught:
        shaped_by_use(EMPTY, [text], FUNCTIONS)
    assert "--shape" in (caught.value.hint or "")


def test_a_declared_shape_is_kept() -> None:
    declared = with_shapes(EMPTY, ["X: N,d"])
    context = shaped_by_use(declared, [r"\|X w - y\|^2"], FUNCTIONS)
    assert {n: [str(a.value) for a in x.axes] for n, x in context.letters.items() if x.axes} == {
        "X": ["N", "d"], "w": ["d"], "y": ["N"]
    }  # fmt: skip


GRADIENTS = [
    (r"\|XW - Y\|_F^2", "X", "2*((X @ W - Y) @ W.T)"),
    (r"\frac{1}{2}\|Xw - y\|^2", "w", "X.T @ (X @ w - y)"),
    (r"y^T \log \mathrm{softmax}(W x + b)", "W", "(y - total(y)*softmax(W @ x + b)) @ x.T"),
]


@pytest.mark.parametrize(("text", "wrt", "closed"), GRADIENTS)
def test_a_gradient_without_declared_shapes(text: str, wrt: str, closed: str) -> None:
    found = own_gradient(text, wrt, REGISTRY)
    assert found.verdict.verdict == "proved"
    assert found.closed is not None
    assert plain(found.closed, found.context, FUNCTIONS) == closed


def test_a_missing_transpose_is_seen_without_declared_shapes() -> None:
    left = r"\frac{\partial}{\partial w}\|Xw-y\|^2"
    assert derive.equal(left, "2X^T(Xw-y)").verdict == "proved"
    assert derive.equal(left, "2X(Xw-y)").verdict == "conditional"
    assert (
        derive.equal(r"\operatorname{tr}(AB)", r"\operatorname{tr}(A)\operatorname{tr}(B)").verdict
        == "refuted"
    )


BARS = [
    (r"\frac{d}{dx} \frac{1}{2} |x|^2", "D((1/2)*abs(x)^2, x)"),
    (r"\frac{d}{dx} |x| |y|", "D(abs(x)*abs(y), x)"),
    (r"\sin 2|x|", "sin(2*abs(x))"),
    ("|x||y||z|", "abs(x)*abs(y)*abs(z)"),
    ("||x|-|y||", "abs(abs(x) - abs(y))"),
    (r"|\log x||y|^2", "abs(log(x))*abs(y)^2"),
]


@pytest.mark.parametrize(("text", "same"), BARS)
def test_an_operand_goes_on_with_factors_in_bars(text: str, same: str) -> None:
    first = read_expression(text, EMPTY, FUNCTIONS, infer=True).expr
    assert first is read_expression(same, EMPTY, FUNCTIONS, infer=True).expr
