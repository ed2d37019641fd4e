"""docs/adding.md followed literally: its files are saved, its commands run; a lie in any of them fails."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from derive.cli.main import run
from derive.engine import forms_of_factors
from derive.engine.prove import decide
from derive.expressions.build import TWO, power, sub, sym
from derive.expressions.expr import number_value
from derive.notation.context import EMPTY, Letter
from derive.records.statement import Statement
from derive.registry import load_registry

GUIDE = Path(__file__).parents[2] / "docs" / "adding.md"
FILE = re.compile(r"Save as `(course/\w+\.py)`:\n\n```python\n(.*?)```", re.DOTALL)
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
REST = "…"

LIES = {
    "course/squareplus.py": (("(1 + x/sqrt(x^2 + 4))/2", "(1 - x/sqrt(x^2 + 4))/2"), "squareplus"),
    "course/ridge_gradient.py": (("+ 2 c w_k", "+ c w_k"), "ridge.gradient"),
}


def guide_files() -> dict[str, str]:
    return dict(FILE.findall(GUIDE.read_text(encoding="utf-8")))


def guide_commands() -> list[tuple[str, str]]:
    blocks = CONSOLE.findall(GUIDE.read_text(encoding="utf-8"))
    parts = [part for block in blocks for part in re.split(r"^\$ ", block, flags=re.MULTILINE) if part]
    return [(command, printed) for command, _, printed in (part.partition("\n") for part in parts)]


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A folder in which the guide's files are saved."""
    monkeypatch.chdir(tmp_path)
    for name, text in guide_files().items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_the_guide_has_files_and_commands():
    assert len(guide_files()) == 3
    assert len(guide_commands()) == 5


@pytest.mark.parametrize(("command", "printed"), guide_commands())
def test_command_does_what_the_guide_says(command, printed, course, capsys):
    assert run(shlex.split(command)[1:]) == 0
    assert_printed(capsys.readouterr().out, printed)


@pytest.mark.parametrize("name", sorted(LIES))
def test_a_lie_fails(name, course, capsys):
    (truth, lie), id_ = LIES[name]
    file = course / name
    assert truth in file.read_text(encoding="utf-8")
    file.write_text(file.read_text(encoding="utf-8").replace(truth, lie), encoding="utf-8")
    assert run(["prove", id_, "--library", "course"]) == 1
    assert "refuted" in capsys.readouterr().out


def assert_printed(out: str, printed: str) -> None:
    """The output as the guide shows it; `…` stands for the rest."""
    if printed.rstrip("\n").endswith(REST):
        assert out.startswith(printed.rstrip("\n").removesuffix(REST))
    else:
        assert out == printed


def test_the_rule_of_the_guide_is_an_identity():
    (code,) = re.findall(r"```python\n(def .*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    scope = {**vars(forms_of_factors), "number_value": number_value}
    exec(code, scope)
    context = EMPTY.with_letters(Letter("x"), Letter("y"))
    before = sub(power(sym("x"), TWO), power(sym("y"), TWO))
    after = scope["difference_of_squares"](before)
    assert after.head == "mul"
    assert decide(Statement(before, after, context), load_registry().functions).verdict == "proved"
