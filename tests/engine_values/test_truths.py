"""Statements whose truth was written down before they were tried: `truths.txt`, most of them traps.

verdict | statement | assumptions, apart by semicolons; the letters are those of `tests/prover/statements.py`
What is refuted may also be found to hold under a condition.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from derive.engine.prove import decide
from derive.errors import VacuousAssumptions
from derive.registry import load_registry
from tests.prover.statements import statement

FUNCTIONS = load_registry().functions
LINES = Path(__file__).with_name("truths.txt").read_text("utf-8").splitlines()
ROWS = [[part.strip() for part in f"{line} | ".split("|")[:3]] for line in LINES if not line.startswith("#")]


@pytest.mark.parametrize(("verdict", "text", "given"), ROWS, ids=[f"{t} [{g}]" for _, t, g in ROWS])
def test_the_verdict_is_the_truth(verdict: str, text: str, given: str) -> None:
    assumed = tuple(each.strip() for each in given.split(";") if each.strip())
    try:
        found = decide(statement(text, assumed, FUNCTIONS), FUNCTIONS).verdict
    except VacuousAssumptions:
        found = "vacuous"
    assert found == verdict or (found, verdict) == ("conditional", "refuted")
