"""Formats: what tools read."""

from __future__ import annotations

import json

import pytest

from derive.linting import CODES, lint_text
from derive.linting.annotate import as_html, as_latex
from derive.linting.formats import FORMATS

TEXT = "Let $a = 2$.\n\nThen $(x + 1)^2 = x^2 + 1$ and $\\sqrt{x^2} = x$ and $<b>$.\n"


@pytest.fixture(scope="module")
def report():
    return lint_text(TEXT, path="notes,1.md")


def test_text_is_one_paragraph_a_diagnostic(report):
    lines = FORMATS["text"](report).splitlines()
    assert lines[0] == "notes,1.md:3:19: D101 the two sides differ (first wrong step of the chain)"
    assert lines[1] == "    (x + 1)^2  =  x^2 + 1"
    assert lines[2] == "    at x = 1/2: left 9/4, right 5/4"


def test_hint_keeps_the_correction_back():
    report = lint_text(r"$\frac{d}{dx} x^3 = 3 x^3$")
    assert "right: 3x^2" in FORMATS["text"](report)
    assert "right:" not in FORMATS["text"](report, hint=True)
    assert json.loads(FORMATS["json"](report, hint=True))["findings"][0]["correction"] is None


def test_json_has_every_relation(report):
    data = json.loads(FORMATS["json"](report))
    assert [f["outcome"] for f in data["findings"]] == [
        "definition",
        "refuted",
        "conditional",
        "not checkable",
    ]
    assert data["findings"][2]["holds_if"] == ["x >= 0"]
    assert data["counts"]["refuted"] == 1


def test_gcc_lines(report):
    first = FORMATS["gcc"](report).splitlines()[0]
    assert first.startswith("notes,1.md:3:19: error: the two sides differ;")
    assert first.endswith("[D101]")


def test_github_properties_are_escaped(report):
    first = FORMATS["github"](report).splitlines()[0]
    assert first.startswith("::error file=notes%2C1.md,line=3,col=19,endLine=3,title=D101::")


def test_sarif_has_the_structure_of_2_1_0(report):
    data = json.loads(FORMATS["sarif"](report))
    assert set(data) == {"$schema", "version", "runs"}
    assert data["version"] == "2.1.0"
    (run,) = data["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    for rule in rules:
        assert rule["id"] in CODES
        assert rule["shortDescription"]["text"]
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note", "none")
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        region = result["locations"][0]["physicalLocation"]["region"]
        assert 1 <= region["startLine"] <= region["endLine"]
        assert (region["startLine"], region["startColumn"]) < (region["endLine"], region["endColumn"])


def test_html_escapes_the_source(report):
    html = as_html(TEXT, report, "notes <1>")
    assert "<title>notes &lt;1&gt;</title>" in html
    assert "&lt;b&gt;" in html
    assert "<b>" not in html
    assert "<mark>x^2 + 1</mark>" in html


def test_latex_marks_stand_behind_the_formula(report):
    marked = as_latex(TEXT, report)
    assert "$(x + 1)^2 = x^2 + 1$\\marginpar{\\footnotesize D101\\,[1] wrong step}%\n" in marked
    without = "".join(line for line in marked.splitlines(keepends=True) if not line.startswith("%%"))
    assert without.replace("\\marginpar{\\footnotesize D101\\,[1] wrong step}%\n", "").startswith(TEXT[:40])


def test_latex_marks_at_the_end_of_a_line_begin_no_paragraph():
    text = "Let\n\\[ 1 + 1 = 3 \\]\nand so on.\n"
    marked = as_latex(text, lint_text(text, path="a.tex"))
    assert "\n\n" not in marked
    assert "wrong step} %\n" in marked


def test_html_of_a_notebook_goes_cell_by_cell():
    cells = [{"cell_type": "markdown", "source": [line]} for line in ("# Title", "$1 + 1 = 3$")]
    text = json.dumps({"cells": cells, "nbformat": 4})
    html = as_html(text, lint_text(text, path="a.ipynb"), "a.ipynb")
    assert "<h2>cell 2</h2>" in html
    assert "<mark>3</mark>" in html
    assert "cell_type" not in html


@pytest.mark.parametrize("name", ["text", "json", "gcc", "github", "sarif"])
def test_hints_keep_back_what_is_right(name):
    text = r"$\frac{d}{dx} x^3 = 3 x^3$ and $7860 + 20 = 7860$ and $e^{3.5} = 33.1545$"
    report = lint_text(text)
    told = FORMATS[name](report, hint=True)
    assert all(right not in told for right in ("3x^2", "7880", "33.11"))
    assert all(right in FORMATS[name](report) for right in ("3x^2", "7880", "33.11"))
    assert "was not lowered by one" in told


def test_paths_are_references_in_sarif():
    data = json.loads(FORMATS["sarif"](lint_text("$1 + 1 = 3$", path="my notes.md")))
    place = data["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "my%20notes.md"


def test_an_inequality_does_not_hold():
    finding = lint_text("Since $x > 1$ we have $x > 2$.").findings[-1]
    assert finding.message == "this does not hold"
    assert (finding.verdict.counterexample.left, finding.verdict.counterexample.right) == ("2", "2")
