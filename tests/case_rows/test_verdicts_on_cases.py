"""The prover on every row of the cases, where their folder is: no verdict may be wrong."""

from __future__ import annotations

import pytest

from benchmarks.cases import FILES, Case, NoCases, folder, read_cases
from benchmarks.score import score
from benchmarks.table import library_table
from benchmarks.tools import ask_derive


def cases() -> list[Case]:
    try:
        folder()
    except NoCases:
        return []
    every = (case for file in FILES for case in read_cases(file, library_table()))
    return [case for case in every if case.statement is not None and case.truth != "unscored"]


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.file}-{case.id}")
def test_the_verdict_is_not_wrong(case):
    answer = ask_derive(case.statement, library_table())
    assert score(case, answer) != "wrong", f"{case.text}: {answer}"
