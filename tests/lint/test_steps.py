"""Steps of derivations as lecture notes write them, right and wrong: most are decided, none wrongly."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from derive.linting import lint_text
from derive.proofs.budgeted import Judge

ROWS = [json.loads(x) for x in (Path(__file__).parent / "steps.jsonl").read_text("utf-8").splitlines()]
DECIDED = {"holds": ("proved", "rounding"), "wrong": ("refuted", "conditional")}


@pytest.fixture(scope="module")
def outcomes():
    found = []
    with Judge(20) as judge:
        for row in ROWS:
            by = {(f.left, f.right): f.outcome for f in lint_text(row["text"], judge=judge).findings}
            found += [(label, by.get((left, right), "missing"), left) for left, right, label in row["steps"]]
    return found


def test_nothing_right_is_called_wrong_and_nothing_wrong_right(outcomes):
    crossed = [x for x in outcomes if x[1] in DECIDED["wrong" if x[0] == "holds" else "holds"]]
    assert crossed == []


@pytest.mark.parametrize("label", DECIDED)
def test_most_are_decided(outcomes, label):
    told = Counter(outcome in DECIDED[label] for kind, outcome, _ in outcomes if kind == label)
    assert told[True] / sum(told.values()) >= 0.85, told
