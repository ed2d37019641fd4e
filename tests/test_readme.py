"""Every example of the README is run: its commands and what they print, its Python."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest

from derive.cli.main import run

README = Path(__file__).parents[1] / "README.md"
REST = "…"


def console_examples() -> list[tuple[str, str]]:
    """(command, what it prints) of every `$ …` in the README."""
    blocks = re.findall(r"```console\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    parts = [part for block in blocks for part in re.split(r"^\$ ", block, flags=re.MULTILINE) if part]
    return [(command, printed) for command, _, printed in (part.partition("\n") for part in parts)]


def test_there_are_examples() -> None:
    assert len(console_examples()) >= 10


@pytest.mark.parametrize(("command", "printed"), console_examples())
def test_console_example(command, printed, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    program, *arguments = shlex.split(command)
    assert program == "derive"
    assert run(arguments) in (0, 1, 2)
    captured = capsys.readouterr()
    out = captured.out or captured.err
    assert "internal error" not in captured.err
    if printed.rstrip("\n").endswith(REST):
        assert out.startswith(printed.rstrip("\n").removesuffix(REST))
    else:
        assert out == printed


def test_python_examples() -> None:
    failed, tried = doctest.testfile(str(README), module_relative=False, encoding="utf-8")
    assert tried >= 6
    assert failed == 0
