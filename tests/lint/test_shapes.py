"""Statements between arrays: shapes that the document says, that the letters show, and that do not fit."""

from __future__ import annotations

import pytest

from derive.linting import lint_text

SAID = r"Let $W \in \mathbb{R}^{m \times n}$, $x \in \mathbb{R}^n$, $y \in \mathbb{R}^m$."
FORMULAS = [
    (r"(W x)^T = x^T W^T", "proved", ""),
    (r"y^T W x = x^T W^T y", "proved", ""),
    (r"y^T W x = x^T W y", "refuted", "D105"),
    (r"\frac{\partial}{\partial x} (y^T W x) = W^T y", "proved", ""),
    (r"\frac{\partial}{\partial x} (y^T W x) = W y", "refuted", "D105"),
    (r"\frac{\partial}{\partial x} \|x\|^2 = 2x", "proved", ""),
    (r"\frac{\partial}{\partial W} \|y - W x\|^2 = -2 (y - Wx) x^T", "proved", ""),
    (r"\frac{\partial}{\partial W} \|y - W x\|^2 = 2 (y - Wx) x^T", "refuted", "D101"),
    (r"\nabla_{\mathbf{v}} \mathbf{v}^\top \mathbf{A} \mathbf{v} = (\mathbf{A} + \mathbf{A}^\top)\mathbf{v}",
     "proved", ""),
    (r"\nabla_{\mathbf{v}} \mathbf{v}^\top \mathbf{A} \mathbf{v} = 2 \mathbf{A} \mathbf{v}",
     "conditional", "D201"),
    (r"\mathbf{A}\mathbf{B} = \mathbf{B}\mathbf{A}", "refuted", "D101"),
    (r"(AB)^T = B^T A^T", "proved", ""),
    (r"(AB)^T = A^T B^T", "conditional", "D201"),
    (r"(a - b) \frac{\partial \mathbf{U}^\top v}{\partial \mathbf{U}} = (a - b) v", "refuted", "D105"),
]  # fmt: skip


@pytest.fixture(scope="module")
def findings():
    text = SAID + "".join(f"\n\n$${formula}$$" for formula, _, _ in FORMULAS)
    return lint_text(text).findings[3:]


@pytest.mark.parametrize(("k", "row"), list(enumerate(FORMULAS)), ids=[r[0] for r in FORMULAS])
def test_arrays(findings, k, row):
    assert (findings[k].outcome, findings[k].code) == row[1:], findings[k].message


def outcomes(text):
    return [f.outcome for f in lint_text(text).findings]


def test_a_row_for_a_column_is_right_up_to_a_transpose():
    text = r"$$(a - b)^\top \frac{\partial U^\top v}{\partial v} = U (a - b)$$"
    (finding,) = lint_text(text).findings
    assert (finding.outcome, finding.message[:8]) == ("conditional", "one side")


def test_shapes_in_prose():
    text = r"Let $V$ be a $p \times m$ matrix and $x$ a vector. Then $$(V x)^\top = x^\top V^\top$$"
    assert outcomes(text) == ["definition", "proved"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"$$\nabla_w \sum_{i=1}^m (w^T x_i - y_i)^2 = 2 \sum_{i=1}^m (w^T x_i - y_i) x_i$$", ["proved"]),
        (r"$$\nabla_w \sum_{i=1}^m (w^T x_i - y_i)^2 = 2 \sum_{i=1}^m (w^T x_i - y_i) w$$", ["refuted"]),
        (r"$$\nabla_w \sum_{i=1}^m (w^T x_i)^2 = 2 \sum_{i=1}^m (w^T x_i) x_i^T$$", ["conditional"]),
        (r"$$\sum_{i=1}^m x_i x_i^T w = \sum_{i=1}^m (x_i^T w) x_i$$", ["proved"]),
        (r"$$\sum_{i=1}^m x_i x_i^T w = \sum_{i=1}^m (x_i^T x_i) w$$", ["conditional"]),
        (r"$$(AB)^{-1} = A^{-1}B^{-1}$$", ["conditional"]),
        (r"$$(AB)^{-1} = B^{-1}A^{-1}$$", ["proved"]),
        (r"$$(A^{-1} + B^{-1})^{-1} = A(A+B)^{-1}B$$", ["proved"]),
        (r"$$(A^{-1} + B^{-1})^{-1} = A(A+B)^{-1}A$$", ["refuted"]),
        (r"$$\nabla_w L = 2X^T X w - 2X^T y = 0,$$ so that $w = (X^T X)^{-1} X^T y$.",
         ["not checkable", "not checkable", "definition"]),
        (r"$$(1-\beta) g \sum_{i=1}^t \beta^{t-i} = g(1-\beta^t)$$", ["proved"]),
        (r"$$\operatorname{tr}(ABC) = \operatorname{tr}(CAB)$$", ["proved"]),
        (r"$$\sum_{i=1}^n \sum_{j \ne i} 1 = n(n-1)$$", ["proved"]),
        (r"$$x_1 + x_2 + \dots + x_n = \sum_{i=1}^n x_i$$", ["proved"]),
        (r"$$a_1 b_1 + \dots + a_n b_n = \sum_{i=1}^n a_i b_i^2$$", ["refuted"]),
        (r"Let $f(x) = x^3$. Then $$\left. \frac{df(x)}{dx} \right|_{x = 2} = 12$$",
         ["definition", "proved"]),
        (r"Let $f(x) = x^3$. Then $$\frac{df(x)}{dx}\Big|_{x = 2} = 6$$", ["definition", "refuted"]),
        (r"Let $f = 3x^2y$. $$\nabla f(x, y) = [6xy, 3x^2]$$", ["definition", "proved"]),
        (r"$$\frac{\partial C}{\partial a} = \frac{\partial C}{\partial b \frac{\partial b}{\partial a}}$$",
         ["refuted"]),
        (r"Let $J = G(y, p)$. Then $$\frac{\partial J}{\partial t} = p - y$$",
         ["definition", "not checkable"]),
        (r"Let $J = (y - p)^2$. Then $$\frac{\partial J}{\partial t} = p - y$$",
         ["definition", "not checkable"]),
    ],
)  # fmt: skip
def test_what_a_document_writes(text, expected):
    assert outcomes(text) == expected
