"""Floors cell by cell: every cell is asked for, and cells in which a floor jumps are refused."""

from __future__ import annotations

import pytest

from derive.engine.kernel.steps import premises
from derive.engine.kernel.unfold import Reject
from derive.engine.prove import decide
from derive.expressions.data import to_data
from derive.expressions.expr import node
from derive.registry import load_registry
from tests.prover.statements import statement

FUNCTIONS = load_registry().functions
X = to_data(node("sym", value="x"))
HERMITE = "floor(2*x) = floor(x) + floor(x + 1/2)"


def data(period, cells, letter=X):
    return {"rule": "steps", "letter": letter, "period": period, "cells": cells}


def test_each_cell_and_its_left_end():
    found = premises(statement(HERMITE, (), FUNCTIONS), data(1, 2))
    assert len(found) == 4


@pytest.mark.parametrize(
    ("text", "period", "cells"),
    [
        (HERMITE, 1, 1),  # ⌊2x⌋ jumps at 1/2
        (HERMITE, 1, 3),
        ("floor(x/2) = floor(x)/2", 1, 1),  # half a step from cell to cell
        ("floor(x/2) + floor(x) = 0", 2, 1),
        (HERMITE, 0, 2),
        (HERMITE, 1, 0),
        (HERMITE, 1, 700),
    ],
)
def test_cells_that_do_not_fit_are_refused(text, period, cells):
    with pytest.raises(Reject):
        premises(statement(text, (), FUNCTIONS), data(period, cells))


@pytest.mark.parametrize(
    "text", ["D(floor(x)*x, x) = floor(x)", "Limit(floor(x), x, 0) + floor(x) = floor(x)"]
)
def test_a_letter_that_a_derivative_or_a_limit_moves_has_no_cells(text):
    with pytest.raises(Reject, match="moves"):
        premises(statement(text, (), FUNCTIONS), data(1, 1))


def test_what_is_no_letter_is_refused():
    more = node("add", node("sym", value="x"), node("sym", value="y"))
    with pytest.raises(Reject):
        premises(statement(HERMITE, (), FUNCTIONS), data(1, 2, to_data(more)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HERMITE, "proved"),
        ("floor(3*x) = floor(x) + floor(x + 1/3) + floor(x + 2/3)", "proved"),
        ("ceil(2*x) = ceil(x) + ceil(x - 1/2)", "proved"),
        ("floor(2*x) = floor(x) + floor(x + 1/3)", "refuted"),
        ("floor(x + 1/2) = ceil(x - 1/2)", "refuted"),
        ("floor(x/2) + floor((x + 1)/2) = floor(x)", "proved"),
    ],
)
def test_the_verdict(text, expected):
    assert decide(statement(text, (), FUNCTIONS), FUNCTIONS).verdict == expected
