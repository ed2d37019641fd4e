"""A counterexample of many values is one that a person would give: small sizes, zeros and ones."""

from __future__ import annotations

import derive
from derive.render.points import point_text

CELL = {"W": "d,d", "h": "d", "c": "d", "f": "d", "i": "d", "g": "d"}
NEW_STATE = "tanh(f[j] c[j] + i[j] g[j]) + Sum(W[j,k] h[k], (k,1,d))"


def test_few_values_are_not_zero():
    found = derive.equal(NEW_STATE, "tanh(f[j] c[j]) + Sum(W[j,k] h[k], (k,1,d))", shapes=CELL)
    point = found.counterexample.point
    assert found.verdict == "refuted"
    assert point["d"] == "1"
    assert {name for name, value in point.items() if value != "0"} == {"d", "j", "i_1", "g_1"}


def test_zeros_are_said_together():
    assert (
        point_text({"d": "1", "a": "0", "b": "0", "c": "0", "x_1": "1", "e": "0"})
        == "d = 1, x_1 = 1, all others 0"
    )
    assert point_text({"x": "0", "y": "1/2"}) == "x = 0, y = 1/2"


def test_declared_equations_hold_at_the_plain_point():
    found = derive.equal(
        "Sum(y[i] (z[i] + w[i]), (i,1,n))",
        "Sum(y[i] z[i], (i,1,n))",
        shapes={"y": "n", "z": "n", "w": "n"},
        assume="Sum(y[i], (i,1,n)) = 1",
    )
    point = found.counterexample.point
    assert found.verdict == "refuted"
    assert sum(int(v) for name, v in point.items() if name.startswith("y_")) == 1
