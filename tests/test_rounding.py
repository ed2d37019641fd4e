"""A printed decimal of a document stands for what rounds to it."""

from __future__ import annotations

import pytest

from derive.notation.context import EMPTY
from derive.proofs import decide_statement
from derive.read import read_expression
from derive.records.statement import Statement
from derive.registry import load_registry

FUNCTIONS = load_registry().functions
ROWS = [
    ("tanh(0.7)", "0.6", "proved", ""),
    ("1 - 0.76^2", "0.42", "proved", ""),
    ("1 - 0.76^2", "0.43", "refuted", "the number rounds to 0.42"),
    ("-0.87552", "-0.87", "refuted", "truncated, not rounded"),
    ("-0.87552", "-0.88", "proved", ""),
    ("2.5", "3.0", "refuted", ""),
    ("1/8", "0.12", "proved", "half-way"),
    ("1/8", "0.13", "proved", "half-way"),
    ("3/8", "0.37", "refuted", "truncated, not rounded"),
    ("sqrt(2)/10", "0.14", "proved", ""),
    ("exp(757)", "5.77*10^328", "proved", ""),
    ("exp(757)", "5.76*10^328", "refuted", "truncated, not rounded"),
]


@pytest.mark.parametrize(("left", "right", "word", "said"), ROWS)
def test_a_document_rounds(left, right, word, said):
    verdict = decide_statement(statement(left, right), FUNCTIONS, document=True)
    assert verdict.verdict == word
    assert said in " ".join((verdict.reason, *verdict.notes))
    assert verdict.certificate


def test_between_typed_expressions_a_decimal_is_exact():
    assert decide_statement(statement("1/3", "0.333"), FUNCTIONS).verdict == "refuted"
    assert decide_statement(statement("x + 0.1", "x + 1/10"), FUNCTIONS).verdict == "proved"


def statement(left: str, right: str) -> Statement:
    reading = read_expression(left, EMPTY, FUNCTIONS, infer=True)
    other = read_expression(right, reading.context, FUNCTIONS)
    return Statement(reading.expr, other.expr, reading.context)
