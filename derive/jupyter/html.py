"""Pieces of HTML that a notebook shows: formulas, folded parts, LaTeX to copy, pictures."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from html import escape

from derive.records.picture import Picture
from derive.render.formula import Formula
from derive.render.prose import prose

PICTURE_STYLE = """<style>
.derive-picture svg {max-width: 32em; width: 100%; height: auto; display: block}
.derive-picture polyline {fill: none; stroke: currentColor; stroke-width: 1}
.derive-picture polyline.first, .derive-picture polyline.second {stroke-width: 2}
.derive-picture .first {stroke: #1f77b4} .derive-picture .second {stroke: #d62728}
.derive-picture .second, .derive-picture .guide {stroke-dasharray: 6 4}
.derive-picture .back {stroke: #d62728; stroke-width: 2} .derive-picture .cell {stroke: #7f7f7f}
.derive-picture .node {fill: none; stroke: currentColor} .derive-picture .node.marked {stroke: #d62728}
.derive-picture .node.here {fill: #ff7f0e; fill-opacity: 0.3}
.derive-picture .band {fill: #7f7f7f; fill-opacity: 0.15; stroke: none}
.derive-picture .plus {fill: #1f77b4} .derive-picture .minus {fill: #d62728}
.derive-picture circle.first {fill: #1f77b4} .derive-picture circle.second {fill: #d62728}
.derive-picture text {fill: currentColor; stroke: none; font: 11px sans-serif}
</style>"""
STROKES = {"first": "#1f77b4", "second": "#d62728", "band": "#7f7f7f", "mark": "#ff7f0e"}
STROKES |= {"back": "#d62728", "plus": "#1f77b4", "cell": "#cccccc"}


def typesets() -> bool:
    """Whether the notebook sets maths that stands in HTML: Jupyter does; VS Code sets text/latex alone.

    VS Code gives the kernels that it starts (and no terminal) the variable VSCODE_PID.
    """
    return "VSCODE_PID" not in os.environ


def inline(formula: Formula) -> str:
    """The formula within a line; as code where there is no LaTeX of it, or where it is not set."""
    if formula.latex and (typesets() or not formula.plain):
        return rf"\({escape(formula.latex)}\)"
    return f"<code>{escape(formula.plain)}</code>" if formula.plain else ""


def display(latex: str) -> str:
    return rf"<p>\[{escape(latex)}\]</p>" if latex else ""


def words(text: str) -> str:
    r"""Text in which \( … \) is maths."""
    return "".join(inline(part) if isinstance(part, Formula) else escape(part) for part in prose(text))


def folded(summary: str, body: str, *, opened: bool = False) -> str:
    """A part that a click unfolds; `summary` and `body` are HTML."""
    return f"<details{' open' if opened else ''}><summary>{summary}</summary>{body}</details>"


def listed(items: Iterable[str], tag: str = "ul") -> str:
    rows = "".join(f"<li>{item}</li>" for item in items)
    return f"<{tag}>{rows}</{tag}>" if rows else ""


def copyable(latex: str) -> str:
    """The LaTeX source, folded away, to be copied; it works without a script and without a network."""
    if not latex:
        return ""
    rows = min(12, latex.count("\n") + 1)
    style = "width: 100%; font-family: monospace"
    return folded("LaTeX", f'<textarea readonly rows="{rows}" style="{style}">{escape(latex)}</textarea>')


def picture(each: Picture) -> str:
    """The drawing with its caption and legend, in the notebook's text colour."""
    legend = [
        f'<span style="color: {STROKES.get(line.style, "inherit")}">■</span> '
        + (inline(Formula(line.latex, line.latex)) if line.latex else words(line.words))
        for line in each.legend
    ]
    drawing = re.sub(r'class="picture"', 'class="derive-picture-svg"', each.svg, count=1)
    caption = f"<figcaption>{words(each.caption)} {'&ensp;'.join(legend)}</figcaption>"
    return f'{PICTURE_STYLE}<figure class="derive-picture">{drawing}{caption}</figure>'
