"""Inequalities that a course shows, and near misses: the truth of each was written down first."""

from __future__ import annotations

import pytest

import derive

# (verdict, statement, shapes, assumptions)
ONE = [r"\sum_{i=1}^n p_i = 1", "p_i > 0"]
BOTH = [*ONE, r"\sum_{i=1}^n q_i = 1", "q_i > 0"]
ROWS = [
    ("proved", r"\sum_{i=1}^n p_i \log(p_i/q_i) \ge 0", {}, BOTH),
    ("refuted", r"\sum_{i=1}^n p_i \log(p_i/q_i) \ge 0", {}, ["p_i > 0", "q_i > 0"]),
    ("refuted", r"\sum_{i=1}^n p_i \log(p_i/q_i) > 0", {}, BOTH),
    ("proved", r"-\sum_{i=1}^n p_i \log q_i \ge -\sum_{i=1}^n p_i \log p_i", {}, BOTH),
    ("refuted", r"-\sum_{i=1}^n p_i \log q_i \le -\sum_{i=1}^n p_i \log p_i", {}, BOTH),
    ("proved", r"-\sum_{i=1}^n p_i \log p_i \le \log n", {}, ONE),
    ("refuted", r"-\sum_{i=1}^n p_i \log p_i < \log n", {}, ONE),
    ("proved", r"-\sum_{i=1}^n y_i \log p_i \ge 0", {}, ["y_i >= 0", "p_i > 0", "p_i < 1"]),
    ("refuted", r"-\sum_{i=1}^n y_i \log p_i \ge 0", {}, ["y_i >= 0", "p_i > 0"]),
    ("proved", r"\sum_{i=1}^n \log x_i \le \sum_{i=1}^n x_i - n", {}, ["x_i > 0"]),
    ("proved", r"\sum_{i=1}^n x_i \ge 0", {}, ["x_i >= 0"]),
    ("refuted", r"\sum_{i=1}^n x_i > 0", {}, ["x_i >= 0"]),
    ("proved", r"2^n > n", {"n": "integer"}, ["n >= 0"]),
    ("proved", r"2^n \ge n^2, n \ge 4", {"n": "integer"}, []),
    ("refuted", r"2^n \ge n^2, n \ge 2", {"n": "integer"}, []),
    ("proved", r"n! \ge 2^{n-1}", {"n": "size"}, []),
    ("proved", r"n! \ge 2^n, n \ge 4", {"n": "size"}, []),
    ("refuted", r"n! \ge 2^n", {"n": "size"}, []),
    ("proved", r"(1+x)^n \ge 1 + n x", {"n": "size"}, ["x >= -1"]),
    ("refuted", r"(1+x)^n > 1 + n x", {"n": "size"}, ["x >= -1"]),
    ("proved", r"(1-\eta)^n \le e^{-n\eta}", {"n": "size"}, ["0 < \\eta", "\\eta < 1"]),
    ("proved", r"\sum_{k=1}^n \frac{1}{k^2} \le 2 - \frac1n", {}, []),
    ("refuted", r"\sum_{k=1}^n \frac{1}{k^2} \le 2 - \frac2n", {}, []),
    ("proved", r"\sum_{k=1}^n \frac1k \ge \frac{2n}{n+1}", {}, []),
    ("proved", r"\prod_{k=1}^n (1 + 1/k) \ge n", {}, []),
    ("proved", r"x \tanh(x) \ge 0", {}, []),
    ("refuted", r"x \tanh(x) > 0", {}, []),
    ("proved", r"(x - y)(\tanh(x) - \tanh(y)) \ge 0", {}, []),
    ("proved", r"|\sigma(x) - \sigma(y)| \le |x - y|", {}, []),
    ("refuted", r"|\sigma(x) - \sigma(y)| < |x - y|", {}, []),
    ("refuted", r"|e^x - e^y| \le |x - y|", {}, []),
    ("proved", r"\|x + y\| \le \|x\| + \|y\|", {}, []),
    ("refuted", r"\|x + y\| \ge \|x\| + \|y\|", {}, []),
    ("proved", r"\|x\| - \|y\| \le \|x - y\|", {}, []),
    ("proved", r"|x^T y| \le \|x\| \|y\|", {"x": "n", "y": "n"}, []),
    ("proved", r"\left(\sum_{i=1}^n x_i y_i\right)^2 \le \sum_{i=1}^n x_i^2 \sum_{i=1}^n y_i^2", {}, []),
    ("proved", r"0 < \frac{e^{z_i}}{\sum_{j=1}^n e^{z_j}} \le 1", {}, []),
    ("conditional", r"\frac{e^{z_i}}{\sum_{j=1}^n e^{z_j}} < 1", {}, []),
    ("proved", r"\log \sum_{j=1}^n e^{z_j} \ge z_k", {}, []),
    ("proved", r"\sigma'(x) \le \frac14", {}, []),
    ("refuted", r"\tanh'(x) < 1", {}, []),
    ("proved", r"\|x\|_2 \le \|x\|_1", {"x": "n"}, []),
    ("refuted", r"\|x\|_2 \ge \|x\|_1", {"x": "n"}, []),
    ("proved", r"\|x\|_1 \le \sqrt{n} \|x\|_2", {"x": "n"}, []),
    ("refuted", r"\|x\|_1 \le \|x\|_2", {"x": "n"}, []),
    ("proved", r"\sum_{i=1}^n x_i^2 \le \left(\sum_{i=1}^n x_i\right)^2", {}, ["x_i >= 0"]),
    ("refuted", r"\sum_{i=1}^n x_i^2 \le \left(\sum_{i=1}^n x_i\right)^2", {}, []),
    ("proved", r"x^T A^T A x \ge 0", {"x": "n", "A": "m,n"}, []),
    ("refuted", r"x^T A^T A x > 0", {"x": "n", "A": "m,n"}, []),
    ("refuted", r"x^T A^T B x \ge 0", {"x": "n", "A": "m,n", "B": "m,n"}, []),
    ("proved", r"\frac1n \sum_{i=1}^n (x_i - \mu)^2 + \epsilon > 0", {}, ["\\epsilon > 0"]),
    ("refuted", r"\frac1n \sum_{i=1}^n (x_i - \mu)^2 > 0", {}, []),
    ("proved", r"\prod_{t=1}^T \sigma'(z_t) \le (1/4)^T", {}, []),
    ("refuted", r"\prod_{t=1}^T \sigma'(z_t) \le (1/5)^T", {}, []),
    ("proved", r"\prod_{t=1}^n |\tanh'(z_t)| \le 1", {}, []),
    ("refuted", r"\prod_{t=1}^n x_t \le 1", {}, ["x_t <= 1"]),
    ("proved", r"\max(x,y) \le \log(e^x+e^y) \le \max(x,y) + \log 2", {}, []),
    ("proved", r"x^T y \le \frac12 \|x\|^2 + \frac12 \|y\|^2", {"x": "n", "y": "n"}, []),
    ("refuted", r"x^T y \le \frac13 \|x\|^2 + \frac13 \|y\|^2", {"x": "n", "y": "n"}, []),
    ("proved", r"|\sum_{i=1}^n w_i x_i| \le 1", {}, ["w_i >= 0", "|x_i| <= 1", r"\sum_{i=1}^n w_i = 1"]),
    ("refuted", r"|\sum_{i=1}^n w_i x_i| \le 1", {}, ["|x_i| <= 1", r"\sum_{i=1}^n w_i = 1"]),
    ("proved", r"x + 1/x \ge 2, x > 0", {}, []),
    ("refuted", r"x + 1/x \ge 2", {}, []),
]


def test_an_inequality_of_what_is_defined():
    normal = r"\Phi(x) = \frac12 (1 + \operatorname{erf}(x/\sqrt2))"
    assert derive.prove(r"0 < \Phi(x) < 1", define=normal)
    assert derive.prove(r"\Phi(x) < \frac12", define=normal).verdict == "refuted"


@pytest.mark.parametrize(("verdict", "text", "shapes", "assume"), ROWS, ids=[r[1] for r in ROWS])
def test_an_inequality(verdict, text, shapes, assume):
    found = derive.prove(text, shapes=shapes, assume=assume)
    assert found.verdict == verdict, found.reason
