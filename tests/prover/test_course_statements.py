"""Statements of the kinds that a course asks, by the door of a notebook: no wrong verdict, no misreading."""

from __future__ import annotations

import pytest

import derive
from derive.errors import DeriveError
from tests.prover.course_statements import LATEX, PLAIN

WORDS = {"P": "proved", "C": "conditional", "R": "refuted"}
ROWS = [(row, "plain") for row in PLAIN] + [(row, "latex") for row in LATEX]


@pytest.mark.parametrize(("row", "syntax"), ROWS, ids=[f"{r[1]} = {r[2]}" for r, _ in ROWS])
def test_verdict_is_the_truth(row, syntax):
    expected, left, right, shapes, assume, define = row
    declared = dict(map(str.strip, each.split(":")) for each in filter(None, shapes.split("; ")))
    given = {
        "shapes": declared,
        "assume": tuple(filter(None, assume.split("; "))),
        "define": tuple(filter(None, define.split("; "))),
        "syntax": syntax,
    }
    if expected == "E":
        with pytest.raises(DeriveError):
            derive.equal(left, right, **given)
    else:
        assert derive.equal(left, right, **given).verdict == WORDS[expected]
