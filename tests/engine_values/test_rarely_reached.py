"""Rules that few expressions reach: sums over triangles, signs of odd functions, deltas above a line."""

from __future__ import annotations

import pytest

from derive.engine import forms
from derive.engine.index_rules import INDEX_RULES
from derive.engine.indices import has_delta, index_ranges
from derive.engine.kernel.unfold import exact
from derive.engine.prove import decide
from derive.engine.rules import Grounds, derivative_rule, next_rule
from derive.engine.tidy import quotient
from derive.expressions import build as b
from derive.expressions.expr import Expr
from derive.notation.context import EMPTY, Letter
from derive.registry import load_registry
from tests.prover.statements import statement

FUNCTIONS = load_registry().functions
ROWS = [
    ("Sum(Sum(X[j],(j,1,i))*Y[i],(i,1,n)) = Sum(Sum(Y[i],(i,j,n))*X[j],(j,1,n))", (), "proved"),
    ("Sum(Sum(X[j]*Y[i],(j,1,i)),(i,1,n)) = Sum(Sum(X[j]*Y[i],(i,1,j)),(j,1,n))", (), "refuted"),
    ("2*Sum(Sum(X[j]*X[i],(j,1,i-1)),(i,1,n)) = Sum(X[i],(i,1,n))^2 - Sum(X[i]^2,(i,1,n))", (), "proved"),
    ("2*Sum(Sum(X[j]*X[i],(j,1,i)),(i,1,n)) = Sum(X[i],(i,1,n))^2 - Sum(X[i]^2,(i,1,n))", (), "refuted"),
    ("abs(log(x)) = log(x)", ("x > 1",), "proved"),
    ("abs(log(x)) = log(x)", ("x > 0", "x < 1"), "refuted"),
    ("abs(tanh(x)) = tanh(x)", ("x > 0",), "proved"),
    ("abs(tanh(x)) = -tanh(x)", ("x < 0",), "proved"),
    ("abs(atan(x)^2*atan(x)) = atan(x)^3", ("x > 0",), "proved"),
    (
        "Sum(Sum(X[j]*Y[i],(j,1,n+1-i)),(i,1,n)) = Sum(Sum(X[j]*Y[i],(i,1,n+1-j)),(j,1,n))",
        (),
        "proved",
    ),
    ("sign(x)^2 = 1", (), "conditional"),
    ("sign(x)^2*(x + 1) = x + 1", (), "conditional"),
    ("sign(x)^2*x = x", (), "proved"),
    ("(-x)^(p + y) = abs(x)^(p + y)", ("x < 0",), "proved"),
    ("(x^2)^(p + y) = abs(x)^(2*p + 2*y)", ("x != 0",), "proved"),
]


@pytest.mark.parametrize(("text", "assumed", "verdict"), ROWS)
def test_statements(text, assumed, verdict):
    assert decide(statement(text, assumed, FUNCTIONS), FUNCTIONS).verdict == verdict


@pytest.mark.parametrize(("above", "below"), [(3, 2), (-3, 2), (3, -2), (-3, -2), (-1, 4), (1, -4), (0, -2)])
def test_a_quotient_of_numbers_has_its_sign(above, below):
    found = quotient(b.num(above), b.num(below))
    assert exact(found) == b.num(above).value / below


def test_a_delta_above_a_line_is_seen_and_one_below_is_not():
    i, j, x = b.idx("i"), b.idx("j"), b.sym("x")
    delta = b.delta(i, j)
    assert has_delta(b.div(b.mul(delta, x), x), j.value)
    assert not has_delta(b.div(x, b.add(b.ONE, delta)), j.value)


def test_a_bound_index_has_not_the_range_of_its_namesake():
    i, own = b.idx("i"), b.fresh_idx("i")
    context = EMPTY.with_letters(Letter("i", "index", lo=b.ONE, hi=b.sym("n")))
    found = index_ranges(b.mul(b.delta(i, b.ONE), b.delta(own, b.ONE)), context)
    assert i.value in found
    assert own.value not in found


AT, K, N, X = b.idx("i"), b.idx("k"), b.sym("n"), b.sym("X")
INDEXED = EMPTY.with_letters(Letter("n", "size"), Letter("X", axes=(N,)), Letter("x"))
GROUNDS = Grounds(FUNCTIONS, INDEXED)


def over(body: Expr, head: str = "sum") -> Expr:
    return b.bound(head, body, b.fresh_idx("j"), b.ONE, N, b.TRUE)


BACKWARDS = [
    ("terms-counted", over(b.sym("x")), b.mul(N, b.sym("x"))),
    ("factors-counted", over(b.sym("x"), "prod"), b.power(b.sym("x"), N)),
    ("brackets-put-in", b.mul(b.sym("x"), b.iverson(b.rel("le", b.ONE, N))), b.sym("x")),
]


@pytest.mark.parametrize(("name", "before", "after"), BACKWARDS, ids=[row[0] for row in BACKWARDS])
def test_a_rule_read_backwards_gives_what_it_is_given(name, before, after):
    assert INDEX_RULES[name](after, (before,), GROUNDS) is before
    assert INDEX_RULES[name](b.add(after, b.ONE), (before,), GROUNDS) is None
    assert INDEX_RULES[name](b.ZERO, (before,), GROUNDS) is None


def test_an_earlier_result_goes_before_the_rules():
    known = b.deriv(b.entry(X, AT), b.entry(X, K)), b.delta(AT, K)
    grounds = Grounds(FUNCTIONS, INDEXED, lemmas={"unit": known})
    asked = b.deriv(b.entry(X, b.idx("l")), b.entry(X, K))
    assert next_rule(asked, grounds, real=True) == ("lemma:unit", b.delta(b.idx("l"), K))
    assert next_rule(asked, grounds, real=False)[0] != "lemma:unit"
    assert derivative_rule("lemma:unit")(asked, grounds) is b.delta(b.idx("l"), K)
    assert derivative_rule("lemma:unit")(asked, GROUNDS) is None
    assert derivative_rule("no such rule") is None
    assert derivative_rule("letter") is not None
    assert next_rule(b.deriv(b.sym("x"), b.sym("x")), GROUNDS, real=True)[1] is b.ONE


@pytest.mark.parametrize(("one", "other", "equal"), [("x*n", "n*x", True), ("x", "x+1", False)])
def test_keys_are_those_of_the_value(one, other, equal):
    sides = statement(f"{one} = {other}", (), FUNCTIONS)
    assert (forms.key(sides.left) == forms.key(sides.right)) == equal
