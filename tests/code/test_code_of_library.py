"""Derived gradients of the library as NumPy code, against the values of our own evaluator."""

from __future__ import annotations

import random

import pytest

from derive.derivations import derive_gradient
from derive.errors import DeriveError
from derive.jupyter.library import library_of
from derive.results.code import places_of
from tests.code.support import assert_code_gives

SEED = 20260
REGISTRY = library_of(())
# Their exact values take seconds each; all of them were compared once.
LARGE = (
    "batch-norm",
    "layer-norm",
    "rms-norm",
    "logistic-regression.hessian",
    "lstm.",
    "gru.",
    "convolution2d",
)
# The earlier step is named by an index without a range, so there is no array to fill.
UNWRITTEN = {"lstm.adjoint-cell": "range of the index"}
DERIVATIVES = [
    id
    for id in REGISTRY.ids("claim")
    if REGISTRY.claim(id).target.head == "deriv" and not id.startswith(LARGE)
]


@pytest.mark.parametrize("id", DERIVATIVES)
def test_the_code_of_a_claim(id: str) -> None:
    claim = REGISTRY.claim(id)
    derivation = derive_gradient(claim.target, claim.context, REGISTRY.functions)
    places = places_of(claim.target)
    rng = random.Random(f"{SEED} {id}")
    assert_code_gives(derivation.result, places, claim.context, REGISTRY, rng, points=2)


@pytest.mark.parametrize("id", UNWRITTEN)
def test_what_has_no_range_is_refused(id: str) -> None:
    claim = REGISTRY.claim(id)
    derivation = derive_gradient(claim.target, claim.context, REGISTRY.functions)
    with pytest.raises(DeriveError, match=UNWRITTEN[id]):
        assert_code_gives(
            derivation.result, places_of(claim.target), claim.context, REGISTRY, random.Random(SEED)
        )
