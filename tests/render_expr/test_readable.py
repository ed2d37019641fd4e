"""Short formulas as a person reads them in a terminal."""

from __future__ import annotations

import pytest

from derive.render.readable import readable


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\delta_{ik}", "δ_ik"),
        (r"B^\top \odot A^\top", "Bᵀ ⊙ Aᵀ"),
        (r"\frac{a + b}{n}", "(a + b)/n"),
        (r"\sigma\left( W x + b \right)", "σ( W x + b )"),
        (r"e^{-x^2}", "e^(-x^2)"),
        (r"\hat{y}_{t-1}", "y\u0302_(t-1)"),
        (r"\operatorname{softmax}(z)_i", "softmax(z)_i"),
        (r"\lfloor \frac{H}{2} \rfloor", "⌊ H/2 ⌋"),
        (r"\sqrt{x}", "√(x)"),
        ("W*x", "W*x"),
    ],
)
def test_readable(latex, text):
    assert readable(latex) == text
