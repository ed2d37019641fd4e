"""The documentation is run: commands and what they print, lines of Python; the reference is current."""

from __future__ import annotations

import doctest
import re
import runpy
import shlex
from pathlib import Path

import pytest

from derive.cli.main import run

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("tutorial.md", "how-to.md", "verdicts.md")
REST = "…"


def console_examples(page: str) -> list[tuple[str, str]]:
    """(command, what it prints) of every `$ …` on the page."""
    blocks = re.findall(r"```console\n(.*?)```", (DOCS / page).read_text(encoding="utf-8"), re.DOTALL)
    parts = [part for block in blocks for part in re.split(r"^\$ ", block, flags=re.MULTILINE) if part]
    return [(command, printed) for command, _, printed in (part.partition("\n") for part in parts)]


EXAMPLES = [(page, *example) for page in PAGES for example in console_examples(page)]


@pytest.mark.parametrize(("page", "command", "printed"), EXAMPLES, ids=[c for _, c, _ in EXAMPLES])
def test_console_example(page, command, printed, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    program, *arguments = shlex.split(command)
    assert program == "derive"
    assert run(arguments) in (0, 1, 2)
    captured = capsys.readouterr()
    out = captured.out or captured.err
    if printed.rstrip("\n").endswith(REST):
        assert out.startswith(printed.rstrip("\n").removesuffix(REST))
    else:
        assert out == printed


@pytest.mark.parametrize("page", PAGES)
def test_python_examples(page):
    failed, tried = doctest.testfile(str(DOCS / page), module_relative=False, encoding="utf-8")
    assert tried >= 10
    assert failed == 0


def test_the_reference_is_current():
    made = runpy.run_path(str(DOCS / "make_reference.py"))["reference"]()
    assert (DOCS / "reference.md").read_text(encoding="utf-8") == made, "run: python docs/make_reference.py"


def test_links_lead_somewhere():
    pages = sorted(DOCS.glob("*.md"))
    links = [
        (p.name, link) for p in pages for link in re.findall(r"\]\(([\w./-]+\.md)", p.read_text("utf-8"))
    ]
    assert [(page, link) for page, link in links if not (DOCS / link).exists()] == []


def test_every_page_is_in_the_table_of_contents():
    listed = set(re.findall(r": ([\w/-]+\.md)", (DOCS.parent / "mkdocs.yml").read_text(encoding="utf-8")))
    assert {p.name for p in DOCS.glob("*.md")} <= listed
