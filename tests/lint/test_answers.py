"""Answers of students: what is taken, what is refused and why, and what is said of a slip."""

from __future__ import annotations

import pytest

from derive.answers import check_answer, task_of_claim, task_of_text
from derive.errors import NotAnAnswer
from derive.registry import load_registry

REGISTRY = load_registry()
F = REGISTRY.functions


@pytest.mark.parametrize(
    ("asked", "answer", "reason"),
    [
        ("x+1", "±x", "two answers"),
        ("x+1", r"\pm x", "two answers"),
        ("x+1", "x+1, x-1", "a list"),
        ("x+1", r"\{1, 2\}", "a list"),
        ("x+1", "1 or 2", "a list"),
        ("x+1", "nan", "no value"),
        ("x+1", "undefined", "no value"),
        ("x+1", "oo", "infinity"),
        ("x+1", "x = 1", "a relation"),
        ("x+1", "", "empty"),
        ("Sum(i, (i,1,n))", "Sum(i, (i,1,n))", "the question"),
        ("D(x^2, x)", "D(x^2, x)", "the question"),
    ],
)
def test_what_is_no_answer(asked, answer, reason):
    with pytest.raises(NotAnAnswer, match=reason):
        check_answer(answer, task_of_text(asked, F), F)


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("D(tanh(x), x)", "1 - tanh^2(x)"),
        ("D(sin(x)^3, x)", "3 sin^2(x) cos(x)"),
        ("10000", "10,000"),
        ("max(x, y)", "max(y, x)"),
        ("D(max(0, x), x)", r"\begin{cases} 1, & x > 0 \\ 0, & x < 0 \end{cases}"),
        (
            "max(0, min(1, x))",
            r"\begin{cases} x & 0 < x \text{ and } x < 1 \\ \min(1, \max(0, x)) & \text{else} \end{cases}",
        ),
    ],
)
def test_spellings_that_are_taken(asked, answer):
    assert check_answer(answer, task_of_text(asked, F), F).verdict


@pytest.mark.parametrize(
    ("claim", "answer", "mistake"),
    [
        ("softmax.jacobian", "p_i(1-p_k)", "delta-as-one"),
        ("softmax.jacobian", "-p_i p_k", "delta-as-zero"),
        ("bce.gradient", "y - sigma(z)", "sign"),
        ("conv1d.grad-w", "-2(y-z)", "letter-left-out"),
        ("conv1d.grad-v", r"-2(y-z)\sum_{i=1}^4 w_i x_{i+j-1}", "gate-derivative"),
        ("lstm.grad-c", "d_k o_k", "outer-derivative"),
        ("lstm.grad-c", r"d_k (1 - \tanh^2(c_k))", "letter-left-out"),
        ("lstm.grad-c", r"d_j o_j (1 - \tanh^2(c_j))", "indices-exchanged"),
    ],
)
def test_slips_in_answers_to_claims(claim, answer, mistake):
    verdict = check_answer(answer, task_of_claim(claim, REGISTRY), F).verdict
    assert verdict.verdict == "refuted"
    assert [d.id for d in verdict.diagnosis] == [mistake]


@pytest.mark.parametrize(
    ("claim", "answer", "verdict"),
    [
        ("sigmoid.derivative", "exp(z)/(1+exp(z))^2", "proved"),
        ("sigmoid.derivative", r"\sigma(z)\sigma(-z)", "proved"),
        ("sigmoid.derivative", r"\frac{1}{(1+e^{-z})^2}", "refuted"),
        ("tanh.derivative", "4/(exp(x)+exp(-x))^2", "proved"),
        ("tanh.derivative", "tanh(x)(1-tanh(x))", "refuted"),
        ("softplus.derivative", r"\frac{1}{1+e^{x}}", "refuted"),
        ("softmax.jacobian", r"p_k(\delta_{ik} - p_i)", "proved"),
        ("softmax.jacobian", r"p_i(1-p_i)", "refuted"),
        ("cross-entropy.gradient", r"p_i - y_i", "proved"),
        ("bce.hessian", r"\sigma(z)", "refuted"),
        ("mse.gradient", r"\frac{2}{N}\sum_{n=1}^N (u_n - y_n)x_{n,j}", "proved"),
        ("logistic-regression.gradient", r"(y_n - t_n)\phi_{n,j}", "refuted"),
        ("logistic-loss.derivative", r"\frac{-1}{1+e^m}", "proved"),
        ("log-softmax.gradient", r"\delta_{ik} - p_i", "refuted"),
    ],
)
def test_answers_as_they_are_written(claim, answer, verdict):
    assert check_answer(answer, task_of_claim(claim, REGISTRY), F).verdict.verdict == verdict


@pytest.mark.parametrize(
    ("claim", "answer"),
    [("bce.hessian", r"\sigma(z)"), ("tanh.derivative", "1 - tanh(x)"), ("softmax.jacobian", "p_i(1-p_i)")],
)
def test_no_miscount_is_seen_where_nothing_is_counted(claim, answer):
    found = check_answer(answer, task_of_claim(claim, REGISTRY), F)
    assert "off-by-one" not in [d.id for d in found.verdict.diagnosis]
