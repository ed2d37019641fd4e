"""Every page of the library in every TeX template, set in one run a template: boxes that stick out.

    python -m benchmarks.overfull [-o DIR] [TEMPLATE…]

Prints for each template the pages, what TeX complains of, and the boxes more than 2pt too wide or too high.
The documents of a template share their preamble, so that a run is a few seconds instead of minutes; the PDFs
in DIR are there to be looked at.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from derive.errors import DeriveError
from derive.registry import Registry, load_registry
from derive.render.documents import template_folders
from derive.results.claim_pages import Pages
from derive.results.handed_in import with_answers
from derive.writeups import WriteUp
from derive.writeups.blanks import with_blanks
from derive.writeups.layout import LINE_WIDTH, linked_within, page_of
from derive.writeups.write import FAMILY, ROOMS, document

ARTICLE = "article"
FULL = "full"
ALLOWED = 2.0
SEEN = re.compile(r"PAGE ([\w.-]+)|Overfull \\[hv]box \(([\d.]+)pt too|^(! .*)", re.MULTILINE)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("-o", "--out", type=Path, default=None)
    parser.add_argument("templates", nargs="*", default=[ARTICLE, FULL, *FAMILY])
    asked = parser.parse_args()
    registry = load_registry()
    ids, pages = registry.pages(), Pages(registry)
    writeups = [linked_within(pages.writeup(id_), set(ids)) for id_ in ids]
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.out or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for template in asked.templates:
            texts = {w.id: text for w in writeups if (text := source(w, template, registry))}
            said = set_together(texts, folder / f"{template}.tex")
            print(f"{template}: {len(texts)} pages, {len(said)} complaints", *said, sep="\n  ", flush=True)


def source(writeup: WriteUp, template: str, registry: Registry) -> str:
    """The page's TeX; feedback is on its own result, handed in. "" where that cannot be typed."""
    if template == "feedback":
        try:
            writeup = with_answers(writeup, [writeup.result.right.plain] if writeup.result else [], registry)
        except DeriveError:
            return ""
    page = page_of(writeup, "full" if template == FULL else "brief", ROOMS.get(template, LINE_WIDTH))
    named = template if template in FAMILY else ""
    return document(with_blanks(page) if named else page, "tex", template_folders(), named)


def set_together(texts: Mapping[str, str], file: Path) -> list[str]:
    """What TeX says of the documents, one after the other under the longest of their preambles."""
    begin, end = r"\begin{document}", r"\end{document}"
    preamble = max((text.split(begin)[0] for text in texts.values()), key=len)
    bodies = {id_: text.split(begin, 1)[1].rsplit(end, 1)[0] for id_, text in texts.items()}
    body = "".join(
        f"\\typeout{{PAGE {id_}}}\n\\bgroup\n{each}\n\\egroup\\clearpage\n" for id_, each in bodies.items()
    )
    file.write_text(f"{preamble}{begin}\n{body}{end}\n", encoding="utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", "-no-shell-escape", file.name]
    ran = subprocess.run(command, cwd=file.parent, capture_output=True, text=True, errors="replace")
    return complaints(ran.stdout)


def complaints(log: str) -> list[str]:
    found, page = [], ""
    for id_, points, error in SEEN.findall(log):
        page = id_ or page
        if error or (points and float(points) > ALLOWED):
            found.append(f"{page}: {error or f'{points}pt too large'}")
    return found


if __name__ == "__main__":
    main()
