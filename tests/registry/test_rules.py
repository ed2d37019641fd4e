"""Rules have both halves, and every step of every derivation of the library is replayed by its rule."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from derive.derivations.replay import replay_derivation
from derive.engine.rewriting import REWRITINGS
from derive.errors import DeriveError
from derive.proofs import equality
from derive.proofs.derivation import lemmas
from derive.records.step import Step
from tests.library_results import REGISTRY, derived


def derivation(id_):
    try:
        return derived(id_)
    except DeriveError:
        return None


def steps_of(steps: tuple[Step, ...]) -> Iterator[Step]:
    for step in steps:
        yield step
        yield from steps_of(step.substeps)


def test_every_rewriting_has_words_for_both_directions():
    rows = set(REGISTRY.ids("rule"))
    assert {name for r in REWRITINGS for name in (r.forwards, r.backwards)} <= rows


@pytest.mark.parametrize("id_", REGISTRY.pages())
def test_every_step_is_named_and_replays(id_):
    found = derivation(id_)
    if found is None:
        assert "derivative" not in id_, "a derivative of the library has a derivation"
        return
    claim = REGISTRY.claim(id_)
    rows = set(REGISTRY.ids("rule"))
    for step in steps_of((*found.steps, *(s for case in found.cases for s in case.steps))):
        assert step.rule in rows or step.rule.startswith("lemma:")
    equal = equality(claim.context, REGISTRY.functions)
    replay_derivation(found, REGISTRY.functions, lemmas=lemmas(claim, REGISTRY), equal=equal)
