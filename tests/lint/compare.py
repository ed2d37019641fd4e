"""The findings of a document against what was expected of it, line by line and in order."""

from __future__ import annotations

from derive.linting import Finding
from tests.lint.expected_documents import EXPECTED

SAME = {("rounding", "proved"), ("proved", "rounding")}


def expected_of(number: str) -> dict[int, list[tuple[str, str]]]:
    """Line → (what is printed, expectation) in order."""
    found: dict[int, list[tuple[str, str]]] = {}
    for document, line, printed, expectation, _ in EXPECTED:
        if document == number:
            found.setdefault(line, []).append((printed, expectation))
    return found


def disagreements(number: str, findings: tuple[Finding, ...]) -> list[str]:
    """One sentence for each relation that came out otherwise than expected, or was not found."""
    by_line: dict[int, list[Finding]] = {}
    for finding in findings:
        by_line.setdefault(finding.line, []).append(finding)
    told = []
    for line, rows in expected_of(number).items():
        here = list(by_line.get(line, ()))
        for printed, expectation in rows:
            match = next((f for f in here if agrees(f.outcome, expectation)), None)
            if match is not None:
                here.remove(match)
                continue
            outcomes = ", ".join(f"{f.outcome} {f.message[:60]}" for f in here) or "nothing found"
            told.append(f"{number}:{line} {printed}: expected {expectation}, got {outcomes}")
    return told


def agrees(outcome: str, expectation: str) -> bool:
    wanted = expectation.rstrip("?")
    lenient = expectation.endswith("?") and outcome == "not checkable"
    return outcome == wanted or (outcome, wanted) in SAME or lenient
