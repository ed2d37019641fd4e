"""Omissions as sums and products, index letters with marks: read as the same with an index of one letter."""

import pytest

from derive.errors import ReadError
from derive.expressions.walk import alpha
from derive.notation.context import EMPTY
from derive.read import read_sides
from tests.read.contexts import FUNCTIONS

THE_SAME = [
    (r"x_1 + x_2 + \dots + x_n", r"\sum_{i=1}^n x_i"),
    (r"x_1 + \cdots + x_{n-1} + x_n", r"\sum_{i=1}^n x_i"),
    (r"x_0 + x_1 + \dots + x_{n-1}", r"\sum_{i=0}^{n-1} x_i"),
    (r"x_n + x_{n-1} + \dots + x_1", r"\sum_{i=1}^n x_i"),
    (r"w_1 x_1 + w_2 x_2 + \dots + w_n x_n + b", r"\sum_{i=1}^n w_i x_i + b"),
    (r"x_1 y_2 + \dots + x_n y_{n+1}", r"\sum_{i=1}^n x_i y_{i+1}"),
    (r"\frac{e^{z_k}}{e^{z_1} + \dots + e^{z_n}}", r"\frac{e^{z_k}}{\sum_{i=1}^n e^{z_i}}"),
    (r"1 + 2 + \dots + n", r"\sum_{i=1}^n i"),
    (r"1 + 3 + 5 + \dots + (2n - 1)", r"\sum_{i=1}^n (2i - 1)"),
    (r"x^2 + x^4 + \dots + x^{2n}", r"\sum_{i=1}^n x^{2i}"),
    (r"1 + r + r^2 + \dots + r^{n-1}", r"\sum_{i=0}^{n-1} r^i"),
    (r"1 + x + \frac{x^2}{2!} + \dots + \frac{x^n}{n!}", r"\sum_{i=0}^n \frac{x^i}{i!}"),
    (r"1 + \frac{1}{2} + \frac{1}{3} + \dots + \frac{1}{n}", r"\sum_{i=1}^n \frac{1}{i}"),
    (r"x_1 x_2 \cdots x_n", r"\prod_{i=1}^n x_i"),
    (r"1 \cdot 2 \cdot \ldots \cdot n", r"\prod_{i=1}^n i"),
    (r"a_{1k} + a_{2k} + \dots + a_{nk}", r"\sum_{i=1}^n a_{ik}"),
    (r"x_1 + \dots + x_5", r"\sum_{i=1}^5 x_i"),
    (r"\sum_{k'=1}^n z_{k'}", r"\sum_{i=1}^n z_i"),
    (r"\sum_{k^{\prime}} z_k z_{k^\prime}", r"\sum_{i} z_k z_i"),
    (r"\sum_{i_1=1}^n \sum_{i_2=1}^n x_{i_1 i_2}", r"\sum_{i=1}^n \sum_{j=1}^n x_{ij}"),
    (r"\sum_{i \in \{1, \dots, n\}} x_i", r"\sum_{i=1}^n x_i"),
    (r"\sum_{i \in \{0, 1, \dots, n - 1\}} x_i", r"\sum_{i=0}^{n-1} x_i"),
    (r"\sum_{i \in [n]} x_i", r"\sum_{i=1}^n x_i"),
    (r"\sum_{i = 1, \dots, n} x_i", r"\sum_{i=1}^n x_i"),
]
UNCLEAR = [
    r"1 + 2 + 4 + \dots + 2^n",
    r"2 + \dots + 2n",
    r"x_1 + x_3 + \dots + x_n",
    r"x_1 + \dots + y_n",
    r"x_1 - x_2 + \dots + x_n",
    r"1 + 1 + \dots + 1",
    r"x_1 + \dots + x_k + \dots + x_n",
    r"x_1 + x_2 + \dots",
    r"x_n \cdots x_1",
]


@pytest.mark.parametrize(("written", "meant"), THE_SAME)
def test_the_same(written: str, meant: str) -> None:
    first, second = read_sides(written, meant, EMPTY, FUNCTIONS)
    assert alpha(first.expr) is alpha(second.expr)


@pytest.mark.parametrize("written", UNCLEAR)
def test_what_is_not_clear_is_refused(written: str) -> None:
    with pytest.raises(ReadError, match="what is left out"):
        read_sides(written, "0", EMPTY, FUNCTIONS)


def test_a_prime_on_a_letter_makes_no_index() -> None:
    for text in ("z_k'", r"\sum_{k'} z_{k'} + z_k'"):
        with pytest.raises(ReadError, match="the prime of 'z'"):
            read_sides(text, "z_k", EMPTY, FUNCTIONS)


def test_a_digit_behind_a_letter_may_be_a_factor() -> None:
    with pytest.raises(ReadError, match="may be the letter n_2"):
        read_sides("n2^n", "0", EMPTY, FUNCTIONS)
    first, second = read_sides("x1^2 + x2^2", "x_1^2 + x_2^2", EMPTY, FUNCTIONS)
    assert first.expr is second.expr


PLACES = [
    (r"\log \sum_j e^{s_j} - s_y", r"-\log \operatorname{softmax}(s)_y"),
    (r"\sum_{j \ne y} \max(0, s_j - s_y + 1)", r"\sum_j \max(0, s_j - s_y + 1) - 1"),
]


@pytest.mark.parametrize(("left", "right"), PLACES)
def test_a_letter_below_an_array_is_a_place(left: str, right: str) -> None:
    sides = read_sides(left, right, EMPTY, FUNCTIONS)
    assert sides[0].context.role("y") == "index"


@pytest.mark.parametrize("text", [r"\sum_j s_j + s_T", r"y \sum_j s_j + s_y", r"\sum_j s_j + s_\alpha"])
def test_an_entry_or_a_letter(text: str) -> None:
    with pytest.raises(ReadError, match="may be an entry"):
        read_sides(text, "0", EMPTY, FUNCTIONS)
