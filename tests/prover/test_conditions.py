"""False as they stand, true under one condition: the one that a lecturer writes, and nothing besides."""

from __future__ import annotations

import pytest

from derive.engine.conditions import constant
from derive.engine.prove import decide
from derive.expressions.build import num
from derive.expressions.expr import Expr
from derive.expressions.walk import alpha, transform
from derive.read import read_relation
from derive.registry import load_registry
from tests.prover.statements import context, statement

FUNCTIONS = load_registry().functions

# statement, its conditions (none: refuted); letters as in statements.py
ROWS: list[tuple[str, tuple[str, ...]]] = [
    ("atan(x) + atan(1/x) = pi/2", ("x > 0",)),
    ("atan(x) + atan(1/x) = -pi/2", ("x < 0",)),
    ("atan(x) + atan(1/x) = pi", ()),
    ("atan(x) + atan(y) = atan((x+y)/(1-x y))", ("x y < 1",)),
    ("atan(x) - atan(y) = atan((x-y)/(1+x y))", ("x y > -1",)),
    ("abs(x)/x = 1", ("x > 0",)),
    ("sqrt(x^2)/x = -1", ("x < 0",)),
    ("atan2(y, x) = atan(y/x)", ("x > 0",)),
    ("2 atan(x) = atan(2x/(1-x^2))", ("x > -1", "x < 1")),
    ("2 atan(x) = asin(2x/(1+x^2))", ("x >= -1", "x <= 1")),
    ("2 atan(x) = acos((1-x^2)/(1+x^2))", ("x >= 0",)),
    ("2 asin(x) = asin(2x sqrt(1-x^2))", ("x^2 <= 1/2",)),
    ("acos(x) = asin(sqrt(1-x^2))", ("x >= 0",)),
    ("asin(x) = asin(sqrt(1-x^2))", ()),
    ("2 acos(x) = acos(2x^2-1)", ("x >= 0",)),
    ("asin(cos(x)) = pi/2 - x", ("x >= 0", "x <= pi")),
    ("acos(sin(x)) = pi/2 - x", ("x >= -pi/2", "x <= pi/2")),
    ("acos(cos(x)) = -x", ("x >= -pi", "x <= 0")),
    ("asin(sin(x)) = pi - x", ()),
    ("sqrt(1-cos(x)^2) = sin(x)", ("sin(x) >= 0",)),
    ("sqrt(1-sin(x)^2) = cos(x)", ("cos(x) >= 0",)),
    ("max(x^2, 1) = max(x, 1)^2", ("x >= -1",)),
    ("abs(x^2-1) = x^2-1", ("abs(x) >= 1",)),
    ("sqrt(x^2-4x+4) = 2-x", ("x <= 2",)),
    ("abs(x+y) = abs(x) + abs(y)", ("x y >= 0",)),
    ("abs(x-y) = abs(x) + abs(y)", ("x y <= 0",)),
    ("abs(abs(x)-abs(y)) = abs(x-y)", ("x y >= 0",)),
    ("max(x+y, 0) = max(x, 0) + max(y, 0)", ("x y >= 0",)),
    ("sqrt(x^2 y^2) = x y", ("x y >= 0",)),
    ("max(x, y) = y", ("x <= y",)),
    ("max(x, 0, -1-x) = max(x, -1-x)", ()),
    ("(-1)^p = 1", ()),
    ("ceil(p/2) = floor(p/2) + 1", ("mod(p, 2) = 1",)),
    ("floor(-p/2) = -floor(p/2)", ("floor(p/2) = p/2",)),
    ("mod(-p, 3) = 3 - mod(p, 3)", ()),
    ("mod(p, 4) = mod(p, 2)", ()),
    ("mod(p, 2) = 1", ()),
    ("ceil(p/m) = floor(p/m) + 1", ("floor(p/m) != p/m",)),
    ("ceil(x) = floor(x) + 1", ()),
    ("Sum((X[j]-c)^2, (j,1,n)) = Sum(X[j]^2, (j,1,n)) - n c^2", ("Sum(X[j], (j,1,n)) = c n",)),
    ("Sum(X[j]-c, (j,1,n)) = 0", ()),
]


@pytest.mark.parametrize(("text", "conditions"), ROWS, ids=[text for text, _ in ROWS])
def test_the_condition_is_the_natural_one(text, conditions):
    verdict = decide(statement(text, (), FUNCTIONS), FUNCTIONS)
    assert verdict.verdict == ("conditional" if conditions else "refuted"), verdict.reason
    wanted = [read_relation(c, context(), FUNCTIONS).expr for c in conditions]
    assert [plain(c) for c in verdict.holds_if] == [plain(c) for c in wanted]


def plain(condition: Expr) -> Expr:
    """−1 and 1/2 as numbers."""

    def number(e: Expr) -> Expr | None:
        q = constant(e) if e.head in ("neg", "div") else None
        return None if q is None else num(q)

    return alpha(transform(condition, number))


PROVED: list[tuple[str, tuple[str, ...]]] = [
    ("abs(asinh(x)) = asinh(abs(x))", ()),
    ("tan(asin(x)) = x/sqrt(1-x^2)", ("x > -1", "x < 1")),
    ("tan(acos(x)) = sqrt(1-x^2)/x", ("x >= -1", "x <= 1", "x != 0")),
    ("sqrt(x sqrt(y)) x sqrt(y) = sqrt(x sqrt(y))^3", ("x sqrt(y) >= 0", "y >= 0")),
]


@pytest.mark.parametrize(("text", "conditions"), PROVED, ids=[text for text, _ in PROVED])
def test_a_proof_lists_where_both_sides_have_values(text, conditions):
    verdict = decide(statement(text, (), FUNCTIONS), FUNCTIONS)
    assert verdict.verdict == "proved", verdict.reason
    wanted = [read_relation(c, context(), FUNCTIONS).expr for c in conditions]
    assert [plain(c) for c in verdict.conditions] == [plain(c) for c in wanted]
