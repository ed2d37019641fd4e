"""Random identities of sums, matrices and pieces: none is judged wrongly, and most are decided."""

from __future__ import annotations

import pytest

import derive
from benchmarks.random_identities import identity, is_wrong


@pytest.mark.parametrize(("family", "count"), [("sums", 60), ("matrices", 20), ("pieces", 60)])
def test_no_wrong_verdict(family, count):
    words = []
    for seed in range(1, count + 1):
        asked = identity(family, seed)
        word = derive.equal(asked.left, asked.right, shapes=asked.shapes).verdict
        assert not is_wrong(asked, word), (family, seed, asked)
        words.append(word)
    assert words.count("undecided") < count / 6
