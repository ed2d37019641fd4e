"""Small rows for what random expressions seldom meet: facts, ranges of indices, powers, patterns."""

from __future__ import annotations

from fractions import Fraction

import pytest

from benchmarks.fuzz import CONTEXT, N, P, X, Y
from benchmarks.table import library_table
from derive.engine.choices import order_key
from derive.engine.differentiate import differentiate
from derive.engine.indices import contract, index_ranges
from derive.engine.learning import normalizer
from derive.engine.lemmas import match
from derive.engine.prepare import prepare
from derive.engine.signs import nonzero, sign_of, strictly_positive
from derive.engine.tidy import raised, squared
from derive.errors import DeriveError
from derive.expressions import build as b
from derive.expressions.expr import Expr, node
from derive.records.statement import Statement

TABLE = library_table()
XK = b.entry(b.sym("X"), b.idx("k"))

FACTS = [
    # assumption, expression, its sign, positive, not zero
    (b.rel("gt", X, Y), b.sub(X, Y), 1, True, True),
    (b.rel("gt", X, Y), b.add(X, b.neg(Y), b.ONE), 1, True, True),
    (b.rel("ge", X, Y), b.add(X, b.neg(Y), b.ONE), 1, True, True),
    (b.rel("ge", X, Y), b.sub(X, Y), 1, False, False),
    (b.rel("gt", X, Y), b.add(X, Y), 0, False, False),
    (b.rel("ge", X, Y), b.sub(b.exp(X), b.exp(Y)), 1, False, False),
    (b.rel("gt", X, Y), b.sub(b.exp(X), b.exp(Y)), 1, True, True),
    (b.rel("ge", X, Y), b.add(X, b.neg(Y), b.power(Y, b.TWO)), 1, False, False),
    (b.rel("ge", X, b.ZERO), b.add(X, b.power(Y, b.TWO)), 1, False, False),
    (b.rel("gt", X, b.ZERO), b.add(X, b.power(Y, b.TWO)), 1, True, True),
    (b.rel("gt", X, b.ZERO), b.sub(X, b.power(Y, b.TWO)), 0, False, False),
    (b.rel("ne", X, Y), b.sub(X, Y), 0, False, True),
    (b.rel("gt", b.mul(X, Y), b.ZERO), X, 0, False, True),
]


@pytest.mark.parametrize(("fact", "expr", "sign", "positive", "apart"), FACTS, ids=lambda x: repr(x)[:40])
def test_signs_under_an_assumption(fact: Expr, expr: Expr, sign: int, positive: bool, apart: bool) -> None:
    ready = prepare(Statement(expr, expr, CONTEXT.assuming(fact)), TABLE)
    n = normalizer(ready.facts, ready.scope)
    f = n.forms(expr)[0].num
    assert (sign_of(n, f), strictly_positive(n, f), nonzero(n, f)) == (sign, positive, apart)


def test_an_index_runs_over_the_axis_that_it_indexes() -> None:
    i = b.fresh_idx("i")
    place, inner = b.idx("l"), b.bound("sum", b.entry(b.sym("X"), i), i, b.TWO, N, b.TRUE)
    ranges = index_ranges(b.add(inner, b.entry(b.sym("Y"), place)), CONTEXT)
    assert ranges == {i.value: (b.TWO, N), place.value: (b.ONE, N)}


def test_squares() -> None:
    assert squared(X) is b.power(X, b.TWO)
    assert squared(b.power(X, b.num(3))) is b.power(X, b.num(6))
    half = b.power(X, b.num(Fraction(1, 2)))
    assert squared(half) is b.power(half, b.TWO)


@pytest.mark.parametrize(
    ("exponent", "shown"),
    [(b.ONE, X), (b.TWO, b.power(X, b.TWO)), (b.num(0), b.ONE)],
    ids=repr,
)
def test_powers_of_a_letter(exponent: Expr, shown: Expr) -> None:
    assert raised(X, exponent) is shown


ARRAY, MATRIX, J = b.sym("X"), b.sym("F"), b.fresh_idx("j")
REFUSED = [
    # body, letter: no derivative, and that is said
    (ARRAY, XK),
    (b.fn("exp", ARRAY), XK),
    (b.sum_over(X, J, b.ONE, X), X),
    (b.fn("no such function", X), X),
    (b.entry(b.sym("Y"), X), X),
    (XK, ARRAY),
    (b.entry(MATRIX, b.idx("k"), b.idx("l")), b.entry(MATRIX, b.idx("k"))),
    (X, b.ONE),
    (X, b.add(X, Y)),
]


@pytest.mark.parametrize(("body", "letter"), REFUSED, ids=lambda x: repr(x)[:40])
def test_what_has_no_derivative_is_refused(body: Expr, letter: Expr) -> None:
    with pytest.raises(DeriveError):
        differentiate(body, letter, TABLE)


SLOPES = [
    # body, letter, its derivative
    (X, Y, b.ZERO),
    (XK, XK, b.ONE),
    (b.entry(b.sym("Y"), b.idx("k")), XK, b.ZERO),
    (node("call", b.sym("f"), X), X, node("call", b.sym("f\N{PRIME}"), X)),
    (node("call", b.sym("f"), Y, X), X, node("call", b.sym("f\N{PRIME}2"), Y, X)),
    (node("call", b.sym("f"), Y), X, b.ZERO),
    (b.fn("max", X, X), X, b.ONE),
    (b.power(X, N), X, b.mul(N, b.power(X, b.sub(N, b.ONE)))),
    (b.power(X, b.ONE), X, b.ONE),
    (b.rel("lt", X, Y), X, b.rel("lt", X, Y)),
    (b.rel("lt", Y, Y), X, b.ZERO),
    (b.rel("lt", X, b.mul(X, X)), X, b.rel("lt", X, b.mul(X, X))),
]


