"""Normal forms, signs and kept parts of expressions that random ones seldom are, against their values."""

from __future__ import annotations

import pytest

from benchmarks.fuzz import CONTEXT, P, X, Y
from derive.engine.constants import sign_of_number
from derive.engine.index_rules import read_ranges, write_ranges
from derive.engine.learning import normalizer
from derive.engine.prepare import prepare
from derive.engine.recurrences import certainly_nonzero
from derive.expressions import build as b
from derive.expressions.expr import Expr, Index, postorder
from derive.records.statement import Statement
from tests.engine_values.random_values import TABLE, assert_same_values
from tests.engine_values.test_values import shown

ROOT, HALF = b.fn("sqrt", X), b.div(b.ONE, b.TWO)
WAVE = b.sub(b.fn("sin", X), b.fn("cos", X))


def forms(expr: Expr, *given: Expr):
    ready = prepare(Statement(expr, expr, CONTEXT.assuming(*given)), TABLE)
    return normalizer(ready.facts, ready.scope), ready.left


VALUES = [
    b.fn("polygamma", b.TWO, b.add(X, b.num(3))),
    b.fn("polygamma", b.ONE, b.add(X, HALF, b.ONE)),
    b.fn("polygamma", b.num(3), X),
    b.fn("cos", b.mul(b.PI, P, X)),
    b.fn("sin", b.mul(b.PI, P, Y)),
    b.log(b.fn("abs", b.mul(b.sub(ROOT, b.ONE), b.power(b.add(ROOT, b.ONE), b.num(3))))),
    b.fn("abs", b.mul(b.power(b.sub(ROOT, b.ONE), b.num(3)), b.add(ROOT, b.ONE))),
    b.fn("abs", WAVE),
    b.log(b.power(b.neg(WAVE), b.TWO)),
    b.fn("sqrt", b.sub(b.ONE, b.fn("sin", b.mul(b.TWO, X)))),
    b.fn("abs", b.sub(b.fn("sin", X), b.fn("sin", Y))),
    b.fn("abs", b.add(b.ONE, b.mul(b.TWO, b.fn("cos", X)))),
]


@pytest.mark.parametrize("expr", VALUES, ids=repr)
def test_a_normal_form_has_the_values(expr: Expr) -> None:
    n, left = forms(expr, b.rel("gt", X, b.ZERO), b.rel("gt", Y, b.ZERO))
    form = shown(n, left)
    assert sum(assert_same_values(left, form, seed) for seed in (0, 12, 24)) >= 3


def test_one_factor_of_a_wave_and_its_negative() -> None:
    """|sin x − cos x| and |cos x − sin x| have one form."""
    n, one = forms(b.fn("abs", WAVE))
    assert shown(n, one) is shown(n, b.fn("abs", b.neg(WAVE)))


def test_a_geometric_sum_whose_ratio_may_be_one_is_left() -> None:
    j = b.fresh_idx("j")
    for ratio, kept in ((X, True), (b.add(b.TWO, b.power(X, b.TWO)), False)):
        n, total = forms(b.sum_over(b.power(ratio, j), j, b.ONE, b.sym("n")))
        assert any(e.head == "sum" for e in postorder(shown(n, total))) == kept


def test_a_number_that_balls_do_not_tell_from_zero_has_no_sign() -> None:
    gap = b.sub(b.add(b.fn("sqrt", b.TWO), b.fn("sqrt", b.num(3))), b.fn("sqrt", b.num(10)))
    assert (sign_of_number(gap), sign_of_number(b.neg(gap))) == (-1, 1)
    five = b.fn("sqrt", b.add(b.num(5), b.mul(b.TWO, b.fn("sqrt", b.num(6)))))
    assert sign_of_number(b.sub(b.add(b.fn("sqrt", b.TWO), b.fn("sqrt", b.num(3))), five)) == 0


def test_gamma_at_its_poles_is_left() -> None:
    for pole in (b.fn("gamma", b.num(0)), b.fn("gamma", b.num(-2))):
        n, left = forms(pole)
        assert shown(n, left).head == "gamma"


def test_what_a_recurrence_divides_by() -> None:
    n, _ = forms(b.add(X, Y), b.rel("gt", X, b.ZERO))
    sums = {b.ZERO: False, b.TWO: True, X: True, b.sub(X, b.ONE): False, b.add(X, b.ONE): True}
    for expr, apart in sums.items():
        assert certainly_nonzero(n, n.form(expr)) == apart, expr
    assert not certainly_nonzero(n, n.form(b.add(X, Y)))


def test_ranges_are_read_as_they_are_written() -> None:
    ranges = {Index("i"): (b.TWO, b.sym("n")), Index("k"): (b.ONE, b.num(7))}
    assert read_ranges(write_ranges(ranges)) == ranges
