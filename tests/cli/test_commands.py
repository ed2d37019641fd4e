"""The other commands: exit codes, JSON, unknown ids, interruption, whole files."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from derive.cli import main as door
from tests.cli.commands import ran

COURSE = """from derive.records.entries import Claim, Model
ENTRIES = (
    Model(id="line", title="A line", letters={"x": "real", "a": "real"}, equations=("y = a x",)),
    Claim(id="line.slope", title="The slope", model="line", as_printed=r"\\frac{dy}{dx} = a", place="p. 1"),
    Claim(id="line.lie", title="A lie", model="line", as_printed=r"\\frac{dy}{dx} = x", place="p. 1"),
)
"""


@pytest.fixture
def course(tmp_path):
    folder = tmp_path / "course"
    folder.mkdir()
    (folder / "line.py").write_text(COURSE, encoding="utf-8")
    return str(folder)


def test_list_has_every_kind():
    rows = json.loads(ran("list", "--json").out)
    assert {r["kind"] for r in rows} == {"model", "claim", "primitive", "source", "layer"}
    assert all(r["id"] and r["title"] for r in rows)


def test_list_of_one_kind():
    rows = json.loads(ran("list", "--kind", "source", "--json").out)
    assert {r["kind"] for r in rows} == {"source"}


def test_prove_all_has_a_verdict_and_a_certificate_for_every_link():
    found = ran("prove", "--all", "--json")
    claims = json.loads(found.out)
    assert found.code == 1
    assert len(claims) > 40
    for claim in claims:
        assert claim["verdict"] in ("proved", "conditional", "refuted", "undecided")
        for link in (*claim["links"], *claim["as_meant"]):
            assert link["certificate"] or link["verdict"] == "undecided", claim["id"]


def test_prove_exit_codes(course):
    assert ran("prove", "line.slope", "--library", course).code == 0
    assert ran("prove", "line.lie", "--library", course).code == 1
    assert ran("prove", "sigmoid.derivative", "softmax.definition").code == 1


@pytest.mark.parametrize("command", ["show", "prove", "write"])
def test_unknown_id_has_the_nearest(command):
    found = ran(command, "softmax.jacobia")
    assert found.code == 2
    assert "softmax.jacobian" in found.err


@pytest.mark.parametrize(
    "arguments", [["prove"], ["write"], ["write", "--all", "x"], ["nosuch"], ["templates"]]
)
def test_bad_usage(arguments):
    assert ran(*arguments).code == 2


def test_show_and_detail():
    brief, full = (ran("show", "tanh.derivative", "--detail", d) for d in ("brief", "full"))
    assert brief.code == full.code == 0
    assert len(full.out) > len(brief.out)


def test_a_part_is_shown_with_its_page():
    assert ran("show", "softmax.jacobian-cases").out.startswith("The Jacobian of softmax")


def test_a_course_of_ones_own(course, tmp_path):
    assert "line.slope" in ran("list", "--library", course).out
    assert ran("check", "--of", "line.slope", "--answer", "a", "--library", course).code == 0
    found = ran("write", "line.slope", "--library", course, "-f", "md", "-o", str(tmp_path / "out"))
    assert found.code == 0
    assert (tmp_path / "out" / "line.slope.md").is_file()


def test_a_broken_entry_names_its_file(tmp_path):
    (tmp_path / "bad.py").write_text("ENTRY = open('x')\n", encoding="utf-8")
    found = ran("list", "--library", str(tmp_path))
    assert found.code == 2
    assert "bad.py, line 1" in found.err


def test_a_notation_of_ones_own(tmp_path):
    file = tmp_path / "notation.toml"
    file.write_text('[letters]\nz = "a"\n[functions]\nsigma = "\\\\operatorname{sigm}"\n', encoding="utf-8")
    ran("write", "sigmoid.derivative", "-f", "tex", "-o", str(tmp_path), "--notation", str(file))
    text = (tmp_path / "sigmoid.derivative.tex").read_text(encoding="utf-8")
    assert r"\operatorname{sigm}" in text
    asked = ("check", "--of", "sigmoid.derivative", "--notation", str(file))
    assert ran(*asked, "--answer", r"\operatorname{sigm}(z)(1-\operatorname{sigm}(z))").code == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("letters = 3", "table"),
        ("[colours]\nx = 'red'", "colours"),
        ("[letters]\nx = 3", "not a text"),
        ("=", "TOML"),
    ],
)
def test_a_notation_that_is_none(text, said, tmp_path):
    file = tmp_path / "notation.toml"
    file.write_text(text, encoding="utf-8")
    found = ran("list", "--notation", str(file))
    assert found.code == 2
    assert said in found.err


def test_templates_are_described():
    assert ran("templates", "--describe").code == 0
    assert json.loads(ran("templates", "--describe", "--json").out)


def test_interruption(monkeypatch):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(door.LazyGroup, "get_command", interrupted)
    found = ran("list")
    assert found.code == 4
    assert "interrupted" in found.err


def test_an_error_of_ours_is_one_line(monkeypatch):
    def broken(*_: object) -> None:
        raise RuntimeError("two\nlines")

    monkeypatch.setattr(door.LazyGroup, "get_command", broken)
    found = ran("list")
    assert found.code == 4
    assert found.err.count("\n") == 1
    assert "RuntimeError: two lines" in found.err


def test_nothing_half_written_is_left(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert ran("write", "softmax.sum", "-f", "md", "-o", str(tmp_path / "file")).code == 2
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_help_does_not_load_sympy():
    program = "import sys; from derive.cli.main import run; run(['--help']); sys.exit('sympy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=False).returncode == 0
