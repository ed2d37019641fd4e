"""What goes through the SymPy bridge comes back as the same expression."""

from __future__ import annotations

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from derive.errors import DeriveError
from derive.expressions import build as b
from derive.expressions.expr import Expr, write_prefix
from derive.expressions.sympy_bridge import from_sympy, to_sympy
from derive.expressions.walk import alpha_equal
from derive.notation.functions import Function, FunctionTable

X = sp.IndexedBase("X", real=True)
x, y = sp.symbols("x y", real=True)
i, j, n = sp.symbols("i j n", integer=True)
SYMBOLS = {"n": n}

OBJECTS = [
    x / 2 - y,
    sp.exp(-x) / (1 + sp.exp(-x)) ** 2,
    sp.sqrt(x) / 3 + x ** sp.Rational(-2, 3),
    sp.Sum(X[i] * sp.KroneckerDelta(i, j), (i, 1, n)),
    sp.Sum(X[i] * X[j], (j, 1, i), (i, 1, n)),
    sp.Sum(sp.exp(X[i]), (i, 1, n)) * sp.Product(X[j], (j, 1, n)),
    sp.Piecewise((x, x > 1), (y, True)),
    sp.Derivative(sp.sin(x) * y, x, x),
    sp.Max(x, y) * sp.Min(x, 3),
    sp.pi * sp.E + sp.I,
    sp.polygamma(2, x) + sp.digamma(y) + sp.loggamma(x),
    sp.besselk(0, x) * sp.lowergamma(2, x),
    sp.Function("f")(x, y),
    sp.Limit(1 / x, x, sp.oo),
    sp.Limit(1 / x, x, 0),
    sp.Limit(1 / x, x, 0, "-"),
    sp.Mod(x, 2) + sp.floor(x) + sp.ceiling(y) + sp.Abs(x) + sp.sign(y) + sp.Heaviside(x),
    sp.atan2(y, x) + sp.log(x) / sp.log(y),
    sp.And(x > 1, sp.Or(y < 2, sp.Eq(x, y))),
    sp.Ne(x, 0),
    -sp.oo,
    sp.Rational(-3, 7),
]


@pytest.mark.parametrize("obj", OBJECTS, ids=str)
def test_a_sympy_object_comes_back(obj):
    assert to_sympy(from_sympy(obj), symbols=SYMBOLS, evaluate=True) == obj


SURFACE = [
    b.div(b.sym("x"), b.sym("x")),
    b.exp(b.log(b.sym("x"))),
    b.mul(b.ZERO, b.log(b.sym("x"))),
    b.power(b.fn("sqrt", b.sym("x")), b.TWO),
    b.add(b.ONE, b.ONE, b.sym("x")),
    b.sub(b.sym("x"), b.sym("x")),
    b.rel("lt", b.ZERO, b.ONE),
]


@pytest.mark.parametrize("expr", SURFACE, ids=write_prefix)
def test_nothing_is_evaluated_on_the_way_out(expr):
    assert from_sympy(to_sympy(expr)) is expr


REFUSED = [
    sp.Integral(x, x),
    sp.nan,
    sp.zoo,
    sp.Symbol("x") + x,
    sp.Dummy("x") + x,
    sp.MatrixSymbol("A", 2, 2),
    sp.EulerGamma,
    sp.conjugate(sp.Symbol("z")),
    sp.Symbol(r"\input{x}"),
    sp.Heaviside(x, 0),
    sp.Derivative(sp.Function("f")(x), (x, n)),
    "x + 1",
    object(),
]


@pytest.mark.parametrize("obj", REFUSED, ids=str)
def test_what_has_no_counterpart_is_refused(obj):
    with pytest.raises(DeriveError):
        from_sympy(obj)


def test_a_float_is_the_decimal_it_prints_as():
    assert from_sympy(sp.Float(0.1)) is b.dec("0.1")
    assert from_sympy(sp.Float(-1e-7)) is b.neg(b.dec("0.0000001"))


def test_bound_symbols_shared_by_sympy_get_identities_of_their_own():
    shared = sp.Sum(X[i], (i, 1, n)) * sp.Sum(X[i] ** 2, (i, 1, n)) + X[i]
    bound = {e.value for e in _indices(from_sympy(shared)) if e.value.uid}
    assert len(bound) == 2


def test_bound_indices_of_one_name_are_told_apart_on_the_way_out():
    one, two = b.fresh_idx("i"), b.fresh_idx("i")
    inner = b.sum_over(b.mul(b.entry(b.sym("X"), one), b.entry(b.sym("X"), two)), two, b.ONE, b.sym("n"))
    both = b.sum_over(inner, one, b.ONE, b.sym("n"))
    assert len({limit[0] for limit in to_sympy(both).limits}) == 2
    assert alpha_equal(from_sympy(to_sympy(both)), both)


def test_a_size_that_is_also_an_index_stays_a_letter():
    last = sp.Sum(X[i], (i, 1, n)) - X[n]
    assert {e.value.name for e in _indices(from_sympy(last))} == {"i"}


def test_functions_sympy_lacks_are_written_by_their_definition():
    z = b.sym("z")
    sigma = Function("sigma", (z,), "", definition=b.div(b.ONE, b.add(b.ONE, b.exp(b.neg(z)))))
    swish = Function("silu", (z,), "", definition=b.mul(z, b.fn("sigma", z)))
    table = FunctionTable({"sigma": sigma, "silu": swish})
    written = to_sympy(b.fn("silu", b.sym("x")), table, evaluate=True)
    assert written == x / (1 + sp.exp(-x))
    with pytest.raises(DeriveError, match="sigma"):
        to_sympy(b.fn("sigma", z))


def _indices(expr: Expr):
    stack, found = [expr], []
    while stack:
        e = stack.pop()
        found += [e] if e.head == "idx" else []
        stack += e.args
    return found


def objects() -> st.SearchStrategy:
    leaves = st.sampled_from([x, y, sp.S(2), sp.Rational(1, 3), sp.S(-1), sp.pi])
    return st.recursive(leaves, _grow, max_leaves=12)


def _grow(inner: st.SearchStrategy) -> st.SearchStrategy:
    pairs = st.tuples(inner, inner)
    return st.one_of(
        pairs.map(lambda p: p[0] + p[1]),
        pairs.map(lambda p: p[0] * p[1]),
        pairs.map(lambda p: p[0] - p[1]),
        inner.map(sp.exp),
        inner.map(sp.sin),
        inner.map(sp.Abs),
        inner.map(lambda e: 1 / (1 + e**2)),
        inner.map(lambda e: sp.Piecewise((e, x > y), (-e, True))),
    )


@settings(max_examples=150, deadline=None)
@given(objects())
def test_random_objects_come_back(obj):
    tree = from_sympy(obj)
    assert from_sympy(to_sympy(tree)) is tree
    point = {x: sp.Rational(2, 3), y: sp.Rational(-1, 4)}
    assert abs(sp.N((to_sympy(tree, evaluate=True) - obj).subs(point), 30)) < 1e-20
