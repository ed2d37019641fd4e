"""The document with marks at its formulas: HTML with a margin, or LaTeX with margin notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from derive.linting.formats import SIGNS, details
from derive.linting.report import Finding, Report

_COLOURS = {
    "refuted": "#c62828", "carried": "#ad6a00", "conditional": "#ad6a00", "undecided": "#616161",
    "not checkable": "#616161", "proved": "#2e7d32", "rounding": "#2e7d32", "definition": "#1565c0",
}  # fmt: skip
_MARKS = {
    "refuted": "✗",
    "conditional": "?",
    "carried": "↳",
    "proved": "✓",
    "rounding": "✓",
    "definition": "≔",
}
_STYLE = (
    "body{font:16px/1.5 Georgia,serif;max-width:72rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}td{vertical-align:top;padding:.1rem .6rem}"
    "td.n{color:#999;text-align:right;font:12px/1.9 monospace;user-select:none}"
    "td.s{white-space:pre-wrap;font:14px/1.5 monospace;width:58%}td.c{font-size:14px}"
    "mark{background:#ffe0e0}p{margin:.1rem 0}"
)


def as_html(text: str, report: Report, title: str) -> str:
    """The source line by line, its findings beside it; everything escaped."""
    by_line: dict[int, list[Finding]] = {}
    for finding in report.findings:
        by_line.setdefault(finding.line, []).append(finding)
    rows = [
        f'<tr><td class="n">{number}</td><td class="s">{_marked(line, by_line.get(number, ()))}</td>'
        f'<td class="c">{"".join(map(_comment, by_line.get(number, ())))}</td></tr>'
        for number, line in enumerate(text.split("\n"), 1)
    ]
    head = f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
    body = f"<body><h1>{escape(title)}</h1><table>{''.join(rows)}</table></body>"
    return f"{head}<style>{_STYLE}</style></head>{body}</html>\n"


def _marked(line: str, findings: Sequence[Finding]) -> str:
    spans = sorted(
        (f.column - 1, f.end_column - 1 if f.end_line == f.line else len(line))
        for f in findings
        if f.outcome == "refuted"
    )
    parts, at = [], 0
    for start, end in spans:
        if start < at:
            continue
        parts += [escape(line[at:start]), f"<mark>{escape(line[start:end])}</mark>"]
        at = end
    return "".join([*parts, escape(line[at:])])


def _comment(finding: Finding) -> str:
    mark = _MARKS.get(finding.outcome, "·")
    text = " ".join([finding.code, finding.message or finding.outcome]).strip()
    lines = [text, *details(finding)] if finding.code else [text]
    colour = _COLOURS[finding.outcome]
    return f'<p style="color:{colour}">{mark} {"<br>".join(map(escape, lines))}</p>'


def as_latex(text: str, report: Report) -> str:
    r"""The LaTeX source with a numbered \marginpar at each diagnostic's formula, and the notes as comments.

    A mark stands behind the formula that holds the diagnostic, outside of maths: the source still typesets.
    """
    marks: dict[int, list[tuple[int, Finding]]] = {}
    for number, finding in enumerate(report.diagnostics, 1):
        marks.setdefault(_after_formula(text, finding.span[1]), []).append((number, finding))
    parts, at = [], 0
    for place in sorted(marks):
        notes = "".join(_note(number, finding) for number, finding in marks[place])
        parts += [text[at:place], notes]
        at = place
    return "".join([*parts, text[at:]])


def _note(number: int, finding: Finding) -> str:
    sentence = re.sub(r"\s+", " ", "; ".join([finding.message, *details(finding)]))
    sign = SIGNS.get(finding.relation, "")
    about = re.sub(r"\s+", " ", f"{finding.left} {sign} {finding.right}")
    comment = f"%% [{number}] {finding.code}: {sentence}\n%%     {about}\n"
    return f"\\marginpar{{\\footnotesize {finding.code}\\,[{number}]}}%\n{comment}"


_CLOSINGS = re.compile(
    r"\$\$|\\\]|\\\)|\\end\{(?:equation|align|gather|multline|eqnarray|displaymath|math|alignat|flalign)\*?\}|\$"
)


def _after_formula(text: str, at: int) -> int:
    """The end of the formula that holds the place."""
    closing = _CLOSINGS.search(text, at)
    return closing.end() if closing else at
