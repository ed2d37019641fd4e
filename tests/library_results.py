"""The library judged and derived once for all tests of a run."""

from __future__ import annotations

from functools import cache

from derive.proofs import JudgedClaim, derive_claim, judge
from derive.records.step import Derivation
from derive.registry import load_registry

REGISTRY = load_registry()
FUNCTIONS = REGISTRY.functions


@cache
def judged(id_: str) -> JudgedClaim:
    return judge(REGISTRY.claim(id_), FUNCTIONS)


@cache
def derived(id_: str) -> Derivation | None:
    return derive_claim(judged(id_), REGISTRY)
