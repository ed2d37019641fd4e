"""What a text supposes of its data, and equations that it sets out to solve, are no claims."""

import pytest

from derive.linting import lint_text
from derive.registry import load_registry

FUNCTIONS = load_registry().functions
SOFTMAX = r"Let $p_i = \frac{e^{z_i}}{\sum_{j=1}^n e^{z_j}}$"
TEXTS = [  # text, the outcomes of its last formula's links
    (r"Let $L = 2x$ with $\sum_{i=1}^n y_i = 1$.", ["definition"]),
    (
        r"Let $f = \sum_{i=1}^n y_i x$ and suppose that $\sum_{i=1}^n y_i = 1$. Then $f = x$.",
        ["definition", "proved"],
    ),
    (SOFTMAX + r" where $\sum_{i=1}^n p_i = 2$.", ["refuted"]),
    (
        r"Setting the derivative to zero, $\frac{d}{dx} (x - 1)^2 = 2(x - 1) = 0$.",
        ["proved", "not checkable"],
    ),
    (r"Assume $0 < a < 1$. Then $|a - 1| = 1 - a$.", ["definition", "definition", "proved"]),
    (r"Assume $1 < b < 2$. Then $|b| = -b$.", ["definition", "definition", "refuted"]),
    (r"Let $z = w^\top x$; suppose $z > 0$. Then $|z| = z$.", ["definition", "definition", "proved"]),
    (r"Let $z = w^\top x$; suppose $z > 0$. Then $\sqrt{z^2} = z$.", ["definition", "definition", "proved"]),
    (r"Let $z = w^\top x$; suppose $z = 1$. Then $z^2 = z$.", ["definition", "definition", "proved"]),
    (r"Let $z = w^\top x$; suppose $z < 0$. Then $|z| = z$.", ["definition", "definition", "refuted"]),
    (r"If $y \in \{0, 1\}$ then $y^2 = y$.", ["definition", "proved"]),
    (r"If $y \in \{0, 2\}$ then $y^2 = y$.", ["definition", "refuted"]),
    (SOFTMAX + r". If $i \neq k$, $\frac{\partial p_i}{\partial z_k} = -p_i p_k$.", ["definition", "proved"]),
    (
        r"Let $\ell(w) = (w - a)^2$. Then $\frac{\partial \ell}{\partial w} = 2(w - a)$.",
        ["definition", "proved"],
    ),
    (r"We have $e^{H(p)} = e^{-c}$ where $H(p) = -c$.", ["proved", "definition"]),
    (
        r"Let $S \in \mathbb{R}^{n \times n}$ be symmetric, $S^\top = S$. Then $S^\top S = S S$.",
        ["definition"] * 2 + ["proved"],
    ),
    (r"$\frac{d}{dx} (x - 1)^2 = 2(x - 1) = 0 \Rightarrow x = 1$", None),
]


@pytest.mark.parametrize(("text", "wanted"), TEXTS)
def test_last_formula(text, wanted):
    links = lint_text(text, functions=FUNCTIONS).findings
    found = [x.outcome for x in links]
    if wanted is None:
        assert "refuted" not in found
    else:
        assert found[-len(wanted) :] == wanted
