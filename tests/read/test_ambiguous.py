"""What can be read in two ways is refused; what cannot is read."""

from __future__ import annotations

import pytest

import derive
from derive.errors import DeriveError, ReadError

REFUSED = [
    ("gamma(x - mu) + b", "gamma*x - gamma*mu + b"),
    (r"\sigma x", r"\sigma(x)"),
    ("f^2(x)", "f(f(x))"),
    ("f^2(x)", "f(x)^2"),
    (r"f^{-1}(x)", r"\frac{1}{f(x)}"),
    ("2e-3x", "0.002*x"),
    (r"\frac{1}{n}\sum_i x_i", r"\bar{x}"),
    (r"\sum_{i,i=1}^n x_i", "x_1"),
    ("A^{-1} B^{-1}", "(A B)^{-1}"),
    (r"\sum_{i,j=1}^{m,n,p} x_{ij}", r"\sum_{i=1}^m\sum_{j=1}^n x_{ij}"),
    ("sin 2x/3", "sin(2*x)/3"),
    (r"\cos \pi/2", "0"),
    ("log x/y", "log(x/y)"),
    (r"\sum_i a_i - b_i", r"\sum_i (a_i - b_i)"),
    (r"2\sum_{i=1}^n i^2 + i", r"\sum_{i=1}^n (2 i^2 + i)"),
    (r"\sum_{i \ne j} x_i x_j", r"(\sum_i x_i)^2 - \sum_i x_i^2"),
    ("D(p_i, x_i)", "p_i*(1-p_i)"),
    (r"\frac{dy}{dx}", "2x"),
    (r"-3 \bmod 2", "1"),
    (r"a + b \bmod 3", r"(a + b) \bmod 3"),
]
PROVED = [
    ("gamma*(x - mu) + b", "gamma*x - gamma*mu + b"),
    (r"\gamma(x - \mu)", r"\gamma x - \gamma\mu"),
    ("sin^2(x) + cos^2(x)", "1"),
    (r"\log x/\log 2", r"\log_2 x"),
    ("sin(2x)/3", "sin(2*x)/3"),
    (r"\sum_i a_i + b", r"b + \sum_i a_i"),
    (r"\sum_{j \ne i} x_j", r"\sum_j x_j - x_i"),
    (r"x_i\sum_{j \ne i} x_j + x_i^2", r"x_i\sum_j x_j"),
    (r"(a + b) \bmod 3", r"(b + a) \bmod 3"),
    ("a^T a^T", "a^(2*T)"),
    ("a^T b", "b^T a"),  # vectors, as nothing else has the letter T
    ("x^TAy", "y^TA^Tx"),
    (r"\operatorname{tr}(ABC)", r"\operatorname{tr}(CAB)"),
    (r"\frac{x^T y}{\|x\|\|y\|}", r"\frac{y^T x}{\|y\| \|x\|}"),
    (r"e^{-\|x - \mu\|^2}", r"e^{-(x - \mu)^T(x - \mu)}"),
    (r"\sum_{i=0}^{t-1} b^i", r"\frac{1-b^t}{1-b}"),
    (r"\sum_{i,j=1}^n x_{ij}", r"\sum_{i=1}^n\sum_{j=1}^n x_{ij}"),
    (r"\sum_{i,j=1}^{m,n} x_{ij}", r"\sum_{i=1}^m\sum_{j=1}^n x_{ij}"),
    (r"\sum_{i=1,j=2}^n x_{ij}", r"\sum_{j=2}^n\sum_{i=1}^n x_{ij}"),
    (r"\sum_{i=1,j=i+1}^n x_{ij}", r"\sum_{i=1}^n\sum_{j=i+1}^n x_{ij}"),
    (r"\sum_{i=2}^n x_i x_{i-1}", r"\sum_{i=1}^{n-1} x_i x_{i+1}"),
    (r"\sum_{i=2}^n x_{i-1} y_i", r"\sum_{i=1}^{n-1} x_i y_{i+1}"),
]


@pytest.mark.parametrize(("left", "right"), REFUSED)
def test_no_guess(left, right):
    with pytest.raises(ReadError):
        derive.equal(left, right)


@pytest.mark.parametrize(("left", "right"), PROVED)
def test_one_reading(left, right):
    assert derive.equal(left, right).verdict == "proved"


@pytest.mark.parametrize("definitions", [["s = 1", "s = 2"], ["s = t", "t = s"], ["t = s", "s = t + 1"]])
def test_a_letter_is_defined_once_by_others(definitions):
    with pytest.raises(ReadError):
        derive.equal("s", "2", define=definitions)


def test_a_word_in_a_trace_may_be_a_product():
    with pytest.raises(DeriveError, match="one letter or a product"):
        derive.equal(r"\operatorname{tr}(ABC)", r"\det(B)")


def test_shapes_that_follow_from_use_are_told():
    found = derive.equal("a^T X b", "b^T X^T a")
    assert found.notes == ("read with a a vector of m; X an m × n matrix; b a vector of n",)
