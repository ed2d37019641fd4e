"""derive notebook: the file it writes, and what it refuses."""

from __future__ import annotations

import json

from derive.cli.main import run
from derive.read import read_expression
from derive.registry import load_registry


def made(capsys, id_: str) -> dict:
    assert run(["notebook", id_, "-o", "-"]) == 0
    return json.loads(capsys.readouterr().out)


def test_each_step_has_its_check(capsys):
    cells = made(capsys, "softmax.jacobian")["cells"]
    assert [c["cell_type"] for c in cells[:4]] == ["markdown", "code", "markdown", "code"]
    checks = ["".join(c["source"]) for c in cells if c["cell_type"] == "code"]
    assert sum("found.equal(" in text for text in checks) == 13
    assert sum("assume='i = k'" in text for text in checks) == 4
    assert [c for c in cells if c.get("outputs") or c.get("execution_count")] == []


def test_what_is_checked_can_be_read_back(capsys):
    """The two sides of every check are plain maths in the claim's letters."""
    registry = load_registry()
    for id_ in ("sigmoid.derivative", "cross-entropy.gradient", "relu.derivative", "mse.gradient"):
        cells = made(capsys, id_)["cells"]
        checks = [line for c in cells if c["cell_type"] == "code" for line in c["source"][1:3]]
        context = registry.claim(id_).context
        sides = [line.strip().rstrip(",").strip("'\"") for line in checks if line.startswith("    ")]
        assert len(sides) >= 4
        for side in sides:
            read_expression(side, context, registry.functions, syntax="plain")


def test_notation_and_library_are_found_from_the_notebook(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "course").mkdir()
    (tmp_path / "course.toml").write_text('[letters]\nE = "J"\n', encoding="utf-8")
    options = ["--library", "course", "--notation", "course.toml", "-o", "books/mse.ipynb"]
    assert run(["notebook", "mse.gradient", *options]) == 0
    cells = json.loads((tmp_path / "books" / "mse.ipynb").read_text(encoding="utf-8"))["cells"]
    first = "".join(cells[1]["source"])
    assert "derive.use_notation('../course.toml')" in first
    assert "derive.derivation('mse.gradient', library=['../course'])" in first
    assert "J = " in "".join(cells[0]["source"])


HIDING = """
from derive.records.entries import Claim, Model

ENTRIES = (
    Model(
        id="hiding",
        title="A letter D",
        letters={"D": "real", "x": "real"},
        equations=(r"L = (D x + 1)^2",),
    ),
    Claim(
        id="hiding.gradient",
        title="The gradient",
        model="hiding",
        as_printed=r"\\frac{\\partial L}{\\partial x} = 2 D (D x + 1)",
    ),
)
"""


def test_a_step_that_cannot_be_typed_says_so(capsys, tmp_path):
    """In this model D is a letter, so a derivative cannot be typed as D(f, x)."""
    (tmp_path / "hiding.py").write_text(HIDING, encoding="utf-8")
    assert run(["notebook", "hiding.gradient", "-o", "-", "--library", str(tmp_path)]) == 0
    texts = ["".join(c["source"]) for c in json.loads(capsys.readouterr().out)["cells"]]
    assert any("cannot be typed" in text for text in texts)
    assert not any("found.equal(" in text and "D(" in text for text in texts)


def test_a_file_is_not_written_over(tmp_path, capsys):
    file = tmp_path / "own.ipynb"
    file.write_text("mine", encoding="utf-8")
    assert run(["notebook", "sigmoid.derivative", "-o", str(file)]) == 2
    assert "--force" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == "mine"
    assert run(["notebook", "sigmoid.derivative", "-o", str(file), "--force"]) == 0
    assert "cells" in json.loads(file.read_text(encoding="utf-8"))


def test_an_unknown_id(capsys):
    assert run(["notebook", "sigmoid.derivativ", "-o", "-"]) == 2
    assert "sigmoid.derivative" in capsys.readouterr().err
