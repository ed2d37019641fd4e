"""Writing write-ups to a folder: one page each in every format, and an index of all."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from derive.errors import RenderError
from derive.render.documents import Source, render_template, template_folders
from derive.render.files import file_stem, write_whole
from derive.render.katex import script, stylesheet
from derive.render.pdf import INSTALL, Engine, engines, make_pdf
from derive.writeups.document import WriteUp
from derive.writeups.layout import linked_within, page_of
from derive.writeups.page import DocumentedDisplay, Page

FORMATS = ("html", "tex", "md", "pdf")
TEMPLATES = {"html": "page.html.j2", "tex": "article.tex.j2", "md": "writeup.md.j2"}

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
    """

    title: str
    model: str
    page: str
    files: tuple[FileLink, ...]
    documented: tuple[DocumentedDisplay, ...]


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
) -> list[Written]:
    """Write every write-up to `out_dir` in each of `formats`, and index.html beside the pages.

    With `require_pdf`, a PDF that cannot be made is a RenderError; otherwise it is a notice.
    """
    unknown = [f for f in formats if f not in FORMATS]
    if unknown:
        raise RenderError(f"There is no format {unknown[0]!r}.", hint=f"Formats: {', '.join(FORMATS)}.")
    folders = template_folders(templates_dir)
    ids = {writeup.id for writeup in writeups}
    out, pages = Path(out_dir), [page_of(linked_within(writeup, ids), detail) for writeup in writeups]
    tell = progress or (lambda text: None)
    written = [each for page in pages for each in _write_page(page, out, formats, folders, tell)]
    if "pdf" in formats:
        written += _write_pdfs(pages, out, folders, tell, require_pdf)
    if "html" in formats:
        written.append(_write_index(pages, out, folders, written))
    return written


def _write_page(
    page: Page, out: Path, formats: Sequence[str], folders: Sequence[Path], tell: Progress
) -> list[Written]:
    written = []
    for format in (f for f in TEMPLATES if f in formats):
        path = write_whole(out / f"{file_stem(page.id)}.{format}", document(page, format, folders))
        written.append(Written(page.id, format, path))
        tell(str(path))
    return written


def document(page: Page, format: str, folders: Sequence[Path]) -> str:
    """One page in one format."""
    context: dict[str, object] = {"page": page}
    if format == "html":
        context |= _inlined(repr(page))
    return render_template(TEMPLATES[format], context, folders)


def _inlined(used: str) -> dict[str, object]:
    return {"style": Source(stylesheet(used)), "script": Source(script())}


def _write_pdfs(
    pages: Sequence[Page], out: Path, folders: Sequence[Path], tell: Progress, required: bool
) -> list[Written]:
    available = engines()
    if not available:
        notice = f"No PDF was written: there is no TeX and no browser on this machine. {INSTALL}"
        if required:
            raise RenderError(notice)
        return [Written("", "pdf", None, notice)]
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        return list(pool.map(lambda page: _write_pdf(page, out, folders, available, tell, required), pages))


def _write_pdf(
    page: Page,
    out: Path,
    folders: Sequence[Path],
    available: Sequence[Engine],
    tell: Progress,
    required: bool,
) -> Written:
    """The PDF by the first engine that makes one."""
    complaints = []
    for engine in available:
        try:
            blob = make_pdf(engine, document(page, engine.reads, folders))
        except RenderError as problem:
            complaints.append(problem.message)
            continue
        path = write_whole(out / f"{file_stem(page.id)}.pdf", blob)
        tell(str(path))
        return Written(page.id, "pdf", path)
    notice = f"No PDF was written for {page.id}: {'; '.join(complaints)}."
    if required:
        raise RenderError(notice)
    return Written(page.id, "pdf", None, notice)


def _write_index(
    pages: Sequence[Page], out: Path, folders: Sequence[Path], written: Sequence[Written]
) -> Written:
    rows = [_index_row(page, written) for page in pages]
    wrong = [
        Wrong(row, form)
        for row in rows
        for form in row.documented
        if form.finding.verdict in ("refuted", "conditional")
    ]
    context = {"rows": rows, "wrong": wrong, **_inlined(repr(wrong))}
    path = write_whole(out / "index.html", render_template("index.html.j2", context, folders))
    return Written("", "html", path)


def _index_row(page: Page, written: Sequence[Written]) -> IndexRow:
    files = {w.format: w.path.name for w in written if w.id == page.id and w.path is not None}
    return IndexRow(
        page.title,
        page.model,
        files.get("html", ""),
        tuple(FileLink(format, name) for format, name in files.items() if format != "html"),
        page.documented,
    )
