"""A report for `--hint`: the kind of each mistake is said, what would be right is kept back."""

from __future__ import annotations

from dataclasses import replace

from derive.answers.kept_back import ROUNDS_TO, kept_back, kind_of, without_digits
from derive.linting.report import Finding, Report
from derive.records.verdict import Diagnosis


def report_kept_back(report: Report) -> Report:
    """The report without corrections, in every format."""
    return replace(report, findings=tuple(map(_finding, report.findings)))


def _finding(finding: Finding) -> Finding:
    return replace(
        finding,
        correction="",
        message=without_digits(finding.message),
        notes=() if finding.message.startswith(ROUNDS_TO) else finding.notes,
        diagnosis=tuple((id_, kind_of(Diagnosis(id_, text)).text) for id_, text in finding.diagnosis),
        verdict=None if finding.verdict is None else kept_back(finding.verdict),
    )
