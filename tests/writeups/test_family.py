"""Handout, slides, exercise and solution, feedback: from one page, and with the same mathematics."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from test_documents import assert_typesets, needs_tex
from writeup_samples import SAMPLES, SIGMOID, SOFTMAX

from derive.errors import RenderError
from derive.registry import load_registry
from derive.render import pdf
from derive.render.documents import template_folders
from derive.results.claim_pages import Pages
from derive.results.handed_in import with_answers
from derive.writeups import WriteUp, write
from derive.writeups.blanks import with_blanks
from derive.writeups.layout import page_of
from derive.writeups.page import Page, Row
from derive.writeups.write import FAMILY, FORMATS, document


def rows_of(page: Page) -> list[Row]:
    displays = [page.derivation, *(case.display for case in page.cases), page.gathered]
    return [row for display in displays if display for row in display.rows]


def tex_of(writeup: WriteUp, template: str, hidden: tuple[int, ...] | None = None) -> str:
    return document(with_blanks(page_of(writeup), hidden), "tex", template_folders(), template)


@needs_tex
@pytest.mark.parametrize("template", ["", *FAMILY])
@pytest.mark.parametrize("writeup", SAMPLES, ids=lambda w: w.id)
def test_every_document_compiles_without_an_overfull_line(
    writeup: WriteUp, template: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = pdf.Engine("pdflatex", shutil.which("pdflatex") or "", "tex")
    logs: list[str] = []
    run = pdf._run

    def noted(*arguments: object) -> str:
        logs.append(run(*arguments))  # type: ignore[arg-type]
        return logs[-1]

    monkeypatch.setattr(pdf, "_run", noted)
    assert pdf.make_pdf(engine, tex_of(writeup, template)).startswith(b"%PDF")
    too_wide = [float(x) for x in re.findall(r"Overfull \\hbox \(([\d.]+)pt", logs[0])]
    assert [x for x in too_wide if x > 2] == []


@pytest.mark.parametrize("template", ["exercise", "solution"])
@pytest.mark.parametrize("writeup", SAMPLES, ids=lambda w: w.id)
def test_every_formula_of_a_sheet_typesets(writeup: WriteUp, template: str) -> None:
    assert_typesets(document(with_blanks(page_of(writeup)), "html", template_folders(), template))


@pytest.mark.parametrize("writeup", SAMPLES, ids=lambda w: w.id)
def test_hiding_steps_changes_no_mathematics(writeup: WriteUp) -> None:
    page = page_of(writeup)
    for hidden in (None, (), (1,)):
        shown = rows_of(with_blanks(page, hidden))
        assert [replace(row, blank=False) for row in shown] == rows_of(page)


def test_a_solution_shows_what_the_exercise_hides() -> None:
    exercise, solution = tex_of(SIGMOID, "exercise", (2, 4)), tex_of(SIGMOID, "solution", (2, 4))
    rows = rows_of(with_blanks(page_of(SIGMOID), (2, 4)))
    hidden = [line for row in rows if row.blank for line in row.lines]
    assert [row.number for row in rows if row.blank] == [2, 4]
    body = exercise.split("Fill in the blanks.")[1]
    assert body.count(r"\blank") == 2
    assert not any(line in body for line in hidden)
    assert all(rf"\filled{{{line}}}" in solution for line in hidden)
    for row in rows:
        if not row.blank:
            assert row.lines[0] in body


def test_steps_are_counted_through_the_cases() -> None:
    count = sum(1 for row in rows_of(page_of(SOFTMAX)) if row.number)
    page = with_blanks(page_of(SOFTMAX), (count,))
    assert [row.blank for row in rows_of(page) if row.number] == [False] * (count - 1) + [True]


def test_a_step_that_there_is_not_is_named() -> None:
    with pytest.raises(RenderError, match="no step 99") as caught:
        with_blanks(page_of(SIGMOID), (99,))
    assert "from 1 to" in str(caught.value.hint)


def test_files_are_named_after_entry_and_template(tmp_path: Path) -> None:
    write([SIGMOID], tmp_path, formats=("tex", "html"), template="exercise")
    names = {"sigmoid.derivative.exercise.tex", "sigmoid.derivative.exercise.html"}
    assert {p.name for p in tmp_path.iterdir()} == names


@pytest.mark.parametrize("template", ["nosuch", "../nosuch"])
def test_a_template_that_there_is_not_is_refused(template: str, tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="There is no template"):
        write([SIGMOID], tmp_path / "out", formats=FORMATS, template=template)
    assert not (tmp_path / "out").exists()


def test_a_template_says_in_which_formats_it_is_there(tmp_path: Path) -> None:
    with pytest.raises(RenderError) as caught:
        write([SIGMOID], tmp_path / "out", formats=("html",), template="slides")
    assert "as tex" in str(caught.value.hint)


def test_a_template_of_ones_own_joins_the_family(tmp_path: Path) -> None:
    (tmp_path / "card.md.j2").write_text("{{ page.title }}\n")
    write([SIGMOID], tmp_path / "out", formats=("md",), templates_dir=tmp_path, template="card")
    assert (tmp_path / "out" / "sigmoid.derivative.card.md").read_text("utf-8") == SIGMOID.title + "\n"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{{ page.title }}\n{{ page.nosuch }}", "line 2: a Page has no 'nosuch'"),
        ("{% include 'nosuch.j2' %}", "line 1: there is no template nosuch.j2"),
        ("{% for row in page.derivation.rows %}", "line 1: Unexpected end"),
        ("{{ page.__class__.__mro__ }}", "line 1: access to attribute '__class__'"),
        ("{{ cycler.__init__.__globals__ }}", "line 1: access to attribute '__init__'"),
    ],
)
def test_what_is_wrong_in_a_template_is_said_with_its_line(text: str, complaint: str, tmp_path: Path) -> None:
    (tmp_path / "card.md.j2").write_text(text)
    with pytest.raises(RenderError, match=re.escape(complaint)):
        write([SIGMOID], tmp_path / "out", formats=("md",), templates_dir=tmp_path, template="card")


def test_a_course_sets_its_own_commands(tmp_path: Path) -> None:
    (tmp_path / "notation.tex.j2").write_text("\\renewcommand\\log{\\ln}\n")
    write([SIGMOID], tmp_path / "out", formats=("tex",), templates_dir=tmp_path)
    preamble = (tmp_path / "out" / "sigmoid.derivative.tex").read_text("utf-8").split(r"\begin{document}")[0]
    assert r"\renewcommand\log{\ln}" in preamble


def test_a_blank_leaves_its_place_to_the_reasons():
    page = page_of(Pages(load_registry()).writeup("relu.derivative"))
    before, after = page.derivation, with_blanks(page, [2]).derivation
    assert after.rows[1].blank
    assert after.room < before.room
    assert with_blanks(page, []).derivation.room == before.room


def test_a_result_with_a_bracket_of_two_conditions_can_be_handed_in():
    registry = load_registry()
    writeup = Pages(registry).writeup("average-pooling.grad-input")
    assert " and " in writeup.result.right.plain
    assert (
        with_answers(writeup, [writeup.result.right.plain], registry).documented[0].finding.badge == "Proved"
    )
