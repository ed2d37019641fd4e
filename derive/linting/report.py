"""Findings and reports: what a lint hands out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from derive.errors import DeriveError
from derive.linting.codes import CODES
from derive.records.verdict import Verdict

OUTCOMES = (
    "refuted",
    "carried",
    "conditional",
    "undecided",
    "not checkable",
    "definition",
    "rounding",
    "proved",
)


@dataclass(frozen=True)
class Finding:
    """One relation of a document and what became of it; lines and columns from 1.

    outcome     proved · rounding · definition · refuted · carried · conditional · undecided · not checkable
    code        of the diagnostic, "" where there is nothing to complain of
    left, right the sides as they are printed
    chain       number of the chain; first_wrong: the first wrong step of its chain
    span        offsets in the text of the file (of the cell in a notebook)
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    outcome: str
    code: str
    message: str
    left: str = ""
    right: str = ""
    relation: str = "eq"
    chain: int = 0
    first_wrong: bool = False
    cell: int | None = None
    span: tuple[int, int] = (0, 0)
    holds_if: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    correction: str = ""
    diagnosis: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    verdict: Verdict | None = field(default=None, compare=False)

    @property
    def severity(self) -> str:
        return CODES[self.code].severity if self.code else "none"

    @property
    def place(self) -> str:
        cell = f"cell {self.cell}:" if self.cell is not None else ""
        return f"{self.path}:{cell}{self.line}:{self.column}"


@dataclass(frozen=True)
class Report:
    """All findings in document order. Falsy when something is refuted."""

    findings: tuple[Finding, ...]
    seconds: float = 0.0

    def __bool__(self) -> bool:
        return not self.of("refuted")

    def __add__(self, other: Report) -> Report:
        return Report(self.findings + other.findings, self.seconds + other.seconds)

    def of(self, *outcomes: str) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.outcome in outcomes)

    @property
    def counts(self) -> dict[str, int]:
        counted = Counter(f.outcome for f in self.findings)
        return {name: counted[name] for name in OUTCOMES if counted[name]}

    @property
    def diagnostics(self) -> tuple[Finding, ...]:
        """The findings with a code, chain by chain with the first wrong step of a chain first."""
        coded = [f for f in self.findings if f.code]
        order = {(f.path, f.cell, f.chain): k for k, f in reversed(list(enumerate(coded)))}
        return tuple(sorted(coded, key=lambda f: (order[f.path, f.cell, f.chain], not f.first_wrong)))

    def exit_code(self, *, strict: bool = False) -> int:
        """0 clean, 1 something refuted (or conditional, when strict), 3 something undecided."""
        if self.of("refuted") or (strict and self.of("conditional", "carried")):
            return 1
        return 3 if self.of("undecided") else 0

    def require(self) -> Report:
        """Itself when nothing is refuted; raises otherwise."""
        if self.of("refuted"):
            first = self.of("refuted")[0]
            raise DeriveError(f"{first.place}: {first.message}")
        return self


def merged(reports: Iterable[Report]) -> Report:
    total = Report(())
    for report in reports:
        total = total + report
    return total
