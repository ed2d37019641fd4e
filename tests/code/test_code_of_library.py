"""Every derived gradient of the library as NumPy code, against the values of our own evaluator."""

from __future__ import annotations

import random

import pytest

from derive.errors import DeriveError
from derive.expressions.expr import kinds
from derive.jupyter.library import library_of
from derive.proofs import derive_claim, judge
from derive.results.code import places_of
from tests.code.support import assert_code_gives

SEED = 20260
REGISTRY = library_of(())
CLAIMS = sorted(REGISTRY.ids("claim"))
# Claims whose code says in an error what it cannot say: each is looked at by hand.
UNWRITTEN: dict[str, str] = {}


def derived(id: str):
    judged = judge(REGISTRY.claim(id), REGISTRY.functions)
    derivation = derive_claim(judged, REGISTRY)
    if derivation is None or derivation.start.head != "deriv" or derivation.result.kinds & kinds("deriv"):
        return None
    return derivation


@pytest.mark.parametrize("id", CLAIMS)
def test_the_code_of_a_claim(id: str) -> None:
    derivation = derived(id)
    if derivation is None:
        pytest.skip("no derivative is carried out in it")
    rng = random.Random(f"{SEED} {id}")
    places = places_of(derivation.start)
    if id in UNWRITTEN:
        with pytest.raises(DeriveError, match=UNWRITTEN[id]):
            assert_code_gives(derivation.result, places, derivation.context, REGISTRY, rng)
        return
    assert_code_gives(derivation.result, places, derivation.context, REGISTRY, rng)
