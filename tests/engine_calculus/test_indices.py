"""Deltas under sums, brackets for ranges, factors in front; each also by brute force at n = 1, 2, 3."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from derive.engine.differentiate import differentiate
from derive.engine.indices import contract
from derive.expressions import build as b
from derive.expressions.expr import Expr, free_indices, postorder
from derive.expressions.walk import alpha
from derive.registry import load_registry
from tests.engine_calculus.dual_numbers import Unrolled
from tests.engine_calculus.random_sums import CONTEXT, N, random_body

FUNCTIONS = load_registry().functions
FREE, K = b.idx("i"), b.idx("k")
X, F = b.sym("X"), b.sym("F")


def assert_same_values(one: Expr, other: Expr) -> None:
    for n in (1, 2, 3):
        for places in product(range(1, n + 1), repeat=3):
            env = {N: n, **{b.idx(name): place for name, place in zip("ijk", places, strict=True)}}
            left, right = (Unrolled(()).dual(e, env).value for e in (one, other))
            assert left == right, (n, places, one, other)


def summed(body: Expr, index: Expr, lo: Expr = b.ONE, hi: Expr = N) -> Expr:
    return b.sum_over(body, index, lo, hi)


def rows() -> list[tuple[str, Expr, Expr]]:
    j, m, two = b.fresh_idx("j"), b.fresh_idx("m"), b.num(2)
    x_j, x_k, below = b.entry(X, j), b.entry(X, K), b.sub(K, b.ONE)
    return [
        ("Σ_j X_j δ_jk = X_k", summed(b.mul(x_j, b.delta(j, K)), j), x_k),
        ("Σ_j δ_jk X_j δ_ji = X_k δ_ki", summed(b.mul(b.delta(j, K), x_j, b.delta(j, FREE)), j),
         b.mul(x_k, b.delta(K, FREE))),
        ("Σ_j Σ_m F_jm δ_jk δ_mi = F_ki",
         summed(summed(b.mul(b.entry(F, j, m), b.delta(j, K), b.delta(m, FREE)), m), j), b.entry(F, K, FREE)),
        ("Σ_{j=2}^n X_j δ_jk = X_k [2 ≤ k]", summed(b.mul(x_j, b.delta(j, K)), j, two),
         b.mul(x_k, b.iverson(b.rel("le", two, K)))),
        ("Σ_j X_j δ_{j+1,k} = X_{k−1} [1 ≤ k−1]", summed(b.mul(x_j, b.delta(b.add(j, b.ONE), K)), j),
         b.mul(b.entry(X, below), b.iverson(b.rel("le", b.ONE, below)))),
        ("Σ_j x X_j = x Σ_j X_j", summed(b.mul(b.sym("x"), x_j), j), b.mul(b.sym("x"), summed(x_j, j))),
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "given_", "wanted"), rows(), ids=[r[0] for r in rows()])
def test_contraction(name: str, given_: Expr, wanted: Expr) -> None:
    found = contract(given_, CONTEXT)
    assert alpha(found) is alpha(wanted), (name, found)


def test_no_unit_coefficient_no_contraction() -> None:
    """Σ_j X_j δ_{2j,k}: k/2 need not be a whole number, so the δ stays."""
    j = b.fresh_idx("j")
    whole = summed(b.mul(b.entry(X, j), b.delta(b.mul(b.num(2), j), K)), j)
    assert contract(whole, CONTEXT) is whole


def test_a_range_is_a_bracket_of_its_own() -> None:
    j = b.fresh_idx("j")
    found = contract(summed(b.mul(b.entry(X, j), b.delta(j, K)), j, b.num(2), b.sub(N, b.ONE)), CONTEXT)
    assert not any(e.head == "cases" for e in postorder(found))
    assert [e.head for e in found.args if e.head == "iverson"] == ["iverson"]


def test_an_index_that_a_sum_binds_under_the_same_name() -> None:
    """∂/∂X_k Σ_k X_k² = 2 X_k, the k of the Σ being another."""
    k = b.fresh_idx("k")
    found = differentiate(summed(b.power(b.entry(X, k), b.num(2)), k), b.entry(X, K), FUNCTIONS)
    assert free_indices(found) <= {K.value}
    assert_same_values(found, b.mul(b.num(2), b.entry(X, K)))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_contraction_keeps_every_value(seed: int) -> None:
    rng = Random(seed)
    body = random_body(rng, rng.choice([2, 3]))
    note(repr(body))
    assert_same_values(body, contract(body, CONTEXT))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_derivative_by_brute_force(seed: int) -> None:
    rng = Random(seed)
    body = random_body(rng, rng.choice([1, 2, 3]))
    note(repr(body))
    slope = differentiate(body, b.entry(X, FREE), FUNCTIONS)
    for n in (1, 2, 3):
        for places in product(range(1, n + 1), repeat=3):
            env = {N: n, **{b.idx(name): place for name, place in zip("ijk", places, strict=True)}}
            wanted = Unrolled(("X", env[FREE])).dual(body, env).slope
            assert Unrolled(()).dual(slope, env).value == wanted
