"""Every entry of the library, judged unasked: it can be read, and what it says is true."""

from __future__ import annotations

import pytest

from derive.proofs import judge_model, judge_primitive
from derive.records.entries import Claim
from derive.registry import load_registry

REGISTRY = load_registry()
FUNCTIONS = REGISTRY.functions

# Proved by the search, and not yet confirmed by the kernel.
NOT_CONFIRMED = {"acsc", "acsch", "asec", "asech", "atan2", "binomial"}


def test_every_entry_can_be_read():
    assert REGISTRY.complaints() == []


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_derivative_and_range_follow_from_the_definition(name):
    for formula in judge_primitive(FUNCTIONS[name], FUNCTIONS):
        allowed = {"proved"}
        if formula.field == "range" or name in NOT_CONFIRMED:
            allowed.add("undecided")
        assert formula.verdict.verdict in allowed, (formula.field, formula.verdict.reason)


@pytest.mark.parametrize("id_", REGISTRY.ids("model"))
def test_restated_equations_are_proved(id_):
    for formula in judge_model(REGISTRY.model(id_), FUNCTIONS):
        assert formula.verdict.verdict == "proved", formula.verdict.reason


@pytest.mark.parametrize("id_", REGISTRY.ids("claim"))
def test_claim_tells_its_source_and_place(id_):
    claim = REGISTRY.claim(id_)
    assert claim.source is not None
    assert claim.claim.place
    first = claim.claim.title[0]
    assert not first.islower() or claim.claim.title.split()[0] in ("tanh", "e")


@pytest.mark.parametrize("id_", REGISTRY.ids("claim"))
def test_ids_name_a_model_and_a_result(id_):
    model, _, result = id_.partition(".")
    assert model
    assert result


def test_words_and_lemmas_exist():
    for entry in REGISTRY.entries("claim"):
        assert isinstance(entry.record, Claim)
        known = {*FUNCTIONS, *REGISTRY.claim(entry.id).context.letters}
        assert set(entry.record.words) <= known, entry.id
