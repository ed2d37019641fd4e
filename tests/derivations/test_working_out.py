"""Numbers and written arrays worked out: every step replays, and none with a wrong digit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from derive.derivations import replay_derivation
from derive.errors import DeriveError
from derive.expressions import build as b
from derive.proofs import derive_claim, judge
from derive.records.step import Derivation, Step
from derive.registry import load_registry

REGISTRY = load_registry()

CHAINS = {
    "tanh-network.s-1": ["unfold =", "values =", "entries =", "arithmetic ="],
    "tanh-network.s-2": ["unfold =", "rounded-values ≈", "entries =", "digits ≈"],
    "tanh-network.x-1": ["unfold =", "values =", "entries =", "digits ≈"],
    "tanh-network.delta-1": ["unfold =", "rounded-values ≈", "entries =", "digits ≈"],
    "tanh-network.x-3": ["unfold =", "unfold =", "rounded-values ≈", "entries =", "digits ≈"],
    "conv.task-1-shape": ["unfold =", "arithmetic ="],
    "conv.output-size-bars": ["unfold =", "into-floor ="],
    "conv.padding-1-keeps-size": ["assumption =", "arithmetic ="],
    "conv-matrix.matrix": ["unfold =", "values =", "gathered ="],
    "conv-matrix.as-convolution": ["definition =", "zeros-written ="],
    "vanishing-gradient-bounded.bound": ["unfold =", "absolute-inside =", "bounded-by ≤", "count-factors ="],
}
SIGNS = {"eq": "=", "approx": "≈", "le": "≤"}


def derived(id_: str) -> Derivation:
    found = derive_claim(judge(REGISTRY.claim(id_), REGISTRY.functions), REGISTRY)
    assert found is not None
    return found


@pytest.mark.parametrize("id_", CHAINS)
def test_the_steps_a_person_would_write(id_: str) -> None:
    found = derived(id_)
    assert [f"{s.rule} {SIGNS[s.relation]}" for s in found.steps] == CHAINS[id_]
    replay_derivation(found, REGISTRY.functions)


def changed(found: Derivation, place: int, step: Step) -> Derivation:
    steps = (*found.steps[:place], step, *found.steps[place + 1 :])
    return replace(found, steps=steps, result=steps[-1].after)


WRONG_DIGITS = b.neg(b.dec("1.49"))


def test_a_wrong_digit_is_refused() -> None:
    found = derived("tanh-network.s-2")
    last = replace(found.steps[-1], after=WRONG_DIGITS, parameters=(WRONG_DIGITS,))
    with pytest.raises(DeriveError):
        replay_derivation(changed(found, len(found.steps) - 1, last), REGISTRY.functions)


@pytest.mark.parametrize("id_", ["tanh-network.s-2", "vanishing-gradient-bounded.bound"])
def test_what_is_rounded_or_bounded_is_not_called_equal(id_: str) -> None:
    found = derived(id_)
    place = next(k for k, s in enumerate(found.steps) if s.relation != "eq")
    with pytest.raises(DeriveError):
        replay_derivation(
            changed(found, place, replace(found.steps[place], relation="eq")), REGISTRY.functions
        )


def test_a_wrong_value_is_not_put_in() -> None:
    found = derived("tanh-network.s-1")
    letter, _, *rest = found.steps[1].parameters
    other = replace(found.steps[1], parameters=(letter, b.num(5), *rest))
    with pytest.raises(DeriveError):
        replay_derivation(changed(found, 1, other), REGISTRY.functions)
