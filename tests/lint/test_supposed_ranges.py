"""What a document says of its parameters, its symmetric matrices and its gates."""

from __future__ import annotations

import pytest

from derive.linting import lint_text

ROWS = [  # text, the outcome of its last relation
    ("Let the variance be $v > 0$.\n\n# Next\n\nThen $\\sqrt{v^2} = v$.", "proved"),
    ("Suppose $v > 0$.\n\n# Next\n\nThen $\\sqrt{v^2} = v$.", "conditional"),
    ("Here $S$ is the symmetric matrix, $S^\\top = S$. $$\\nabla_w w^\\top S w = 2 S w$$", "proved"),
    ("$$\\nabla_w w^\\top S w = 2 S w$$", "conditional"),
    ("At the stationary point $S w = c w$. $$w^\\top S w = c w^\\top w$$", "proved"),
    ("At the stationary point $S w = c w$. $$w^\\top S w = 2 c w^\\top w$$", "not checkable"),
    (
        "$i_t = \\sigma(w_i x_t)$, $f_t = \\sigma(w_f x_t)$ and $c_t = f_t c_{t-1} + i_t$. "
        "$$\\frac{\\partial c_t}{\\partial w_f} = f_t (1 - f_t) x_t c_{t-1}$$",
        "proved",
    ),
    (
        "Let $K = \\frac{1}{2}(s^2 - \\log s^2)$ and $r = \\log s^2$. Then $K = \\frac{1}{2}(e^r - r)$. "
        "$$\\frac{\\partial K}{\\partial r} = \\frac{1}{2}(e^r - 1)$$",
        "proved",
    ),
    ("Choose $y$ so that $\\sum_{i=1}^n y_i = 1$. $$\\sum_{i=1}^n 2 y_i = 2$$", "proved"),
    ("Let $u = x^2$, so that $$\\frac{du}{dx} = 2 x = x + x$$", "proved"),
    ("Let $u = x^2$, so that $$\\frac{du}{dx} = 2 x = 3 x$$", "refuted"),
    ("Since $\\frac{d}{dx} x^3 = 3 x^2 = 2 x^2$ we are done.", "refuted"),
    ("$$(X^\\top X + c I) X^\\top = X^\\top (X X^\\top + c I)$$", "proved"),
]


@pytest.mark.parametrize(("text", "outcome"), ROWS)
def test_the_last_relation(text, outcome):
    assert lint_text(text).findings[-1].outcome == outcome
