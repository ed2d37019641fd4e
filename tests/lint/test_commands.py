"""`derive lint` and `derive explain`: exit codes and output."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from derive.cli.main import run
from derive.linting import CODES
from derive.linting.pages import pages
from derive.proofs.budgeted import Judge
from derive.registry import load_registry

EXITS = (
    ("$1 + 1 = 2$", [], 0),
    ("$1 + 1 = 3$", [], 1),
    (r"$\sqrt{x^2} = x$", [], 0),
    (r"$\sqrt{x^2} = x$", ["--strict"], 1),
    (r"$\sum_{k=0}^{n} \binom{n}{k}^2 = \binom{2n}{n}$", [], 3),
)


@pytest.mark.parametrize(("text", "options", "code"), EXITS)
def test_exit_codes(text, options, code, tmp_path, capsys):
    file = tmp_path / "a.md"
    file.write_text(text, encoding="utf-8")
    assert run(["lint", str(file), *options]) == code
    capsys.readouterr()


def test_unreadable_input(tmp_path, capsys):
    (tmp_path / "a.ipynb").write_text("no json", encoding="utf-8")
    assert run(["lint", str(tmp_path / "a.ipynb")]) == 2
    assert "is not a notebook" in capsys.readouterr().err


def test_marked_copy(tmp_path, capsys):
    file, target = tmp_path / "a.md", tmp_path / "a.html"
    file.write_text("$1 + 1 = 3$", encoding="utf-8")
    assert run(["lint", str(file), "--annotate", str(target)]) == 1
    assert "<mark>3</mark>" in target.read_text(encoding="utf-8")
    capsys.readouterr()


def test_marked_copies_of_other_inputs(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("$1 + 1 = 3$"))
    assert run(["lint", "-", "--annotate", str(tmp_path / "a.html")]) == 1
    assert "<mark>3</mark>" in (tmp_path / "a.html").read_text(encoding="utf-8")
    (tmp_path / "a.md").write_text("$1 + 1 = 3$", encoding="utf-8")
    assert run(["lint", str(tmp_path / "a.md"), "--annotate", str(tmp_path / "a.tex")]) == 2
    assert "made of LaTeX" in capsys.readouterr().err


def test_explain(capsys):
    assert run(["explain", "D101"]) == 0
    assert "# D101 wrong-step" in capsys.readouterr().out
    assert run(["explain", "wrong-steps"]) == 2
    assert "wrong-step" in capsys.readouterr().err


def test_pages_are_what_is_in_the_docs():
    folder = Path(__file__).parent.parent.parent / "docs" / "diagnostics"
    with Judge() as judge:
        for name, text in pages(load_registry().functions, judge):
            assert (folder / name).read_text(encoding="utf-8") == text, (
                f"{name}: run scripts/diagnostic_pages.py"
            )


def test_every_example_shows_its_diagnostic():
    folder = Path(__file__).parent.parent.parent / "docs" / "diagnostics"
    for code in CODES.values():
        shown = (folder / f"{code.id}.md").read_text(encoding="utf-8").split("```text")[1]
        assert f" {code.id} " in shown
