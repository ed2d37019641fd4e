"""No statement at the edge of a domain is answered wrongly, and hardly any is left open."""

from __future__ import annotations

import pytest

from derive.engine.kernel import recheck
from derive.engine.prove import decide
from derive.expressions.build import sym
from derive.expressions.expr import node
from derive.expressions.walk import substitute
from derive.notation.context import Letter
from derive.read import read_relation
from derive.records.statement import Statement
from derive.registry import load_registry
from tests.prover.boundaries import COMPLEX, OPEN, REAL
from tests.prover.statements import context, statement

FUNCTIONS = load_registry().functions
RIGHT = {True: ("proved",), False: ("refuted", "conditional")}


def assert_right(asked: Statement, truth: bool, *, may_be_open: bool) -> None:
    verdict = decide(asked, FUNCTIONS)
    if may_be_open and verdict.verdict == "undecided":
        return
    assert verdict.verdict in RIGHT[truth], verdict.reason
    assert recheck(asked, FUNCTIONS, verdict.certificate).accepted


@pytest.mark.parametrize(("text", "assumptions", "truth"), REAL, ids=["; ".join((t, *a)) for t, a, _ in REAL])
def test_a_statement_about_real_numbers(text, assumptions, truth):
    assert_right(statement(text, assumptions, FUNCTIONS), truth, may_be_open=text in OPEN)


@pytest.mark.parametrize(("text", "truth"), COMPLEX, ids=[t for t, _ in COMPLEX])
def test_a_statement_with_the_imaginary_unit(text, truth):
    known = context().with_letters(Letter("I"))
    unit = {sym("I"): node("const", value="i")}
    left, right = (substitute(s, unit) for s in read_relation(text, known, FUNCTIONS).expr.args)
    assert_right(Statement(left, right, context()), truth, may_be_open=False)


def test_few_are_open():
    assert len(OPEN) < len(REAL) / 8
