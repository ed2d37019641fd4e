"""Homework with a seeded mistake in every problem: each first wrong step is found, with its diagnosis."""

from __future__ import annotations

from pathlib import Path

import pytest

from derive.linting import Report, lint_file
from derive.registry import load_registry

FOLDER = Path(__file__).parent / "homework"

# line of the wrong relation: the mistake
CALCULUS = {
    7: "chain-rule",
    11: "product-rule",
    16: "power-not-lowered",
    22: "outer-derivative",
    26: "minus-dropped",
    30: "product-rule-last-term",
    34: "product-rule-first-term",
    38: "sign",
    42: "exponent-left-out",
    46: "missing-factor",
    50: "extra-factor",
    54: "letter-left-out",
    58: "taken-as-zero",
}
NETWORKS = {
    7: "carry-term",
    12: "mean-not-taken",
    18: "mean-taken",
    22: "sum-over-wrong-index",
    27: "off-by-one",
    30: "floor-left-out",
    32: "off-by-one",
}
GATES = {
    7: "gate-derivative",
    13: "carry-term",
    19: "delta-as-one",
    23: "wrong-index",
    29: "bias-forgotten",
    33: "bias-forgotten",
    39: "transpose-missing",
    45: "products-exchanged",
    51: "mean-not-taken",
    57: "off-by-one",
}
QUOTIENTS = {
    5: "quotient-of-derivatives",
    8: "quotient-rule-sign",
    11: "quotient-rule-not-squared",
    14: "quotient-rule-turned",
}
SOFTMAX = {7: "delta-as-zero", 13: "indices-exchanged", 23: "term-left-out"}
BRANCHES = {
    7: "first-branch-left-out",
    13: "second-branch-left-out",
    19: "sum-left-out",
    25: "term-sign",
    31: "first-branch-left-out",
    35: "minus-dropped",
}
DOCUMENTS = [
    ("calculus.md", CALCULUS),
    ("networks.tex", NETWORKS),
    ("gates.md", GATES),
    ("quotients.tex", QUOTIENTS),
    ("softmax.md", SOFTMAX),
    ("branches.md", BRANCHES),
]


@pytest.mark.parametrize(("name", "expected"), DOCUMENTS)
def test_every_first_wrong_step_is_found_and_diagnosed(name, expected):
    report = lint_file(FOLDER / name)
    found = {f.line: [id_ for id_, _ in f.diagnosis] for f in report.of("refuted") if f.first_wrong}
    assert found == {line: [id_] for line, id_ in expected.items()}


def test_every_wrong_step_has_a_counterexample():
    for finding in lint_file(FOLDER / "calculus.md").of("refuted"):
        assert finding.verdict is not None
        assert finding.verdict.counterexample is not None, finding.place


def test_a_step_that_goes_on_from_an_error_is_carried():
    report = lint_file(FOLDER / "calculus.md")
    assert [f.line for f in report.of("carried")] == [17]


def test_a_clean_document_is_clean():
    report: Report = lint_file(FOLDER / "clean.md")
    assert report.diagnostics == ()
    assert set(report.counts) == {"definition", "proved", "rounding"}
    assert report.exit_code(strict=True) == 0


def test_every_mistake_of_the_library_is_seeded_somewhere():
    seeded = {id_ for _, expected in DOCUMENTS for id_ in expected.values()}
    assert seeded == {mistake.id for mistake in load_registry().mistakes()}
