"""Inequalities: the difference of the sides led to a form whose sign shows."""

from __future__ import annotations

import pytest

from derive.derivations import derive_bound, replay_derivation
from derive.engine.plain_sign import plainly_signed
from derive.errors import DeriveError
from derive.expressions import build as b
from derive.expressions.expr import Expr
from derive.registry import load_registry
from tests.engine_calculus.random_sums import CONTEXT, N

FUNCTIONS = load_registry().functions
X = b.sym("X")


def share() -> Expr:
    """e^{X_i} / Σ_j e^{X_j}."""
    j = b.fresh_idx("j")
    total = b.sum_over(b.exp(b.entry(X, j)), j, b.ONE, N)
    return b.div(b.exp(b.entry(X, b.idx("i"))), total)


def test_a_part_of_a_sum_of_positive_parts() -> None:
    found = derive_bound([b.rel("lt", b.ZERO, share()), b.rel("le", share(), b.ONE)], CONTEXT, FUNCTIONS)
    replay_derivation(found, FUNCTIONS)
    assert [s.rule for s in found.steps] == ["common-denominator", "take-out-term"]
    assert plainly_signed(found.result, strict=False)
    assert len(found.notes) == 2


@pytest.mark.parametrize(
    "relation",
    [
        b.rel("lt", share(), b.ONE),
        b.rel("lt", b.ONE, share()),
        b.rel("le", b.sym("x"), b.ONE),
        b.rel("lt", b.ZERO, b.power(b.sym("x"), b.num(2))),
    ],
    ids=["p < 1 (false for n = 1)", "1 < p", "x ≤ 1", "0 < x²"],
)
def test_what_is_not_plain_is_refused(relation: Expr) -> None:
    with pytest.raises(DeriveError):
        derive_bound([relation], CONTEXT, FUNCTIONS)
