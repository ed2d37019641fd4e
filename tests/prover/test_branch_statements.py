"""Statements where a rule fails on a branch: none is proved that is false, none refuted that is true."""

from __future__ import annotations

import pytest

import derive
from tests.prover.branch_statements import ROWS

NEVER = {"T": ("refuted", "conditional"), "F": ("proved",)}


def verdict(row):
    _, left, right, shapes, assume = row
    declared = dict(map(str.strip, each.split(":")) for each in filter(None, shapes.split("; ")))
    given = {"shapes": declared, "assume": tuple(filter(None, assume.split("; ")))}
    if right:
        return derive.equal(left, right, **given).verdict
    return derive.compare(left, **given).verdict


@pytest.mark.parametrize("row", ROWS, ids=[f"{r[1]} = {r[2]} {r[4]}" for r in ROWS])
def test_the_verdict_is_not_wrong(row):
    assert verdict(row) not in NEVER[row[0]]
