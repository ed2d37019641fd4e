"""Every page of the library: each formula typesets, each TeX document compiles, no line is overfull."""

from __future__ import annotations

import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from test_documents import fragments, needs_tex

from derive.render.katex import typeset_error
from derive.render.pdf import Engine, _command, _run
from derive.results import claim_pages
from derive.results.claim_pages import Pages
from derive.writeups import write
from tests.library_results import REGISTRY, derived, judged


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("library")
    with pytest.MonkeyPatch.context() as patched:  # what other tests have judged and derived is used again
        patched.setattr(claim_pages, "judge", lambda compiled, functions: judged(compiled.claim.id))
        patched.setattr(
            claim_pages, "derive_claim", lambda found, registry, used: derived(found.compiled.claim.id)
        )
        pages = [Pages(REGISTRY).writeup(id_) for id_ in REGISTRY.pages()]
    write(pages, out, formats=("html", "tex"), detail="full")
    return out


def test_every_formula_of_the_library_typesets(folder: Path) -> None:
    found = {
        each: None for path in sorted(folder.glob("*.html")) for each in fragments(path.read_text("utf-8"))
    }
    assert len(found) > 500
    assert {each: typeset_error(each) for each in found if typeset_error(each)} == {}


def overfull(path: Path, folder: Path) -> list[str]:
    """What is wrong with the document: an error, or lines more than 2pt too wide."""
    own = folder / path.stem
    own.mkdir()
    shutil.copy(path, own / "document.tex")
    engine = Engine("pdflatex", shutil.which("pdflatex") or "", "tex")
    log = _run(engine, _command(engine, own / "document.tex"), own)
    widths = re.findall(r"Overfull \\[hv]box \(([\d.]+)pt too \w+\)", log)
    return [f"{path.name}: {each}pt" for each in widths if float(each) > 2]


@needs_tex
def test_every_tex_of_the_library_compiles_without_an_overfull_line(folder: Path, tmp_path: Path) -> None:
    sources = sorted(folder.glob("*.tex"))
    with ThreadPoolExecutor(max_workers=2) as pool:
        found = list(pool.map(lambda path: overfull(path, tmp_path), sources))
    assert [each for complaints in found for each in complaints] == []
