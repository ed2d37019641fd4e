"""SymPy objects where a call takes text, and results handed out as SymPy objects."""

from __future__ import annotations

import pytest
import sympy as sp

import derive
from derive.errors import DeriveError

x, z = sp.symbols("x z")
p = sp.Symbol("p", positive=True)
n = sp.Symbol("n", integer=True, positive=True)
m = sp.Symbol("m", integer=True)
i, k = sp.symbols("i k", integer=True)
X = sp.IndexedBase("X")
PAIRS = [
    (sp.sin(x) ** 2, 1 - sp.cos(x) ** 2, "proved"),
    (sp.tanh(x), 2 / (1 + sp.exp(-2 * x)) - 1, "proved"),
    (sp.sqrt(x**2), x, "conditional"),
    (sp.Abs(p), p, "proved"),
    (sp.Sum(i, (i, 1, n)), n * (n + 1) / 2, "proved"),
    (sp.Derivative(sp.exp(-(x**2)), x), -2 * x * sp.exp(-(x**2)), "proved"),
    (sp.Max(x, 0), sp.Piecewise((x, x > 0), (0, True)), "proved"),
    (x, r"\frac{x^2}{x}", "proved"),
    (sp.floor(m), m, "proved"),
    (sp.Rational(1, 3), 1, "refuted"),
    (x**0, 1, "proved"),
    (sp.exp(sp.I * x), sp.cos(x) + sp.I * sp.sin(x), "proved"),
    (sp.floor(x), x, "conditional"),
]


@pytest.mark.parametrize(("left", "right", "wanted"), PAIRS, ids=str)
def test_equal(left, right, wanted):
    assert derive.equal(left, right).verdict == wanted


def test_the_assumptions_of_symbols_are_assumed():
    assert derive.equal(sp.sqrt(p**2, evaluate=False), p).verdict == "proved"
    assert derive.equal(sp.log(p) + sp.log(x), "log(p x)").verdict in ("proved", "conditional")


def test_an_answer_and_a_gradient():
    answer = sp.exp(z) / (1 + sp.exp(z)) ** 2
    assert derive.check(answer, of="sigmoid.derivative").verdict == "proved"
    assert derive.check(2 * x, equals=sp.Derivative(x**2, x)).verdict == "proved"
    found = derive.gradient(sp.Sum(X[i] ** 2, (i, 1, n)), wrt=X[k])
    assert found.verdict.verdict == "proved"


def test_results_as_sympy_objects():
    found = derive.gradient(sp.log(1 + sp.exp(x)), wrt=x)
    wanted = sp.diff(sp.log(1 + sp.exp(x)), x)
    assert sp.simplify(found.to_sympy().subs(sp.Symbol("x", real=True), x).doit() - wanted) == 0
    assert derive.expression("x^2 + 1").to_sympy().doit() == sp.Symbol("x", real=True) ** 2 + 1


@pytest.mark.parametrize("value", [3.0, [1], None, sp.MatrixSymbol("A", 2, 2), sp.Eq(x, 1), sp.true])
def test_anything_else_is_refused(value):
    with pytest.raises(DeriveError):
        derive.equal(value, "x")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (sp.Symbol("pi"), sp.pi),
        (sp.Symbol("e"), sp.E),
        (sp.Symbol("x1"), sp.Symbol("x_1")),
        (sp.Symbol("x", positive=True), sp.Abs(sp.Symbol("x"))),
    ],
)
def test_symbols_that_would_become_one_letter_are_refused(left, right):
    with pytest.raises(DeriveError):
        derive.equal(left, right)


def test_a_symbol_named_t_is_no_transpose():
    x, t = sp.symbols("x T")
    assert derive.equal(x**t * x, x ** (t + 1)).verdict == "proved"
