"""Random pairs of known truth: no verdict may be wrong, and few may be missing.

The same at 10,000: `python -m benchmarks.random_pairs --count 10000`.
"""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.random_pairs import judged

FIRST = 100_000
COUNT = 50


@pytest.mark.parametrize("start", range(FIRST, FIRST + 6 * COUNT, COUNT))
def test_no_verdict_on_a_random_pair_is_wrong(start):
    found = {pair.seed: outcome for pair, _, outcome in judged(range(start, start + COUNT))}
    bad = {seed: outcome for seed, outcome in found.items() if outcome in ("wrong", "error")}
    assert not bad, f"seeds and outcomes: {bad}"
    assert Counter(found.values())["undecided"] <= COUNT // 10, f"undecided among the seeds from {start}"
