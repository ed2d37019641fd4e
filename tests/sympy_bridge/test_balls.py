"""SymPy's second opinion on ball values: what arb evaluates, at rational points of the domain."""

from __future__ import annotations

import pytest
import sympy as sp
from flint import arb

from derive.engine.balls import RULES, Evaluator, Point
from derive.engine.values import precision
from derive.expressions.build import fn, num
from derive.expressions.sympy_names import FUNCTIONS
from tests.sympy_bridge.test_primitives import PLAIN, TABLE, places

EVALUATED = [name for name in PLAIN if name in RULES and name in FUNCTIONS]


@pytest.mark.parametrize("name", EVALUATED)
def test_the_ball_holds_the_value(name):
    points = places(TABLE[name])
    assert points
    for at in points:
        arguments = list(at.values())
        with precision(128):
            ball = Evaluator(Point({}, {}, {})).value(fn(name, *(num(a) for a in map(fraction, arguments))))
            value = arb(str(sp.N(FUNCTIONS[name](*arguments), 30)))
            ball = ball if isinstance(ball, arb) else arb(ball.numerator) / ball.denominator
            assert abs(ball - value) < arb("1e-25") * (1 + abs(value)), (at, ball, value)


def fraction(value: sp.Rational):
    return num(0).value + int(value.p) * (num(1).value / int(value.q))
