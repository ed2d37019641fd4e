"""Identities of textbooks and their near misses: the verdict, confirmed by the kernel."""

from __future__ import annotations

import pytest

from derive.engine.kernel import recheck
from derive.engine.prove import decide
from derive.registry import load_registry
from tests.prover.classical_identities import ROWS
from tests.prover.statements import statement

FUNCTIONS = load_registry().functions


@pytest.mark.parametrize(("text", "assumptions", "expected"), ROWS, ids=[f"{t} {a}" for t, a, _ in ROWS])
def test_the_verdict_is_right_and_certified(text, assumptions, expected):
    asked = statement(text, assumptions, FUNCTIONS)
    verdict = decide(asked, FUNCTIONS)
    assert verdict.verdict == expected, verdict.reason
    assert recheck(asked, FUNCTIONS, verdict.certificate).accepted
