"""docs/writing.md followed literally: its files are saved, its commands run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from derive.cli.main import run

TEXT = (Path(__file__).parents[2] / "docs" / "writing.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)


def test_every_command_of_the_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (notation,), (card,) = blocks("toml"), blocks("jinja")
    (tmp_path / "mine").mkdir()
    (tmp_path / "notation.toml").write_text(notation, encoding="utf-8")
    (tmp_path / "mine" / "card.md.j2").write_text(card, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    commands = re.findall(r"^\$ derive (.*)$", "".join(blocks("console")), re.MULTILINE)
    assert len(commands) == 10
    assert {command: run(shlex.split(command)) for command in commands} == dict.fromkeys(commands, 0)
    assert (tmp_path / "out" / "sigmoid.derivative.exercise.html").is_file()
    card_made = (tmp_path / "out" / "sigmoid.derivative.card.md").read_text("utf-8")
    assert card_made.startswith("The derivative of the sigmoid: ")
    assert r"(\nabla_{\mathbf{w}} J)_j" in (tmp_path / "out" / "mse.gradient.tex").read_text("utf-8")
