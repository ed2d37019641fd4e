"""Statements where a rule fails on a branch: none is proved that is false, none refuted that is true."""

from __future__ import annotations

import pytest

import derive
from tests.prover.branch_statements import OPEN, ROWS

RIGHT = {"T": ("proved",), "F": ("refuted", "conditional")}


@pytest.mark.parametrize("row", ROWS, ids=[f"{r[1]} = {r[2]} {r[4]}" for r in ROWS])
def test_the_verdict_is_right(row):
    truth, left, right, shapes, assume = row
    declared = dict(map(str.strip, each.split(":")) for each in filter(None, shapes.split("; ")))
    given = {"shapes": declared, "assume": tuple(filter(None, assume.split("; ")))}
    verdict = derive.equal(left, right, **given).verdict
    assert verdict in RIGHT[truth] or (verdict == "undecided" and (left, right) in OPEN)
