"""docs/layers.md followed literally: its file is saved, its commands run and print what they say."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.commands import ran

GUIDE = (Path(__file__).parents[2] / "docs" / "layers.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"Save as `(course/\w+\.py)`:\n\n```python\n(.*?)```", GUIDE, re.DOTALL))
BLOCKS = re.findall(r"```console\n(.*?)```", GUIDE, re.DOTALL)
PARTS = [part for block in BLOCKS for part in re.split(r"^\$ ", block, flags=re.MULTILINE) if part]
COMMANDS = [part.partition("\n")[::2] for part in PARTS]


@pytest.mark.parametrize(("command", "printed"), COMMANDS)
def test_command_prints_what_the_guide_says(command, printed, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = ran(*shlex.split(command)[1:])
    assert found.code == 0
    lines = found.out.splitlines()
    at = 0
    for line in printed.splitlines():
        if line == "…":
            continue
        assert line in lines[at:], line
        at = lines.index(line, at) + 1


def test_the_guide_has_commands_and_a_file():
    assert len(COMMANDS) == 9
    assert len(FILES) == 1
