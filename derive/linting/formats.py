"""Reports as text, JSON, gcc and GitHub lines, and SARIF 2.1.0."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from derive.linting.codes import CODES, Code
from derive.linting.kept_back import report_kept_back
from derive.linting.report import Finding, Report
from derive.render.points import point_text
from derive.render.prose import without_maths

SIGNS = {"eq": "=", "ne": "≠", "lt": "<", "le": "≤", "gt": ">", "ge": "≥", "approx": "≈", "in": "∈"}
SHOWN = ("D101", "D102", "D201", "D202")
SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "note": "note"}


def as_text(report: Report, *, all_: bool = False, hint: bool = False) -> str:
    """A diagnostic a paragraph, as ruff has them, and a line of counts."""
    report = report_kept_back(report) if hint else report
    shown = report.findings if all_ else report.diagnostics
    lines = [line for finding in shown for line in _paragraph(finding)]
    return "\n".join([*lines, *([""] if lines else []), summary(report)]) + "\n"


def _paragraph(finding: Finding) -> list[str]:
    head = f"{finding.place}: {finding.code or finding.outcome}"
    first = " (first wrong step of the chain)" if finding.first_wrong and finding.outcome == "refuted" else ""
    lines = [f"{head} {finding.message}{first}".rstrip()]
    if finding.right:
        sign = SIGNS.get(finding.relation, finding.relation)
        lines.append(f"    {_short(finding.left)}  {sign}  {_short(finding.right)}")
    elif finding.left:
        lines.append(f"    {_short(finding.left)}")
    lines += [f"    {line}" for line in details(finding)]
    return lines


def details(finding: Finding) -> list[str]:
    """Counterexample, condition, correction, diagnosis, notes: one sentence each."""
    found = []
    example = None if finding.verdict is None else finding.verdict.counterexample
    if example is not None and finding.code in SHOWN:
        point = point_text(example.point)
        at = f"at {point}: " if point else ""
        found.append(f"{at}left {example.left}, right {example.right}")
    if finding.holds_if:
        found.append("true if " + ", ".join(finding.holds_if))
    if finding.correction:
        found.append("right: " + finding.correction)
    found += [without_maths(text) for _, text in finding.diagnosis]
    return found + list(finding.notes)


def _short(text: str, longest: int = 100) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def summary(report: Report) -> str:
    counts = report.counts
    if not counts:
        return "no formulas found"
    return ", ".join(f"{number} {name}" for name, number in counts.items())


def as_json(report: Report, *, all_: bool = True, hint: bool = False) -> str:
    report = report_kept_back(report) if hint else report
    shown = report.findings if all_ else report.diagnostics
    value = {
        "findings": [finding_data(f) for f in shown],
        "counts": report.counts,
        "seconds": round(report.seconds, 3),
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def finding_data(finding: Finding) -> dict[str, Any]:
    example = None if finding.verdict is None else finding.verdict.counterexample
    return {
        "file": finding.path,
        "cell": finding.cell,
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "outcome": finding.outcome,
        "code": finding.code or None,
        "name": CODES[finding.code].name if finding.code else None,
        "severity": finding.severity,
        "message": finding.message,
        "left": finding.left,
        "relation": finding.relation,
        "right": finding.right,
        "chain": finding.chain,
        "first_wrong": finding.first_wrong,
        "counterexample": {"point": dict(example.point), "left": example.left, "right": example.right}
        if example
        else None,
        "holds_if": list(finding.holds_if),
        "conditions": list(finding.conditions),
        "correction": finding.correction or None,
        "diagnosis": [{"id": id_, "text": text} for id_, text in finding.diagnosis],
        "notes": list(finding.notes),
    }


def as_gcc(report: Report, *, hint: bool = False, **_: Any) -> str:
    """`file:line:column: error: D101 …`, one line each."""
    report = report_kept_back(report) if hint else report
    return "".join(f"{f.place}: {f.severity}: {_one_line(f)} [{f.code}]\n" for f in report.diagnostics)


def as_github(report: Report, *, hint: bool = False, **_: Any) -> str:
    """Annotations of GitHub's actions. A notebook's lines are those of a cell, so they are said in words."""
    report = report_kept_back(report) if hint else report
    kinds = {"error": "error", "warning": "warning", "note": "notice"}
    return "".join(
        f"::{kinds[f.severity]} file={_property(f.path)},{_github_place(f)}"
        f"title={f.code}::{_data(_in_cell(f) + _one_line(f))}\n"
        for f in report.diagnostics
    )


def _github_place(finding: Finding) -> str:
    if finding.cell is not None:
        return ""
    return f"line={finding.line},col={finding.column},endLine={finding.end_line},"


def _in_cell(finding: Finding) -> str:
    return f"cell {finding.cell}, line {finding.line}: " if finding.cell is not None else ""


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _one_line(finding: Finding) -> str:
    sign = SIGNS.get(finding.relation, finding.relation)
    sides = f"{_short(finding.left, 60)} {sign} {_short(finding.right, 60)}".strip()
    parts = [finding.message or CODES[finding.code].name, sides, *details(finding)]
    return "; ".join(p for p in parts if p)


def as_sarif(report: Report, *, hint: bool = False, **_: Any) -> str:
    report = report_kept_back(report) if hint else report
    used = [CODES[code] for code in dict.fromkeys(f.code for f in report.diagnostics)]
    places = {code.id: k for k, code in enumerate(used)}
    run = {
        "tool": {"driver": {"name": "derive", "rules": [_rule(c) for c in used]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(f, places[f.code]) for f in report.diagnostics],
    }
    return (
        json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)
        + "\n"
    )


def _rule(code: Code) -> dict[str, Any]:
    return {
        "id": code.id,
        "name": "".join(word.capitalize() for word in code.name.split("-")),
        "shortDescription": {"text": code.what},
        "fullDescription": {"text": f"{code.what} {code.why}"},
        "defaultConfiguration": {"level": _LEVELS[code.severity]},
    }


def _result(finding: Finding, rule: int) -> dict[str, Any]:
    region = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
    }
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": _in_cell(finding) + _one_line(finding)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(finding.path)},
                    **({"region": region} if finding.cell is None else {}),
                }
            }
        ],
    }


def _uri(path: str) -> str:
    """A path as a reference: spaces and signs that have a meaning in one are encoded."""
    plain = path.replace("\\", "/")
    return f"file:///{quote(plain, safe='/:')}" if re.match("[A-Za-z]:/", plain) else quote(plain)


FORMATS: Mapping[str, Callable[..., str]] = {
    "text": as_text,
    "json": as_json,
    "gcc": as_gcc,
    "github": as_github,
    "sarif": as_sarif,
}
