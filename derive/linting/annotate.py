"""The document with marks at its formulas: HTML with a margin, or LaTeX with margin notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from derive.errors import DeriveError
from derive.linting.codes import CODES
from derive.linting.formats import SIGNS, details
from derive.linting.pieces import documents_of
from derive.linting.report import Finding, Report

LATEX = (".tex", ".ltx", ".latex")
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


def marked_copy(target: str, path: str, text: str, report: Report) -> str:
    """The marked copy of the file `path` for a target .html or .tex. Raises DeriveError for another."""
    if target.endswith(".html"):
        return as_html(text, report, path)
    if not target.endswith(".tex"):
        raise DeriveError(f"a marked copy is .html or .tex, not {target!r}")
    if not path.endswith(LATEX):
        raise DeriveError("a marked copy in LaTeX is made of LaTeX", hint="give a file .html")
    return as_latex(text, report)


def as_html(text: str, report: Report, path: str) -> str:
    """The source line by line, its findings beside it; a notebook cell by cell; everything escaped."""
    title = escape(re.split(r"[/\\]", path)[-1])
    parts = []
    for document in documents_of(path, text):
        here = [f for f in report.findings if f.cell == document.cell]
        heading = "" if document.cell is None else f"<h2>cell {document.cell}</h2>"
        parts.append(f"{heading}<table>{_rows(document.text, here)}</table>")
    head = f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
    return f"{head}<style>{_STYLE}</style></head><body><h1>{title}</h1>{''.join(parts)}</body></html>\n"


def _rows(text: str, findings: Sequence[Finding]) -> str:
    by_line: dict[int, list[Finding]] = {}
    for finding in findings:
        by_line.setdefault(finding.line, []).append(finding)
    return "".join(
        f'<tr><td class="n">{number}</td><td class="s">{_marked(line, by_line.get(number, ()))}</td>'
        f'<td class="c">{"".join(map(_comment, by_line.get(number, ())))}</td></tr>'
        for number, line in enumerate(text.split("\n"), 1)
    )


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

    A mark stands behind the formula that holds the diagnostic, outside of maths: the source still typesets,
    with the same paragraphs and the same spaces.
    """
    marks: dict[int, list[tuple[int, Finding]]] = {}
    for number, finding in enumerate(report.diagnostics, 1):
        marks.setdefault(_after_formula(text, finding.span[1]), []).append((number, finding))
    parts, at = [], 0
    for place in sorted(marks):
        ends = text[place : place + 1] == "\n"
        shown = [text[at:place], *(_mark(number, finding) for number, finding in marks[place])]
        notes = "".join(_note(number, finding) for number, finding in marks[place])
        parts += [*shown, " %\n" if ends else "%\n", notes]
        at = place + ends
    return "".join([*parts, text[at:]])


def _mark(number: int, finding: Finding) -> str:
    words = CODES[finding.code].name.replace("-", " ")
    return f"\\marginpar{{\\footnotesize {finding.code}\\,[{number}] {words}}}"


def _note(number: int, finding: Finding) -> str:
    sentence = re.sub(r"\s+", " ", "; ".join([finding.message, *details(finding)]))
    sign = SIGNS.get(finding.relation, "")
    about = re.sub(r"\s+", " ", f"{finding.left} {sign} {finding.right}")
    return f"%% [{number}] {finding.code}: {sentence}\n%%     {about}\n"


_CLOSINGS = re.compile(
    r"\$\$|\\\]|\\\)|\\end\{(?:equation|align|gather|multline|eqnarray|displaymath|math|alignat|flalign)\*?\}|\$"
)


def _after_formula(text: str, at: int) -> int:
    """The end of the formula that holds the place."""
    closing = _CLOSINGS.search(text, at)
    return closing.end() if closing else at
