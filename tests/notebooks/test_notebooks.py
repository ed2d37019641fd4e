"""Every notebook runs from a clean kernel and says what its text says; it is stored without outputs."""

from __future__ import annotations

import asyncio
import json
import os
import re
from pathlib import Path

import pytest

from derive.cli.main import run
from derive.linting import lint_file

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
NAMES = [file.stem for file in NOTEBOOKS]
SECONDS = 120
WORDS = re.compile(r"^(?:\w+ )?(proved|conditional|refuted|undecided|passed|failed)\b", re.MULTILINE)

# What the cells of each story show, in order: the verdicts, and the tests of one's own code.
SHOWN = {
    "01-sigmoid-and-tanh": "proved refuted proved proved failed passed",
    "02-softmax-and-cross-entropy": "proved conditional passed failed",
    "03-lstm-and-back-propagation-through-time": "proved proved refuted proved proved",
    "04-convolution-as-a-matrix": "proved proved proved proved proved proved passed passed",
    "05-checking-answers-and-derivations": "proved refuted conditional proved proved refuted refuted proved",
    "06-your-own-model": "proved passed failed proved",
}


@pytest.fixture(scope="session")
def executed(tmp_path_factory):
    """The notebooks after running, and a generated one; two kernels at a time."""
    pytest.importorskip("nbclient", reason="nbclient is not installed: pip install 'gradproof[test]'")
    pytest.importorskip("ipykernel", reason="ipykernel is not installed: pip install 'gradproof[test]'")
    made = tmp_path_factory.mktemp("made") / "silu.ipynb"
    assert run(["notebook", "silu.derivative", "-o", str(made)]) == 0
    return asyncio.run(_all_run([*NOTEBOOKS, made]))


async def _all_run(files: list[Path]) -> dict[str, list]:
    places = asyncio.Semaphore(2)

    async def one(file: Path) -> tuple[str, list]:
        async with places:
            return file.stem, await _run(file)

    return dict(await asyncio.gather(*map(one, files)))


async def _run(file: Path) -> list:
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    book = nbformat.read(file, as_version=4)
    nbformat.validate(book)
    paths = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    client = nbclient.NotebookClient(
        book, timeout=SECONDS, resources={"metadata": {"path": str(ROOT)}}, allow_errors=True
    )
    await client.async_execute(env={**os.environ, "PYTHONPATH": paths})
    return [cell for cell in book.cells if cell.cell_type == "code"]


def texts(cells: list) -> list[str]:
    """What the cells print or show as plain text."""
    outputs = [output for cell in cells for output in cell.outputs]
    return [o.get("text") or o.get("data", {}).get("text/plain", "") for o in outputs]


def errors(cells: list) -> list[str]:
    return [f"{o.ename}: {o.evalue}" for c in cells for o in c.outputs if o.output_type == "error"]


def test_there_are_six_stories():
    assert sorted(SHOWN) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_it_runs_from_a_clean_kernel(executed, name):
    assert errors(executed[name]) == []


@pytest.mark.parametrize("name", NAMES)
def test_it_shows_what_its_text_says(executed, name):
    shown = [word for text in texts(executed[name]) for word in WORDS.findall(text)]
    assert " ".join(shown) == SHOWN[name]


@pytest.mark.parametrize("name", NAMES)
def test_the_cells_are_few_and_short(name):
    cells = json.loads((ROOT / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert 0 < len(code) <= 16
    assert max(len(cell["source"]) for cell in code) <= 20


@pytest.mark.parametrize("file", NOTEBOOKS, ids=NAMES)
def test_it_is_stored_without_outputs(file):
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    run_before = [c for c in cells if c.get("outputs") or c.get("execution_count")]
    assert run_before == []


def test_a_generated_notebook_checks_each_step(executed):
    cells = executed["silu"]
    checks = [cell for cell in cells if cell.source.startswith("found.equal")]
    assert errors(cells) == []
    assert len(checks) >= 2
    assert [text for text in texts(checks) if not text.startswith("proved")] == []


def test_the_maths_in_the_stories_is_right():
    """All but the one formula of which the text says that it is not true."""
    wrong = [f for file in NOTEBOOKS for f in lint_file(file).of("refuted", "conditional")]
    assert [(f.outcome, f.left, f.right) for f in wrong] == [("conditional", r"\sqrt{x^2}", "x")]
