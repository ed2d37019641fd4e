"""Documents taken apart: formulas, their places, plain arithmetic, macros, cells."""

from __future__ import annotations

import json

import pytest

from derive.linting import lint_text
from derive.linting.located import Lines, inserted, joined, slice_of
from derive.linting.pieces import documents_of
from derive.linting.plain_statements import plain_statements

FORMULAS = (
    ("a $x = 1$ b", ["x = 1"]),
    ("a $$x = 1$$ b", ["x = 1"]),
    (r"a \(x = 1\) b \[y = 2\]", ["x = 1", "y = 2"]),
    ("\\begin{align}\nx &= 1\n\\end{align}", ["\\begin{align}\nx &= 1\n\\end{align}"]),
    ("`$x$` and\n```\n$y = 2$\n```\nand $z$", ["z"]),
    ("it costs $5 and you pay $6 in all", []),
    (r"a price of \$5 and $x$", ["x"]),
    ("over a blank line $a\n\nb$ nothing", []),
)


@pytest.mark.parametrize(("text", "expected"), FORMULAS)
def test_formulas_of_markdown(text, expected):
    (document,) = documents_of("a.md", text)
    found = [p for p in document.pieces if p.kind == "formula"]
    assert [p.text for p in found] == expected
    assert [text[p.start : p.end] for p in found] == expected


def test_comments_and_verbatim_of_latex_are_left_out():
    text = (
        "\\begin{document}\n% $a = 1$\n\\verb|$b$| \\begin{verbatim}$c$\\end{verbatim} $d$\n\\end{document}"
    )
    (document,) = documents_of("a.tex", text)
    assert [p.text for p in document.pieces if p.kind == "formula"] == ["d"]


def test_macros_are_expanded():
    report = lint_text("\\newcommand{\\sq}[1]{(#1)^2}\n$\\sq{x} = x \\cdot x$", path="a.tex")
    assert report.counts == {"proved": 1}


def test_cells_of_a_notebook_share_what_is_defined():
    cells = [
        {"cell_type": "markdown", "source": ["# A\n", "Let $a = 3$.\n"]},
        {"cell_type": "code", "source": ["a == 4 # $a = 4$"]},
        {"cell_type": "markdown", "source": "Then\n$2 a = 7$"},
    ]
    report = lint_text(json.dumps({"cells": cells}), path="a.ipynb")
    assert [(f.outcome, f.cell, f.line) for f in report.findings] == [("definition", 1, 2), ("refuted", 3, 2)]
    assert report.findings[1].place == "a.ipynb:cell 3:2:8"


PLAIN = (
    ("the size is (32-5)/1+1 = 28 here", ["(32-5)/1+1 = 28"]),
    ("Kernel, K = 5Padding, P = 0", ["K = 5", "P = 0"]),
    ("Parameters = 3 \\* 4 = 12Sums = 5", ["3  *  4 = 12"]),
    ("= 760", ["= 760"]),
    ("see https://x.org/?a=3 and a | b = 3", []),
    ("for i = 3 it holds", []),
    ("e^1 = 2.718, and more", ["e^1 = 2.718"]),
)


@pytest.mark.parametrize(("text", "expected"), PLAIN)
def test_plain_arithmetic(text, expected):
    assert [s.text for s in plain_statements(slice_of(text, 0, len(text)))] == expected


def test_located_text_knows_where_it_came_from():
    text = joined([slice_of("abcdef", 2, 4), inserted(" = "), slice_of("abcdef", 5, 6)])
    assert text.text == "cd = f"
    assert text.span(5, 6) == (5, 6)
    assert text.span(2, 5) == (-1, -1)
    assert Lines("a\nbc\n").place(3) == (2, 2)


def test_a_chain_goes_on_over_prose_and_blocks():
    report = lint_text("$$a = (1 + 2) \\cdot 3$$\n\nand so\n\n$$= 3 \\cdot 3$$\n$$= 10$$")
    assert [f.outcome for f in report.findings] == ["definition", "proved", "refuted"]
    assert report.findings[2].left == "3 \\cdot 3"


def test_nothing_is_skipped_in_silence():
    report = lint_text(r"$$x = \weird{3}$$ and $a \sim b$ and $x \to 0$")
    assert "proved" not in report.counts
    assert len(report.findings) == 3
