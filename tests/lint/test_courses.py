"""Derivations as students write them: right ones have nothing called wrong, seeded mistakes are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from derive.linting import lint_text
from derive.proofs.budgeted import Judge
from derive.registry import load_registry

FUNCTIONS = load_registry().functions
FOLDER = Path(__file__).parent / "courses"
# document: relations that are neither shown nor definitions (not checkable, or undecided)
RIGHT = {
    "attention.md": 0,
    "attention_scores.tex": 0,
    "batchnorm.md": 2,
    "batchnorm_backward.tex": 0,
    "conv.tex": 0,
    "cross_entropy.md": 0,
    "gaussian.tex": 6,
    "lagrange.md": 0,
    "likelihood.tex": 0,
    "logistic.tex": 1,
    "lstm.md": 1,
    "lstm_gates.md": 0,
    "normal_equations.md": 1,
    "notes.tex": 1,
    "pca.ipynb": 4,
    "ridge.md": 2,
    "sigmoid.md": 0,
    "sizes.md": 0,
    "softmax.tex": 1,
    "vae.md": 1,
    "word_vectors.tex": 0,
}
# document, what is right, what is written instead, its diagnosis ("": not asked), the wrong line
WRONG = [
    (
        "sigmoid.md",
        r"&= -(1+e^{-x})^{-2} \cdot (-e^{-x}) \\",
        r"&= -(1+e^{-x})^{-2} \cdot e^{-x} \\",
        "chain-rule",
        10,
    ),
    ("sigmoid.md", r"= 4\sigma'(2x) =", r"= 2\sigma'(2x) =", "missing-factor", 25),
    (
        "sigmoid.md",
        r"\sigma'(x)(1-\sigma(x)) - \sigma(x)\sigma'(x)",
        r"\sigma'(x)(1-\sigma(x)) + \sigma(x)\sigma'(x)",
        "",
        21,
    ),
    (
        "softmax.tex",
        r"&= -\sum_{i=1}^C y_i (\delta_{ik} - p_k) \\",
        r"&= -\sum_{i=1}^C y_i (1 - p_k) \\",
        "",
        27,
    ),
    ("softmax.tex", r"= - p_i p_k. \qquad", r"= p_i p_k. \qquad", "sign", 20),
    ("softmax.tex", r"\frac{1}{1+e^{-(z_1-z_2)}} =", r"\frac{1}{1+e^{z_1-z_2}} =", "", 37),
    (
        "ridge.md",
        r"2 X^\top X w - 2 X^\top y + 2\lambda w =",
        r"2 X^\top X w - 2 X^\top y + \lambda w =",
        "exponent-left-out",
        18,
    ),
    ("ridge.md", r"- 2 y^\top X w + y^\top y", r"- y^\top X w + y^\top y", "", 12),
    ("ridge.md", r"\sum_{i=1}^n 2 (w x_i - y_i) x_i +", r"\sum_{i=1}^n 2 (w x_i - y_i) +", "chain-rule", 26),
    (
        "logistic.tex",
        r"\frac{\partial z_i}{\partial w_j} = X_{ij}$",
        r"\frac{\partial z_i}{\partial w_j} = w_j$",
        "",
        14,
    ),
    (
        "logistic.tex",
        r"&= \frac{1}{n} \sum_{i=1}^n (\hat{y}_i - y_i) X_{ij}.",
        r"&= \sum_{i=1}^n (\hat{y}_i - y_i) X_{ij}.",
        "mean-not-taken",
        19,
    ),
    (
        "logistic.tex",
        r"\left( \frac{y_i}{\hat{y}_i} - \frac{1-y_i}{1-\hat{y}_i} \right) =",
        r"\left( \frac{y_i}{\hat{y}_i} + \frac{1-y_i}{1-\hat{y}_i} \right) =",
        "minus-dropped",
        12,
    ),
    ("lstm.md", r"\odot o_t \odot (1 - \tanh^2(c_t))", r"\odot (1 - \tanh^2(c_t))", "letter-left-out", 20),
    (
        "lstm.md",
        r"\frac{\partial L}{\partial c_t} \odot g_t, ",
        r"\frac{\partial L}{\partial c_t} \odot i_t, ",
        "",
        24,
    ),
    (
        "lstm.md",
        r"$\frac{\partial f_t}{\partial w_f} = f_t(1-f_t) x_t$",
        r"$\frac{\partial f_t}{\partial w_f} = f_t x_t$",
        "",
        32,
    ),
    (
        "batchnorm.md",
        "&= \\frac{2}{m} (x_k - \\mu)\n",
        "&= \\frac{1}{m} (x_k - \\mu)\n",
        "missing-factor",
        21,
    ),
    ("conv.tex", r"\sum_{i=1}^m (y_i - t_i) x_{i+j-1} \]", r"\sum_{i=1}^m (y_i - t_i) x_{i+j} \]", "", 10),
    ("conv.tex", r"16 \cdot 76 = 1216", r"16 \cdot 76 = 1200", "off-by-one", 16),
    ("conv.tex", r"{1} \right\rfloor + 1 = 32", r"{1} \right\rfloor + 1 = 31", "off-by-one", 15),
    ("attention.md", r"= A_{ij} (\delta_{jk} - A_{ik}).", r"= A_{ij} (1 - A_{ik}).", "", 17),
    ("attention.md", r"= \frac{K_{jk}}{\sqrt d}", r"= \frac{K_{jk}}{d}", "", 13),
    ("gaussian.tex", r"- n \log s - \frac{1}{2 s^2}", r"- \frac{n}{2} \log s - \frac{1}{2 s^2}", "", 11),
    ("gaussian.tex", r"-\frac{n}{s} + \frac{1}{s^3} \sum", r"-\frac{n}{s} + \frac{1}{s^2} \sum", "", 16),
    ("gaussian.tex", r"= -\frac{n}{s^2} < 0.", r"= -\frac{1}{s^2} < 0.", "", 18),
    ("pca.ipynb", r"2 S w - 2 \\lambda w", r"2 S w - \\lambda w", "product-rule-first-term", 7),
    ("pca.ipynb", r"-\\log p_k - 1 + \\lambda", r"-\\log p_k + \\lambda", "product-rule-last-term", 9),
    ("pca.ipynb", r"= -\\log\\frac1n = \\log n", r"= -\\log\\frac1n = -\\log n", "sign", 13),
    ("likelihood.tex", r"+ \frac{1}{2 v^2} \sum", r"+ \frac{1}{v^2} \sum", "", 32),
    (
        "likelihood.tex",
        r"&= \frac{1}{v} \sum_{i=1}^n (x",
        r"&= \frac{1}{2v} \sum_{i=1}^n (x",
        "missing-factor",
        22,
    ),
    ("vae.md", r"\frac{1}{2} (e^r - 1)", r"\frac{1}{2} (e^r + 1)", "minus-dropped", 36),
    ("vae.md", r"= \epsilon = \frac{z - m}{s}", r"= \epsilon = \frac{z - m}{s^2}", "letter-left-out", 20),
    ("word_vectors.tex", r"&= \hat{y}_k - \delta_{ko}", r"&= \delta_{ko} - \hat{y}_k", "minus-dropped", 9),
    ("word_vectors.tex", r"&= \sigma(b_k).", r"&= \sigma(-b_k).", "", 21),
    ("sizes.md", r"54 + 1 = 55", r"54 + 1 = 54", "off-by-one", 9),
    ("batchnorm_backward.tex", r"&= \frac{2}{m} (x_k", r"&= 2 (x_k", "mean-not-taken", 10),
    ("batchnorm_backward.tex", r"m g_k - \sum_{i=1}^m g_i - ", r"m g_k - ", "carry-term", 20),
    ("lstm_gates.md", r"c_t} i_t (1 - g_t^2) x_t", r"c_t} (1 - g_t^2) x_t", "letter-left-out", 44),
    (
        "lstm_gates.md",
        r"\frac{\partial c_t}{\partial i_t} = g_t",
        r"\frac{\partial c_t}{\partial i_t} = i_t",
        "",
        22,
    ),
    ("attention_scores.tex", r"A_{ij} (\delta_{jk} - A_{ik}).", r"A_{ij} (\delta_{ik} - A_{ik}).", "", 9),
    ("normal_equations.md", r"+ 2 X^\top X w + 2", r"+ X^\top X w + 2", "", 13),
    ("lagrange.md", r"= t^2 - 6 t + 8 =", r"= t^2 - 6 t + 10 =", "difference", 24),
    ("lagrange.md", r"= 2 S w - 2 \lambda w =", r"= S w - 2 \lambda w =", "product-rule-first-term", 10),
    (
        "cross_entropy.md",
        r"\frac{p_i - y_i}{p_i (1 - p_i)}$$",
        r"\frac{y_i - p_i}{p_i (1 - p_i)}$$",
        "sign",
        15,
    ),
]


@pytest.fixture(scope="module")
def judge():
    with Judge(30) as found:
        yield found


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_derivation_has_nothing_called_wrong(name, judge):
    report = lint_text((FOLDER / name).read_text(), path=name, functions=FUNCTIONS, judge=judge)
    counts = report.counts
    assert {"refuted", "carried", "conditional"}.isdisjoint(counts)
    assert counts.get("undecided", 0) + counts.get("not checkable", 0) <= RIGHT[name]


@pytest.mark.parametrize(("name", "right", "wrong", "diagnosis", "line"), WRONG)
def test_a_seeded_mistake_is_the_first_wrong_step(name, right, wrong, diagnosis, line, judge):
    text = (FOLDER / name).read_text()
    assert text.count(right) >= 1
    report = lint_text(text.replace(right, wrong, 1), path=name, functions=FUNCTIONS, judge=judge)
    first = [x for x in report.of("refuted") if x.first_wrong]
    assert [x.line for x in first] == [line]
    if diagnosis:  # the search for a diagnosis has a time limit: the right one, or none
        assert ", ".join(id_ for id_, _ in first[0].diagnosis) in ("", diagnosis)
