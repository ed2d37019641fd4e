"""%derive_lint: the notebook that is running is found, and its Markdown cells are judged."""

from __future__ import annotations

import pytest

import derive
from derive.errors import DeriveError
from derive.results.notebook import notebook_text

CELLS = [
    ("markdown", "# Powers\n\n$$(x+1)^2 = x^2 + 1$$"),
    ("code", "x = 1"),
    ("markdown", "and $$(x+1)^2 = x^2 + 2x + 1.$$"),
]


class Shell:
    """What the magic needs of IPython."""

    def __init__(self) -> None:
        self.user_ns: dict[str, object] = {}
        self.magics: dict[str, object] = {}

    def register_magic_function(self, function, kind, name):
        assert kind == "line_cell"
        self.magics[name] = function


@pytest.fixture
def shell(tmp_path, monkeypatch):
    (tmp_path / "powers.ipynb").write_text(notebook_text(CELLS), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    found = Shell()
    derive.load_ipython_extension(found)
    return found


def test_a_notebook_by_its_name(shell):
    report = shell.magics["derive_lint"]("powers.ipynb")
    assert report.counts == {"refuted": 1, "proved": 1}
    assert [f.cell for f in report.of("refuted")] == [1]
    assert "D101" in report._repr_html_()


def test_the_notebook_that_jupyter_runs(shell, tmp_path, monkeypatch):
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "powers.ipynb"))
    assert not shell.magics["derive_lint"]("")


def test_the_notebook_that_vs_code_runs(shell, tmp_path):
    shell.user_ns["__vsc_ipynb_file__"] = str(tmp_path / "powers.ipynb")
    assert not shell.magics["derive_lint"]("")


def test_where_nobody_says_which_notebook_runs(shell):
    with pytest.raises(DeriveError, match="give its name"):
        shell.magics["derive_lint"]("")
    with pytest.raises(DeriveError, match="cannot be read"):
        shell.magics["derive_lint"]("other.ipynb")


def test_a_cell(shell):
    assert not shell.magics["derive_lint"]("", CELLS[0][1])
    assert shell.magics["derive_lint"]("", CELLS[2][1])
