"""Rules have both halves; that every step of every derivation replays is in tests/derivations."""

from __future__ import annotations

from derive.engine.rewriting import REWRITINGS
from derive.registry import load_registry

REGISTRY = load_registry()


def test_every_rewriting_has_words_for_both_directions():
    rows = set(REGISTRY.ids("rule"))
    assert {name for r in REWRITINGS for name in (r.forwards, r.backwards)} <= rows
