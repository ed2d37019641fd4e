"""Normal forms, signs and kept parts of expressions that random ones seldom are, against their values."""

from __future__ import annotations

import pytest

from benchmarks.fuzz import CONTEXT, K, P, X, Y
from derive.engine.constants import sign_of_number
from derive.engine.index_rules import read_ranges, write_ranges
from derive.engine.labelling import canonical
from derive.engine.learning import normalizer
from derive.engine.prepare import prepare
from derive.engine.recurrences import certainly_nonzero
from derive.engine.signs import irreducible, sign_of, strictly_positive
from derive.engine.sum_atoms import nonempty
from derive.expressions import build as b
from derive.expressions.expr import Expr, Index, node, postorder
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
    b.log(b.mul(b.add(b.ONE, b.power(b.fn("sin", X), b.TWO)), X)),
    b.iverson(node("not", b.rel("gt", X, Y))),
    b.iverson(node("or", b.rel("gt", X, Y), b.rel("lt", X, b.ONE), b.rel("gt", Y, b.num(2)))),
    b.iverson(node("not", b.conj(b.rel("gt", X, Y), b.rel("gt", X, b.ONE)))),
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
    for ratio, kept in ((X, True), (b.add(b.TWO, b.power(X, b.TWO)), False), (HALF, False), (b.TWO, False)):
        n, total = forms(b.sum_over(b.power(ratio, j), j, b.ONE, b.sym("n")))
        assert any(e.head == "sum" for e in postorder(shown(n, total))) == kept


def test_sums_of_powers_of_the_index_are_closed_where_the_range_is_one() -> None:
    j, n = b.fresh_idx("j"), b.sym("n")
    for high, kept in ((b.mul(n, n), False), (b.sub(b.mul(n, n), b.ONE), False), (P, True)):
        found, total = forms(b.sum_over(j, j, b.ONE, high))
        assert any(e.head == "sum" for e in postorder(shown(found, total))) == kept


def test_a_factor_of_waves_has_one_lattice_and_one_sign() -> None:
    """log|sin y sin(x + y)| by halves of the angles, not by quarters; 1 − sin 2x by its first wave."""
    y = b.mul(b.fn("sin", Y), b.fn("sin", b.add(X, Y)))
    n, one = forms(b.log(b.fn("abs", y)))
    assert b.num(4) not in postorder(shown(n, one))
    n, one = forms(b.fn("sign", b.sub(b.ONE, b.fn("sin", b.mul(b.TWO, X)))))
    assert shown(n, one).head == "neg"


def test_a_range_of_one_place_is_not_empty() -> None:
    n, _ = forms(X)
    ranges = [
        ((K, K), True),
        ((b.ONE, b.sym("n")), True),
        ((b.TWO, b.sym("n")), False),
        ((b.TWO, b.ONE), False),
    ]
    assert [nonempty(n, *ends) for ends, _ in ranges] == [there for _, there in ranges]


def test_squares_of_sums_of_two_roots_in_either_order() -> None:
    """(√(x − 1) + ∛2)² has one factor."""
    roots = [b.fn("sqrt", b.sub(X, b.ONE)), b.power(b.TWO, b.div(b.ONE, b.num(3)))]
    for order in (roots, roots[::-1]):
        n, whole = forms(b.power(b.add(*order), b.TWO), b.rel("ge", X, b.ONE))
        assert [e for _, e in irreducible(n, n.form(whole))[1]] == [2]


def test_a_sum_of_quotients_is_reduced() -> None:
    below = b.add(X, b.ONE)
    n, total = forms(b.add(b.div(X, below), b.div(b.ONE, below)))
    assert shown(n, total) is b.ONE


def test_labels_do_not_depend_on_the_names_of_dummies() -> None:
    def text(*names: str) -> str:
        dummies = [(b.fresh_idx(name), b.ONE, b.sym("n")) for name in names]
        i, j = (d[0] for d in dummies)
        return canonical(dummies, [(b.entry(b.sym("X"), i), 1), (b.entry(b.sym("Y"), j), 2)])

    assert text("i", "j") == text("k", "l")


def test_signs_by_sums_of_facts() -> None:
    for kind, strictly in (("ge", False), ("gt", True)):
        n, gap = forms(b.sub(X, Y), b.rel(kind, X, P), b.rel("ge", P, Y))
        f = n.forms(gap)[0].num
        assert (sign_of(n, f), strictly_positive(n, f)) == (1, strictly)


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
