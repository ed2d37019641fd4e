"""SymPy's second opinion on every primitive: its definition and its derivatives, at rational points."""

from __future__ import annotations

import pytest
import sympy as sp

from derive.expressions.build import fn
from derive.expressions.expr import Expr
from derive.expressions.sympy_bridge import to_sympy
from derive.expressions.sympy_names import FUNCTIONS
from derive.notation.functions import Function
from derive.registry import load_registry

TABLE = load_registry().functions
PLAIN = [name for name in TABLE if not TABLE[name].family]
POINTS = [
    sp.Rational(p, q)
    for p, q in ((1, 3), (-2, 7), (5, 2), (-9, 4), (17, 8), (-4, 9), (5, 7), (3, 11), (2, 1))
]
DIGITS = 30


def places(function: Function) -> list[dict[str, sp.Rational]]:
    """Points at which SymPy sees the declared domain and smoothness hold."""
    names = [p.value for p in function.parameters]
    tried = [dict(zip(names, POINTS[k:] + POINTS[:k], strict=False)) for k in range(len(POINTS))]
    return [at for at in tried if all(holds(c, at) for c in function.domain + function.smooth)]


def holds(condition: Expr, at: dict[str, sp.Rational]) -> bool:
    return bool(written(condition, at))


def written(expr: Expr, at: dict[str, sp.Rational]) -> sp.Basic:
    symbols = {name: sp.Symbol(name, real=True) for name in at}
    return to_sympy(expr, TABLE, symbols=symbols, evaluate=True).subs({symbols[n]: v for n, v in at.items()})


def assert_same(left: sp.Basic, right: sp.Basic, where: object) -> None:
    one, two = (sp.N(side, DIGITS) for side in (left, right))
    assert abs(one - two) < sp.Float(10) ** (-DIGITS // 2) * (1 + abs(two)), f"{where}: {one} and {two}"


@pytest.mark.parametrize("name", [n for n in PLAIN if TABLE[n].definition is not None and n in FUNCTIONS])
def test_the_definition_is_the_function(name):
    function = TABLE[name]
    points = places(function)
    assert points
    for at in points:
        assert_same(written(fn(name, *function.parameters), at), written(function.definition, at), at)


@pytest.mark.parametrize("name", [n for n in PLAIN if any(TABLE[n].derivatives)])
def test_the_derivatives_are_derivatives(name):
    """By central differences at 60 digits: SymPy's rules are not asked, only its values."""
    function = TABLE[name]
    points = places(function)
    assert points
    for at in points:
        for letter, claimed in zip(function.parameters, function.derivatives, strict=True):
            if claimed is not None:
                assert_slope(function, letter, claimed, at)


def assert_slope(function: Function, letter: Expr, claimed: Expr, at: dict[str, sp.Rational]) -> None:
    step = sp.Rational(1, 10**12)
    value = fn(function.name, *function.parameters)
    ahead, behind = ({**at, letter.value: at[letter.value] + s} for s in (step, -step))
    rise = sp.N(written(value, ahead), 60) - sp.N(written(value, behind), 60)
    slope = sp.N(written(claimed, at), 60)
    difference = abs(rise / (2 * step) - slope)
    assert difference < sp.Float("1e-15") * (1 + abs(slope)), f"∂{function.name}/∂{letter.value} at {at}"


def test_a_wrong_derivative_is_seen():
    sine = TABLE["sin"]
    (x,) = sine.parameters
    with pytest.raises(AssertionError, match="∂sin/∂x"):
        assert_slope(sine, x, fn("sin", x), {"x": sp.Rational(1, 3)})
