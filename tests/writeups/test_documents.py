"""Documents in every format: whole, deterministic, typesetting, safe from what is in their text."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from writeup_samples import LSTM, SAMPLES, SIGMOID, SOFTMAX, f

from derive.errors import RenderError
from derive.render import pdf
from derive.render.documents import render_template, template_folders
from derive.render.katex import stylesheet, typeset_error
from derive.writeups import WriteUp, write
from derive.writeups.describe import describe_context
from derive.writeups.document import LetterNote, Line
from derive.writeups.layout import page_of
from derive.writeups.write import FORMATS, document

SOURCES = ("html", "tex", "md")
HOSTILE = (
    r"<script>alert(1)</script> \input{/etc/passwd} {{7*7}} {%x%} \VAR{1} $x$ % # & _ ^^41 ~ `a` --- é σ′ 𝔘"
)

needs_tex = pytest.mark.skipif(shutil.which("pdflatex") is None, reason="no pdflatex on PATH")


def text_of(writeup: WriteUp, format: str, detail: str = "full") -> str:
    return document(page_of(writeup, detail), format, template_folders())


def fragments(html: str) -> list[str]:
    """The LaTeX of every formula of a page, as a browser reads it."""
    found = re.findall(r'<span class="math(?: display)?">(.*?)</span>', html, re.DOTALL)
    plain = {"&lt;": "<", "&gt;": ">", "&#34;": '"', "&#39;": "'", "&amp;": "&"}
    return [re.sub("|".join(plain), lambda m: plain[m.group()], each) for each in found]


def assert_typesets(html: str) -> None:
    found = fragments(html)
    assert found
    assert {each: typeset_error(each) for each in found if typeset_error(each)} == {}


def hostile() -> WriteUp:
    form = SOFTMAX.documented[0]
    return replace(
        SOFTMAX,
        title=HOSTILE,
        model=HOSTILE,
        about=HOSTILE,
        notes=(HOSTILE,),
        letters=(LetterNote(f("", HOSTILE), HOSTILE, HOSTILE),),
        documented=(replace(form, citation=HOSTILE, place=HOSTILE, remarks=(HOSTILE,)),),
    )


@pytest.mark.parametrize("detail", ["brief", "full"])
@pytest.mark.parametrize("writeup", SAMPLES, ids=lambda w: w.id)
def test_every_formula_typesets_in_strict_mode(writeup: WriteUp, detail: str) -> None:
    assert_typesets(text_of(writeup, "html", detail))


def test_a_formula_that_does_not_typeset_is_found() -> None:
    wrong = replace(SIGMOID, result=replace(SIGMOID.result, right=f(r"\frac{1}")))
    with pytest.raises(AssertionError, match="frac"):
        assert_typesets(text_of(wrong, "html"))


@pytest.mark.parametrize("latex", [r"\frac{1}", r"\foo", r"\htmlData{a=b}{c}", "é", "a_b_c"])
def test_typeset_error_says_why(latex: str) -> None:
    assert "KaTeX" in (typeset_error(latex) or "")


@pytest.mark.parametrize("writeup", SAMPLES, ids=lambda w: w.id)
def test_markdown_maths_is_read_the_same_before_and_after_unescaping(writeup: WriteUp) -> None:
    markdown = text_of(writeup, "md")
    for block in re.findall(r"\$\$\n(.*?)\n\s*\$\$", markdown, re.DOTALL):
        assert not re.search(r"\\[^A-Za-z]|[<>*]", block)
        assert typeset_error(block) is None, block


@needs_tex
@pytest.mark.parametrize("detail", ["brief", "full"])
@pytest.mark.parametrize("writeup", [*SAMPLES, hostile()], ids=lambda w: w.id)
def test_tex_compiles(writeup: WriteUp, detail: str) -> None:
    engine = pdf.Engine("pdflatex", shutil.which("pdflatex") or "", "tex")
    assert pdf.make_pdf(engine, text_of(writeup, "tex", detail)).startswith(b"%PDF")


@needs_tex
def test_a_tex_that_does_not_compile_names_the_error() -> None:
    engine = pdf.Engine("pdflatex", shutil.which("pdflatex") or "", "tex")
    with pytest.raises(RenderError, match="Undefined control sequence"):
        pdf.make_pdf(engine, r"\documentclass{article}\begin{document}\nosuchthing\end{document}")


@needs_tex
@pytest.mark.parametrize(
    "command", [r"\input{/etc/passwd}", r"\input{../secret}", r"\immediate\write18{touch x}"]
)
def test_tex_reads_and_runs_nothing_outside(command: str, tmp_path: Path) -> None:
    """The engine's own guard, for a user's template that does what ours never do."""
    engine = pdf.Engine("pdflatex", shutil.which("pdflatex") or "", "tex")
    source = r"\documentclass{article}\begin{document}x" + command + r"\end{document}"
    if "write18" in command:
        assert pdf.make_pdf(engine, source).startswith(b"%PDF")
    else:
        with pytest.raises(RenderError):
            pdf.make_pdf(engine, source)


def test_hostile_text_in_html_is_text() -> None:
    html = text_of(hostile(), "html")
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "{{7*7}}" in html
    assert "49" not in html.split("<main>")[1].split("</main>")[0]


def test_hostile_text_in_tex_is_text() -> None:
    tex = text_of(hostile(), "tex")
    assert r"\input" not in tex
    assert r"\textbackslash{}input\{/etc/passwd\}" in tex
    assert tex.isascii()


def test_hostile_text_in_markdown_is_text() -> None:
    markdown = text_of(hostile(), "md")
    assert "<script>" not in markdown
    assert r"\$x\$" in markdown


def test_a_page_asks_the_network_for_nothing() -> None:
    html = re.sub(r"<script>.*?</script>", "", text_of(SIGMOID, "html"), flags=re.DOTALL)
    assert "default-src 'none'" in html
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?:https?:)?//""", html)
    assert not re.search(r"url\((?!data:)", html)
    assert "@import" not in html


