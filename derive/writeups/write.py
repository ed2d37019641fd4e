"""Writing write-ups to a folder: one page each in every format, and an index of all."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from derive.errors import RenderError
from derive.render.documents import Source, has_template, render_template, template_folders
from derive.render.files import file_stem, require_writable, write_whole
from derive.render.katex import script, stylesheet
from derive.render.pdf import INSTALL, Engine, engines, make_pdf
from derive.writeups.blanks import with_blanks
from derive.writeups.document import WriteUp
from derive.writeups.layout import LINE_WIDTH, linked_within, page_of
from derive.writeups.page import DocumentedDisplay, Page

FORMATS = ("html", "tex", "md", "pdf")
TEMPLATES = {"html": "page.html.j2", "tex": "article.tex.j2", "md": "writeup.md.j2"}

# Other documents from the same page; `NAME.FORMAT.j2` in a folder of one's own is one more.
FAMILY = {
    "handout": "the result, its derivation, what to beware of, room for notes",
    "slides": "beamer slides, the steps one by one",
    "exercise": "the derivation with blanks",
    "solution": "the exercise, filled in",
    "feedback": "what was handed in, what is true of it, and a derivation to compare it with",
}

# How many em a line of maths has, where it is not that of an article.
ROOMS = {"slides": 28.0}

ARTICLE = re.compile(r"^(a|an|the) ", re.IGNORECASE)

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Written:
    """What became of one document: the file, or why there is none.

    id      the entry; "" for the index and for a notice about the run
    format  html, tex, md or pdf
    path    the file; None where none was written
    notice  why not
    """

    id: str
    format: str
    path: Path | None
    notice: str = ""


@dataclass(frozen=True)
class FileLink:
    """A file of an entry.

    format  html, tex, md or pdf
    href    its name, beside the index
    """

    format: str
    href: str


@dataclass(frozen=True)
class IndexRow:
    """One row of the index.

    title       the entry's title
    model       the model's title
    page        the name of its HTML page, or "" if none was written
    files       its other files
    documented  the documented forms, with what is true of them
    order       what the models are sorted by: the title without a leading article, in small letters
    """

    title: str
    model: str
    page: str
    files: tuple[FileLink, ...]
    documented: tuple[DocumentedDisplay, ...]

    @property
    def order(self) -> str:
        return ARTICLE.sub("", self.model).lower()


@dataclass(frozen=True)
class Wrong:
    """A documented form that is not true as it stands.

    row   the entry
    form  the documented form
    """

    row: IndexRow
    form: DocumentedDisplay


def write(
    writeups: Sequence[WriteUp],
    out_dir: str | Path,
    formats: Sequence[str] = FORMATS,
    templates_dir: str | Path | None = None,
    detail: str = "brief",
    progress: Progress | None = None,
    require_pdf: bool = False,
    template: str = "",
    hide: Collection[int] | None = None,
) -> list[Written]:
    """Write every write-up to `out_dir` in each of `formats`, and index.html beside the pages.

    With `require_pdf`, a PDF that cannot be made is a RenderError; otherwise it is a notice.
    With a `template`, the files are ID.TEMPLATE.FORMAT, in those formats that it has, without an index.
    `hide` are the steps that an exercise leaves blank; every second one where it is None.
    """
    shop = shop_for(out_dir, formats, templates_dir, template, progress)
    ids = {writeup.id for writeup in writeups}
    pages = [
        page_of(linked_within(writeup, ids), detail, ROOMS.get(template, LINE_WIDTH)) for writeup in writeups
    ]
    if template or hide is not None:
        pages = [with_blanks(page, hide) for page in pages]
    written = [each for page in pages for each in shop.write_page(page, formats)]
    if "pdf" in formats:
        written += _write_pdfs(pages, shop, require_pdf)
    if "html" in formats and not template:
        written.append(_write_index(pages, shop.out, shop.folders, written))
    return written


def shop_for(
    out_dir: str | Path,
    formats: Sequence[str] = FORMATS,
    templates_dir: str | Path | None = None,
    template: str = "",
    progress: Progress | None = None,
) -> Shop:
    """Where and how documents are written. RenderError for what there is not, before anything is derived."""
    unknown = [f for f in formats if f not in FORMATS]
    if unknown:
        raise RenderError(f"There is no format {unknown[0]!r}.", hint=f"Formats: {', '.join(FORMATS)}.")
    shop = Shop(Path(out_dir), template_folders(templates_dir), progress or (lambda text: None), template)
    shop.require(formats)
    require_writable(shop.out)
    return shop


@dataclass(frozen=True)
class Shop:
    """Where documents are written, from which templates, and who is told."""

    out: Path
    folders: Sequence[Path]
    tell: Progress
    template: str = ""

    def sources(self) -> tuple[str, ...]:
        """The formats that there is a template for."""
        if not self.template:
            return tuple(TEMPLATES)
        return tuple(f for f in TEMPLATES if has_template(template_name(self.template, f), self.folders))

    def require(self, formats: Sequence[str]) -> None:
        """RenderError where a template is in none of the formats asked for."""
        known = self.sources()
        if not set(known) & {*formats, *(("tex",) if "pdf" in formats else ())}:
            names = ", ".join(FAMILY)
            made = f"It is there as {', '.join(known)}." if known else f"Templates: {names}, or your own."
            raise RenderError(f"There is no template {self.template!r} for {', '.join(formats)}.", hint=made)

    def path(self, page: Page, format: str) -> Path:
        return self.out / ".".join(filter(None, (file_stem(page.id), file_stem_or(self.template), format)))

    def write_page(self, page: Page, formats: Sequence[str]) -> list[Written]:
        written = []
        for format in (f for f in self.sources() if f in formats):
            text = document(page, format, self.folders, self.template)
            path = write_whole(self.path(page, format), text)
            written.append(Written(page.id, format, path))
            self.tell(str(path))
        return written


def file_stem_or(template: str) -> str:
    """The template's name as a part of a file's name; "" for none."""
    return file_stem(template) if template else ""


def template_name(template: str, format: str) -> str:
    """`exercise`, `tex` → "exercise.tex.j2"."""
    return f"{file_stem(template)}.{format}.j2" if template else TEMPLATES[format]


def document(page: Page, format: str, folders: Sequence[Path], template: str = "") -> str:
    """One page in one format."""
    context: dict[str, object] = {"page": page}
    if format == "html":
        context |= _inlined(repr(page))
    return render_template(template_name(template, format), context, folders)


def _inlined(used: str) -> dict[str, object]:
    return {"style": Source(stylesheet(used)), "script": Source(script())}


def _write_pdfs(pages: Sequence[Page], shop: Shop, required: bool) -> list[Written]:
    available = [engine for engine in engines() if engine.reads in shop.sources()]
    if not available:
        notice = f"No PDF was written: there is no TeX and no browser on this machine. {INSTALL}"
        if required:
            raise RenderError(notice)
        return [Written("", "pdf", None, notice)]
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        return list(pool.map(lambda page: _write_pdf(page, shop, available, required), pages))


def _write_pdf(page: Page, shop: Shop, available: Sequence[Engine], required: bool) -> Written:
    """The PDF by the first engine that makes one."""
    complaints = []
    for engine in available:
        try:
            blob = make_pdf(engine, document(page, engine.reads, shop.folders, shop.template))
        except RenderError as problem:
            complaints.append(problem.message)
            continue
        path = write_whole(shop.path(page, "pdf"), blob)
        shop.tell(str(path))
        return Written(page.id, "pdf", path)
    notice = f"No PDF was written for {page.id}: {'; '.join(complaints)}."
    if required:
        raise RenderError(notice)
    return Written(page.id, "pdf", None, notice)


def _write_index(
    pages: Sequence[Page], out: Path, folders: Sequence[Path], written: Sequence[Written]
) -> Written:
    rows = [_index_row(page, written) for page in pages]
    forms = [Wrong(row, form) for row in rows for form in row.documented if _is_wrong(form)]
    wrong = sorted(forms, key=lambda w: (w.form.citation, w.form.line))
    context = {"rows": rows, "wrong": wrong, **_inlined(repr(wrong))}
    path = write_whole(out / "index.html", render_template("index.html.j2", context, folders))
    return Written("", "html", path)


def _is_wrong(form: DocumentedDisplay) -> bool:
    """False as it stands; of what a document denies, what holds."""
    return form.finding.verdict in (("proved",) if form.denied else ("refuted", "conditional"))


def _index_row(page: Page, written: Sequence[Written]) -> IndexRow:
    files = {w.format: w.path.name for w in written if w.id == page.id and w.path is not None}
    return IndexRow(
        page.title,
        page.model,
        files.get("html", ""),
        tuple(FileLink(format, name) for format, name in files.items() if format != "html"),
        page.documented,
    )
