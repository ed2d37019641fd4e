"""Expressions as data: what another process numbered is numbered anew, and nothing is captured."""

from __future__ import annotations

import pytest

from derive.expressions.build import ONE, entry, fresh_idx, mul, sum_over, sym
from derive.expressions.data import from_data, to_data
from derive.expressions.walk import alpha_equal


def nested(outer, inner):
    """Σ_j Σ_k A_{kj} x_k, with the numbers of its indices as another process may have given them."""
    j, k = ["idx", "j", outer], ["idx", "j", inner]
    body = ["mul", ["entry", ["sym", "A"], k, j], ["entry", ["sym", "x"], k]]
    whole = ["sum", body, k, ["num", "1"], ["sym", "m"], ["truth", True]]
    return ["sum", whole, j, ["num", "1"], ["sym", "m"], ["truth", True]]


@pytest.mark.parametrize("ahead", range(-4, 5))
def test_numbers_that_this_process_is_about_to_give_capture_nothing(ahead):
    j, k = fresh_idx("j"), fresh_idx("k")
    inner = sum_over(mul(entry(sym("A"), k, j), entry(sym("x"), k)), k, ONE, sym("m"))
    wanted = sum_over(inner, j, ONE, sym("m"))
    near = fresh_idx("j").value.uid + 4 + ahead
    for outer, inside in ((near, near + 1), (near + 1, near)):
        assert alpha_equal(from_data(nested(outer, inside)), wanted)


def test_there_and_back():
    expr = from_data(nested(3, 4))
    assert alpha_equal(from_data(to_data(expr)), expr)