@pytest.mark.parametrize(("body", "letter", "slope"), SLOPES, ids=lambda x: repr(x)[:40])
def test_derivatives_that_are_written_down(body: Expr, letter: Expr, slope: Expr) -> None:
    assert differentiate(body, letter, TABLE) is slope


NEXT, KL = b.add(b.idx("k"), b.ONE), b.delta(b.idx("k"), b.idx("l"))
CONTRACTED = [
    # what becomes 0 or 1 leaves no trace; where nothing becomes anything, all stays as it is written
    (b.div(b.delta(b.idx("k"), NEXT), X), b.ZERO),
    (b.div(X, b.delta(NEXT, NEXT)), X),
    (b.mul(X, b.delta(NEXT, NEXT)), X),
    (b.add(X, b.delta(b.idx("k"), NEXT)), X),
    (b.add(b.div(b.ZERO, X), KL), b.add(b.div(b.ZERO, X), KL)),
    (b.mul(b.ONE, KL), b.mul(b.ONE, KL)),
    (b.add(b.ZERO, KL), b.add(b.ZERO, KL)),
]


@pytest.mark.parametrize(("expr", "after"), CONTRACTED, ids=lambda x: repr(x)[:40])
def test_contractions_that_are_written_down(expr: Expr, after: Expr) -> None:
    assert contract(expr, CONTEXT) is after


JK = b.mul(b.idx("j"), b.idx("k"))
BRACKETS = [
    # an order between integers: 1, 0, or not decided
    (b.rel("le", b.idx("k"), N), 1),
    (b.rel("lt", N, b.idx("k")), 0),
    (b.rel("ge", b.idx("k"), b.ONE), 1),
    (b.rel("gt", b.idx("k"), b.ZERO), 1),
    (b.rel("gt", b.idx("k"), b.ONE), None),
    (b.rel("le", b.idx("k"), b.idx("j")), None),
    (b.rel("le", b.idx("k"), b.add(N, b.idx("j"))), 1),
    (b.rel("ge", b.idx("k"), b.add(N, b.idx("j"))), 0),
    (b.rel("ge", N, b.ONE), 1),
    (b.rel("ge", N, b.TWO), None),
    (b.rel("le", JK, N), None),
    (b.rel("ge", JK, N), None),
    (b.rel("le", JK, b.idx("k")), None),
    (b.rel("lt", b.mul(N, b.idx("k")), N), None),
    (b.rel("le", b.mul(N, b.idx("k")), N), None),
    (b.rel("gt", b.mul(N, N), N), None),
    (b.rel("ge", b.mul(N, P), b.ONE), None),
    (b.rel("ge", b.mul(P, N), b.ONE), None),
    (b.rel("lt", b.mul(N, P), b.ZERO), None),
    (b.rel("gt", b.add(N, b.mul(N, P)), b.ZERO), None),
    (b.rel("lt", b.num(2), b.num(3)), 1),
    (b.rel("lt", b.num(3), b.num(3)), 0),
    (b.rel("le", b.num(3), b.num(3)), 1),
]


@pytest.mark.parametrize(("relation", "decided"), BRACKETS, ids=lambda x: repr(x)[:50])
def test_orders_between_integers(relation: Expr, decided: int | None) -> None:
    ready = prepare(Statement(b.iverson(relation), b.ONE, CONTEXT), TABLE)
    n = normalizer(ready.facts, ready.scope)
    n.forms(ready.left)
    assert order_key(n, relation)[0] == decided


K, L = b.idx("k"), b.idx("l")
XL = b.entry(b.sym("X"), L)
SUMS = [b.sum_over(f, b.fresh_idx("i"), b.ONE, hi) for f, hi in ((X, N), (Y, N), (X, b.TWO))]
PATTERNS = [
    (SUMS[0], SUMS[0], {}),
    (SUMS[0], SUMS[1], None),
    (SUMS[0], SUMS[2], None),
    (b.add(XK, SUMS[0]), b.add(XL, SUMS[0]), {K: L}),
    (b.add(XK, SUMS[0]), b.add(XL, SUMS[1]), None),
    (b.add(XK, Y), b.add(XL, Y), {K: L}),
    (b.mul(XK, XK), b.mul(XL, XL), {K: L}),
    (b.mul(XK, XK), b.mul(XL, XK), None),
    (b.add(XK, b.ONE), b.add(XL, b.ONE), {K: L}),
    (b.add(XK, b.ONE), b.add(XL, b.TWO), None),
    (b.add(XK, X), b.add(XL, Y), None),
    (b.fn("exp", XK), b.fn("log", XK), None),
    (b.fn("exp", XK), b.fn("exp", XL), {K: L}),
]


@pytest.mark.parametrize(("pattern", "expr", "found"), PATTERNS, ids=lambda x: repr(x)[:40])
def test_patterns(pattern: Expr, expr: Expr, found: dict[Expr, Expr] | None) -> None:
    assert match(pattern, expr) == found