def test_fonts_are_inlined_only_where_used() -> None:
    assert len(stylesheet(r"\mathfrak{A}")) > len(stylesheet("")) + 10_000


def test_brief_folds_hidden_steps_and_full_shows_them() -> None:
    brief, full = page_of(SIGMOID, "brief").derivation, page_of(SIGMOID, "full").derivation
    assert brief is not None
    assert full is not None
    assert [row.words for row in brief.rows] == [w for w in (r.words for r in full.rows) if w != "signs"]
    assert brief.rows[-1].lines == full.rows[-1].lines
    assert full.rows[1].detail is not None
    assert brief.rows[1].detail is None


def test_the_result_is_reached_when_the_last_steps_are_hidden() -> None:
    hidden = replace(SIGMOID.chain.lines[-1], shown=False, conditions=(f("z > 0"),))
    chain = replace(SIGMOID.chain, lines=(*SIGMOID.chain.lines[:-1], hidden))
    display = page_of(replace(SIGMOID, chain=chain), "brief").derivation
    assert display is not None
    assert display.rows[-1].lines == (SIGMOID.result.right.latex,)
    assert display.rows[-1].conditions == (f("z > 0"),)


def test_conditions_of_hidden_steps_are_kept() -> None:
    lines = (
        Line(f("a"), "first", conditions=(f("p"),), shown=False),
        Line(f("b"), "second", conditions=(f("q"),)),
    )
    display = page_of(replace(SIGMOID, chain=replace(SIGMOID.chain, lines=lines))).derivation
    assert display is not None
    assert [row.conditions for row in display.rows] == [(f("p"), f("q"))]


def test_unsettable_print_is_shown_as_its_source() -> None:
    form = SIGMOID.documented[0]
    link = replace(form.links[0], right=f("", r"\input{x}"))
    writeup = replace(SIGMOID, documented=(replace(form, links=(link,)),))
    assert r"\textbackslash{}input\{x\}" in text_of(writeup, "tex")
    assert r"\input{x}" in text_of(writeup, "html")


# ---- files ------------------------------------------------------------------------------------


def test_every_format_of_every_entry_is_written(tmp_path: Path) -> None:
    written = write(SAMPLES, tmp_path, formats=SOURCES)
    names = {f"{w.id}.{format}" for w in SAMPLES for format in SOURCES} | {"index.html"}
    assert {p.name for p in tmp_path.iterdir()} == names
    assert {w.path.name for w in written if w.path} == names


def test_output_is_the_same_every_time(tmp_path: Path) -> None:
    write(SAMPLES, tmp_path / "a", formats=SOURCES)
    write(SAMPLES, tmp_path / "b", formats=SOURCES)
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


@needs_tex
def test_a_pdf_is_the_same_every_time() -> None:
    engine = pdf.Engine("pdflatex", shutil.which("pdflatex") or "", "tex")
    source = text_of(SIGMOID, "tex")
    assert pdf.make_pdf(engine, source) == pdf.make_pdf(engine, source)


def test_a_failing_write_leaves_the_old_file_and_nothing_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write([SIGMOID], tmp_path, formats=("md",))
    before = (tmp_path / "sigmoid.derivative.md").read_bytes()

    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("derive.render.files.os.replace", full_disk)
    with pytest.raises(RenderError, match="No space left"):
        write([SIGMOID], tmp_path, formats=("md",))
    assert (tmp_path / "sigmoid.derivative.md").read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["sigmoid.derivative.md"]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(RenderError, match="cannot be written"):
        write([SIGMOID], tmp_path / "file" / "out", formats=("md",))


