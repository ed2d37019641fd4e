"""Statements about arrays that hold up to a size and fail at the next: none is taken for one of all sizes.

e_k of the entries of x is 0 for fewer than k of them; by power sums it has k dummies, so that no bound is
smaller.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest

from derive.engine.certify import sealed
from derive.engine.kernel import recheck
from derive.expressions import build as b
from derive.expressions.expr import Expr, node
from derive.notation.context import Context, Letter
from derive.records.statement import Statement
from derive.registry import load_registry

FUNCTIONS = load_registry().functions
n, x, y, A = (b.sym(name) for name in "nxyA")
CONTEXT = Context().with_letters(
    Letter("n", "size"), Letter("x", axes=(n,)), Letter("y", axes=(n,)), Letter("A", axes=(n, n))
)
ONES = node("ones", n)


def total(e: Expr) -> Expr:
    return node("total", e)


def times(*parts: Expr) -> Expr:
    return node("hadamard", *parts) if len(parts) > 1 else parts[0]


def power_sum(k: int) -> Expr:
    return total(times(*[x] * k))


def others(k: int) -> Expr:
    """Σ over j ≠ i of x_j^k, for every i."""
    return b.add(b.mul(power_sum(k), ONES), b.neg(times(*[x] * k)))


def symmetric(k: int, p: Callable[[int], Expr], by: Callable[..., Expr]) -> tuple[Expr, Expr]:
    """k·e_k = Σ_{j=1}^k (−1)^{j−1} e_{k−j}·p_j (Newton): the terms with j odd, and those with j even."""

    def expanded(m: int) -> list[tuple[int, int, list[Expr]]]:
        """e_m as Σ c/d · ∏ p."""
        if m == 0:
            return [(1, 1, [])]
        return [
            (c if j % 2 else -c, d * m, [*factors, p(j)])
            for j in range(1, m + 1)
            for c, d, factors in expanded(m - j)
        ]

    terms = [(b.num(abs(c)), b.num(d), c > 0, factors) for c, d, factors in expanded(k)]
    halves = ([b.mul(b.div(c, d), by(*f)) for c, d, s, f in terms if s is sign] for sign in (True, False))
    left, right = (b.add(*half) if half else b.ZERO for half in halves)
    return left, right


def numbers(*parts: Expr) -> Expr:
    return b.mul(*parts)


SCALAR_BELOW = {
    "none": None,
    "a sum": total(y),
    "a sum of products": total(times(x, y)),
    "a double sum": b.mul(total(y), power_sum(2)),
    "what is 0 for n = 1": b.sub(power_sum(2), b.div(b.mul(power_sum(1), power_sum(1)), n)),
}
ENTRY_BELOW = {
    "sums of rows": node("matmul", A, ONES),
    "sums and entries": b.add(b.mul(total(y), ONES), x),
    "products": times(node("matmul", A, y), b.add(b.mul(total(x), ONES), y)),
}


def witness(size: int) -> dict[str, object]:
    rows = [str(k) for k in (2, 3, 5, 7, 11)[:size]]
    column = [[r] for r in rows]
    matrix = [[str(7 * i + j * j + 1) for j in range(size)] for i in range(size)]
    return {"sizes": {"n": size}, "point": {"x": column, "y": column, "A": matrix}}


def assert_refused(left: Expr, right: Expr, size: int = 2) -> None:
    asked = Statement(left, right, CONTEXT)
    for gates in ({}, {"gates": True}):
        found = recheck(
            asked, FUNCTIONS, sealed({"kind": "arrays", "witness": witness(size), **gates}, asked)
        )
        assert not found.accepted, found.guarantee


@pytest.mark.parametrize("k", [2, 3, 4, 5])
@pytest.mark.parametrize("below", SCALAR_BELOW)
def test_a_symmetric_function_over_sums(k, below):
    left, right = symmetric(k, power_sum, numbers)
    d = SCALAR_BELOW[below]
    for one, other in product((False, True), repeat=2):
        lhs = left if d is None else b.div(left, d)
        rhs = right if d is None else b.div(right, d)
        assert_refused(node("exp", lhs) if one else lhs, node("exp", rhs) if one else rhs)
        if other and d is not None:
            assert_refused(b.div(b.mul(left, d), d), right)
            assert_refused(b.div(d, b.add(left, d)), b.div(d, b.add(right, d)))
            rest = b.div(node("exp", b.div(power_sum(2), d)), b.mul(d, d))
            assert_refused(b.add(lhs, rest), b.add(rhs, rest))


@pytest.mark.parametrize("k", [1, 2, 3])
@pytest.mark.parametrize("below", ENTRY_BELOW)
def test_a_symmetric_function_of_the_other_entries_over_sums_of_each_place(k, below):
    """At every place i: e_k of the entries but x_i is 0 for at most k of them."""
    left, right = symmetric(k, others, times)
    d = ENTRY_BELOW[below]
    right = right if k > 1 else node("zeros", n)
    assert_refused(node("hadamard_div", left, d), node("hadamard_div", right, d), 1 if k == 1 else 2)
    assert_refused(node("exp", node("hadamard_div", left, d)), node("exp", node("hadamard_div", right, d)), 1)
    assert_refused(
        total(times(y, node("hadamard_div", left, d))), total(times(y, node("hadamard_div", right, d))), 1
    )


def test_matrices_whose_rows_add_up_to_1():
    """tr B² = 1 + (tr B − 1)² for n = 1 and 2."""
    rows = node("outer", node("matmul", A, ONES), ONES)
    B = node("hadamard_div", A, rows)
    trace = node("trace", B)
    left = node("trace", node("matmul", B, B))
    assert_refused(left, b.add(b.ONE, b.power(b.sub(trace, b.ONE), b.TWO)))


def test_an_odd_function_of_an_entry_and_the_sum():
    """Σ 1/(x_i + p) − 1/(2p − x_i) + (x_i − p/2)/p² is 0 for n = 1 and 2, p = Σ x."""
    p = total(x)
    first = node("hadamard_div", ONES, b.add(x, b.mul(p, ONES)))
    second = node("hadamard_div", ONES, b.add(b.mul(b.num(2), p, ONES), b.neg(x)))
    line = b.add(b.div(n, b.mul(b.num(2), p)), b.neg(b.div(p, b.power(p, b.TWO))))
    assert_refused(b.sub(total(first), total(second)), line)


@pytest.mark.parametrize("k", [2, 3, 4])
def test_a_power_that_is_its_base_at_size_1(k):
    """(cⁿ − c)·(n − 2) … (n − k) is 0 for n = 1 … k."""
    c = b.sym("c")
    known = CONTEXT.with_letters(Letter("c"))
    gaps = [b.sub(n, b.num(j)) for j in range(2, k + 1)]
    for left, right in (
        (b.mul(b.sub(b.power(c, n), c), *gaps), b.ZERO),
        (b.mul(b.power(c, n), *gaps), b.mul(c, *gaps)),
    ):
        asked = Statement(left, right, known)
        point = {"sizes": {"n": 2}, "point": {"c": [["2"]]}}
        found = recheck(asked, FUNCTIONS, sealed({"kind": "arrays", "witness": point}, asked))
        assert not found.accepted


def test_true_ones_are_proved():
    """The same roads are open to what holds at every size."""
    d = total(times(x, y))
    truths = [
        (b.div(b.mul(total(x), d), d), total(x)),
        (b.div(total(x), d), b.mul(total(x), b.power(d, b.num(-1)))),
        (node("exp", b.div(total(x), d)), node("exp", b.div(b.mul(total(x), total(y)), b.mul(d, total(y))))),
        (node("hadamard_div", times(x, ENTRY_BELOW["sums of rows"]), ENTRY_BELOW["sums of rows"]), x),
    ]
    for left, right in truths:
        asked = Statement(left, right, CONTEXT)
        found = recheck(asked, FUNCTIONS, sealed({"kind": "arrays", "witness": witness(2)}, asked))
        assert found.accepted, found.reason
