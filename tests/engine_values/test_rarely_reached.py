"""Rules that few expressions reach: sums over triangles, signs of odd functions, deltas above a line."""

from __future__ import annotations

import pytest

from derive.engine.indices import has_delta, index_ranges
from derive.engine.kernel.unfold import exact
from derive.engine.prove import decide
from derive.engine.tidy import quotient
from derive.expressions import build as b
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