def test_an_id_never_leaves_the_folder(tmp_path: Path) -> None:
    write([replace(SIGMOID, id="../../etc/x y")], tmp_path / "out", formats=("md",))
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["etc-x-y.md"]


def test_unknown_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="docx"):
        write([SIGMOID], tmp_path, formats=("docx",))


def test_index_lists_entries_and_what_documents_get_wrong(tmp_path: Path) -> None:
    write(SAMPLES, tmp_path, formats=("html",))
    index = (tmp_path / "index.html").read_text("utf-8")
    assert_typesets(index)
    table, wrong = index.split('<h2 id="wrong">')
    assert [w.id for w in SAMPLES if f'href="{w.id}.html"' in table] == [w.id for w in SAMPLES]
    assert 'href="softmax.jacobian.html"' in wrong
    assert "Counterexample" in wrong
    assert "What is true instead" in wrong
    assert "sigmoid.derivative" not in wrong


# ---- PDF engines ------------------------------------------------------------------------------


def test_without_an_engine_there_is_a_notice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    written = write([SIGMOID], tmp_path, formats=FORMATS)
    notices = [w for w in written if w.format == "pdf"]
    assert [w.path for w in notices] == [None]
    assert "texlive-latex-recommended" in notices[0].notice
    assert (tmp_path / "sigmoid.derivative.html").is_file()


def test_without_an_engine_an_asked_for_pdf_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(RenderError, match="Install"):
        write([SIGMOID], tmp_path, formats=("pdf",), require_pdf=True)


def test_an_engine_that_fails_gives_way_to_the_next_and_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "pdflatex"
    broken.write_text("#!/bin/sh\necho '! Something broke.'\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    monkeypatch.setattr("derive.render.pdf.TEX_ENGINES", ("pdflatex",))
    monkeypatch.setattr("derive.render.pdf.BROWSERS", ())
    (written,) = write([SIGMOID], tmp_path / "out", formats=("pdf",))
    assert written.path is None
    assert "pdflatex failed: Something broke." in written.notice
    assert not (tmp_path / "out").exists()


# ---- templates --------------------------------------------------------------------------------


def test_a_folder_of_ones_own_overrides_by_name(tmp_path: Path) -> None:
    (tmp_path / "writeup.md.j2").write_text("{{ page.title }}: {{ page.result.rows[0].left|maths }}\n")
    write([SIGMOID], tmp_path / "out", formats=("md", "tex"), templates_dir=tmp_path)
    markdown = (tmp_path / "out" / "sigmoid.derivative.md").read_text("utf-8")
    assert markdown == "The derivative of the sigmoid: \\frac{d\\sigma(z)}{dz}\n"
    assert r"\documentclass" in (tmp_path / "out" / "sigmoid.derivative.tex").read_text("utf-8")


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("one\n{{ page.nothing }}\n", "line 2.*nothing"),
        ("one\ntwo {{ nothing }}\n", "line 2.*nothing"),
        ("one\n\n{% if %}\n", "line 3"),
        ("one\n{{ page.result.rows[7].left }}\n", "line 2"),
        ("one\n{{ page.assumptions[0]|nofilter }}\n", "line 2.*nofilter"),
        ("\n\n{{ page.letters[0].letter }}\n", "line 3.*inline"),
        ("{% include 'none.md.j2' %}", "none.md.j2"),
    ],
)
def test_a_wrong_template_names_its_file_and_line(source: str, complaint: str, tmp_path: Path) -> None:
    (tmp_path / "writeup.md.j2").write_text(source)
    with pytest.raises(RenderError, match=complaint) as caught:
        write([SIGMOID], tmp_path / "out", formats=("md",), templates_dir=tmp_path)
    assert "writeup.md.j2" in str(caught.value) or "none.md.j2" in str(caught.value)
    assert not (tmp_path / "out").exists()


def test_a_missing_folder_of_templates_is_named(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="no folder of templates"):
        write([SIGMOID], tmp_path / "out", templates_dir=tmp_path / "none")


def test_an_unknown_language_of_template_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.rst.j2").write_text("x")
    with pytest.raises(RenderError, match="rst"):
        render_template("x.rst.j2", {}, (tmp_path,))


def test_everything_a_template_is_given_is_described() -> None:
    described = describe_context()
    assert all(name and kind and meaning for name, kind, meaning in described)
    names = {name for name, _, _ in described}
    assert {"page", "Page.title", "Row.lines", "Finding.point", "Formula.latex"} <= names


def test_templates_name_no_entry() -> None:
    folder = template_folders()[-1]
    for path in folder.glob("*.j2"):
        assert not re.search(r"\bid\s*==", path.read_text("utf-8")), path


def test_lstm_lines_are_broken() -> None:
    display = page_of(LSTM).derivation
    assert display is not None
    assert display.fits
    assert all(len(row.lines) > 1 for row in display.rows)
