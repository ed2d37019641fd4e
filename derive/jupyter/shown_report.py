"""Lint reports that show themselves: as HTML in a notebook, as text everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from derive.jupyter.html import folded, inline, listed
from derive.jupyter.shown import COLOURS
from derive.linting.formats import SIGNS, as_text, details, summary
from derive.linting.report import Finding, Report
from derive.writeups.printing import printed_formula


@dataclass(frozen=True, repr=False)
class ShownReport(Report):
    """A lint report that shows itself; falsy when something is refuted."""

    def __repr__(self) -> str:
        return as_text(self).rstrip("\n")

    __str__ = __repr__

    def _repr_latex_(self) -> str:
        rows = [rf"{f.left} &\neq {f.right}" for f in self.of("refuted") if _typesets(f)]
        return "$\\begin{aligned}" + r" \\ ".join(rows) + "\\end{aligned}$" if rows else ""

    def _repr_html_(self) -> str:
        rows = listed((_finding(f) for f in self.diagnostics), "ol")
        right = [_sides(f) for f in self.of("proved", "definition", "rounding")]
        return f"<p><strong>{escape(summary(self))}</strong></p>{rows}" + (
            folded(f"{len(right)} in order", listed(right)) if right else ""
        )


def shown_report(report: Report) -> ShownReport:
    return ShownReport(report.findings, report.seconds)


def _typesets(finding: Finding) -> bool:
    sides = [printed_formula(side) for side in (finding.left, finding.right)]
    return finding.relation == "eq" and all(side.latex for side in sides)


def _finding(finding: Finding) -> str:
    colour = COLOURS.get(finding.outcome, "inherit")
    head = f'<strong style="color: {colour}">{escape(finding.code)}</strong> {escape(finding.message)}'
    place = f" <small>{escape(finding.place)}</small>"
    return head + place + "<br>" + _sides(finding) + listed(map(escape, details(finding)))


def _sides(finding: Finding) -> str:
    left, right = (inline(printed_formula(side)) for side in (finding.left, finding.right))
    return f"{left} {escape(SIGNS.get(finding.relation, finding.relation))} {right}".strip()
