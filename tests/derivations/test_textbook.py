"""What makes a derivation read like a textbook's, held by its lines."""

from __future__ import annotations

import pytest

from derive.engine.by_signs import same_for_both_signs
from derive.engine.forms_of_sums import count_factors
from derive.expressions.build import ONE, entry, fresh_idx, mul, power, prod_over, sym
from derive.expressions.expr import postorder
from derive.expressions.walk import alpha
from derive.notation.context import EMPTY, Letter
from derive.read import read_expression
from derive.records.step import Derivation
from tests.library_results import FUNCTIONS, REGISTRY, derived, judged


def rules(id_: str) -> list[str]:
    found = derived(id_)
    assert isinstance(found, Derivation)
    return [step.rule for step in found.steps]


@pytest.mark.parametrize(
    "id_",
    ["lstm.adjoint-hidden", "convolution-matrix.product", "vanishing-gradient.product", "conv.height-of-78"],
)
def test_steps_stand_where_the_prover_stood(id_: str) -> None:
    assert "equal" not in rules(id_)


@pytest.mark.parametrize("id_", ["lstm.dh-dh", "gru.grad-update-weights", "lstm.grad-h"])
def test_gates_are_written_in_their_own_value(id_: str) -> None:
    """o (1 − o), not σ(…) (1 − σ(…))."""
    found = derived(id_)
    assert found is not None
    assert all(e.head != "sigma" for e in postorder(found.result))


@pytest.mark.parametrize("id_", ["layer-norm.grad-input", "batch-norm.grad-input", "gru.adjoint"])
def test_steps_lead_to_the_documented_form(id_: str) -> None:
    """Whatever the prover says of it."""
    found, claim = derived(id_), judged(id_)
    assert found is not None
    assert alpha(found.result) is alpha(claim.links[-1].statement.right)
    assert len(found.steps) <= 9


def test_a_choice_is_differentiated_between_its_seams() -> None:
    found = derived("elu.derivative")
    assert found is not None
    assert [c.head for c in found.conditions] == ["ne"]


def test_numbers_are_worked_out_in_one_line() -> None:
    assert rules("conv.height-of-78") == ["unfold", "arithmetic", "arithmetic", "arithmetic"]


def test_equal_factors_are_counted_for_a_size_only() -> None:
    """Π_{t=1}^{T} w s_t = w^T Π_{t=1}^{T} s_t for an integer T ≥ 1."""
    t, w, last = fresh_idx("t"), sym("w"), sym("T")
    whole = prod_over(mul(w, entry(sym("s"), t)), t, ONE, last)
    assert count_factors(whole, EMPTY.with_letters(Letter("T"))) is whole
    counted = count_factors(whole, EMPTY.with_letters(Letter("T", role="size")))
    assert counted is mul(power(w, last), prod_over(entry(sym("s"), t), t, ONE, last))


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("x + log(1 + exp(-x))", "max(x, 0) + log(1 + exp(-abs(x)))", True),
        ("x", "max(x, 0) + min(x, 0)", True),
        ("abs(x)", "max(x, 0) - min(x, 0)", True),
        ("abs(x)", "x", False),
        ("max(x, 0)", "x", False),
        ("log(1 + exp(x))", "max(x, 0) + log(1 + exp(abs(x)))", False),
        ("abs(x) + abs(y)", "abs(x) + abs(y)", False),  # two signs are not told apart
    ],
)
def test_both_signs(left: str, right: str, same: bool) -> None:
    context = EMPTY.with_letters(Letter("x"), Letter("y"))
    first, second = (read_expression(text, context, FUNCTIONS).expr for text in (left, right))
    assert same_for_both_signs(first, second) is same


def test_every_rule_is_described() -> None:
    assert {"brackets-put-in", "count-factors", "factors-counted"} <= set(REGISTRY.rules())
