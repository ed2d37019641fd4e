"""Counterexamples and corrections name what the text names, not what the lint has put in."""

from __future__ import annotations

import pytest

from derive.linting import lint_text

ROWS = [  # text, names of the counterexample, correction
    (r"$$\frac{d}{dx} x F(x) = F(x) - x F'(x)$$", ["F(x)", "F'(x)", "x"], "F(x) + x F'(x)"),
    (
        r"Let $z = w x + b$. $$\frac{\partial L}{\partial w} = \frac{\partial L}{\partial z} b$$",
        ["∂L/∂z", "x", "b"],
        r"\frac{\partial L}{\partial z} x",
    ),
    (
        r"Let $x = \sum_{i=1}^n x_i$. $$\frac{\partial}{\partial x_j} x^2 = x_j^2$$",
        ["n", "j", "x_1", "x_2"],
        "2x",
    ),
]


@pytest.mark.parametrize(("text", "names", "correction"), ROWS)
def test_in_words(text, names, correction):
    finding = lint_text(text).findings[-1]
    assert list(finding.verdict.counterexample.point) == names
    assert finding.correction == correction
