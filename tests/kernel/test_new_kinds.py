"""Forged certificates prove nothing false: `intervals`, `cases` of an inequality, `complex`, `radical`."""

from __future__ import annotations

import pytest

from derive.engine.kernel import recheck
from derive.engine.prove import decide
from derive.expressions.build import mul, num, sym
from derive.expressions.data import seal, to_data
from derive.expressions.expr import node
from derive.expressions.walk import substitute
from derive.notation.context import Letter
from derive.read import read_relation
from derive.records.statement import Statement
from derive.registry import load_registry
from tests.prover.statements import context, statement

FUNCTIONS = load_registry().functions


def read(text: str, *assumptions: str) -> Statement:
    return statement(text, assumptions, FUNCTIONS)


def with_unit(text: str) -> Statement:
    known = context().with_letters(Letter("I"))
    unit = {sym("I"): node("const", value="i")}
    sides = (substitute(s, unit) for s in read_relation(text, known, FUNCTIONS).expr.args)
    return Statement(*sides, context())


def bare(asked: Statement) -> dict:
    verdict = decide(asked, FUNCTIONS)
    assert verdict.verdict == "proved", verdict.reason
    return {k: v for k, v in verdict.certificate.items() if k not in ("seal", "statement")}


def accepted(asked: Statement, certificate: dict) -> bool:
    return recheck(asked, FUNCTIONS, seal(certificate, asked)).accepted


TRUE_ARC = read("atan(x) + atan(1/x) = pi/2", "x > 0")
FALSE_ARC = read("atan(x) + atan(1/x) = pi/2")


@pytest.mark.parametrize("points", [[None, "1"], ["1", "1"], ["-1", "1"], [None, None], ["1"], ["1", "-1"]])
@pytest.mark.parametrize("cuts", [["0"], [], ["1"], ["0", "0"]])
def test_no_intervals_prove_a_false_statement(points, cuts):
    forged = {**bare(TRUE_ARC), "cuts": cuts, "points": points}
    assert not accepted(FALSE_ARC, forged)


def test_every_interval_is_looked_at():
    genuine = bare(TRUE_ARC)
    assert accepted(TRUE_ARC, genuine)
    assert not accepted(TRUE_ARC, {**genuine, "points": [None, None]})
    assert not accepted(TRUE_ARC, {**genuine, "letter": to_data(sym("y"))})


def by_cells(*signs: int) -> dict:
    """|x| − x is 0 for x ≥ 0 and −2x for x ≤ 0."""
    factors = {1: [], -1: [[to_data(mul(num(-2), sym("x"))), 1]]}
    leaf = {"kind": "inequality", "conditions": [], "witness": {"x": "1"}}
    cells = [{"signs": [s], "certificate": {**leaf, "factored": factors[s]}} for s in signs]
    split = {"split": [to_data(sym("x"))], "seams": "continuous"}
    return {**leaf, "kind": "cases", **split, "cells": cells}


def test_the_cells_of_an_inequality_cover_the_domain():
    asked = read("abs(x) >= x")
    assert accepted(asked, by_cells(1, -1))
    assert not accepted(asked, by_cells(1))
    assert not accepted(asked, by_cells(-1))
    assert not accepted(asked, by_cells())
    assert not accepted(read("abs(x) > x"), by_cells(1, -1))
    assert not accepted(read("abs(x) >= x + 1"), by_cells(1, -1))


def test_the_cells_of_another_inequality_prove_nothing():
    genuine = bare(read("abs(x+y) <= abs(x) + abs(y)"))
    assert not accepted(read("abs(x+y) < abs(x) + abs(y)"), genuine)
    assert not accepted(read("abs(x-2*y) <= abs(x) + abs(y)"), genuine)


def test_both_parts_of_a_complex_statement_are_needed():
    asked = with_unit("exp(I*x)*exp(-I*x) = 1")
    genuine = bare(asked)
    assert accepted(asked, genuine)
    assert not accepted(asked, {**genuine, "parts": genuine["parts"][:1]})
    other = bare(with_unit("exp(I*x) = cos(x) + I*sin(x)"))
    assert not accepted(with_unit("exp(I*x) = cos(x) - I*sin(x)"), other)


def test_a_branch_that_is_not_certain_is_refused():
    proof = bare(read("log(x) = log(x)"))
    nothing = bare(read("0 = 0"))
    assert not accepted(with_unit("I*log(x) = log(x)*I"), {"kind": "complex", "parts": [nothing, proof]})


def test_constants_that_are_near_are_not_equal():
    genuine = bare(read("cos(pi/5) = (1+sqrt(5))/4"))
    assert not accepted(read("cos(pi/5) = (1+sqrt(5))/4 + 1/10^30"), genuine)
    assert not accepted(read("cos(pi*pi/5) = (1+sqrt(5))/4"), genuine)
