"""The answer box and the step explorer in a headless browser, in JupyterLab and in Notebook 7."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import nbformat
import pytest

LACKING = [name for name in ("websocket", "jupyterlab", "ipywidgets") if find_spec(name) is None]
if "DERIVE_BROWSER" not in os.environ:
    pytest.skip("set DERIVE_BROWSER=1 to run a browser", allow_module_level=True)
if LACKING:
    pytest.skip(f"not installed: {', '.join(LACKING)}", allow_module_level=True)

from chrome import Chrome, browser_path, found_in  # noqa: E402

pytestmark = pytest.mark.skipif(browser_path() is None, reason="no Chrome or Chromium on this machine")

CELLS = (
    "import derive",
    'derive.derivation("sigmoid.derivative").explore()',
    'derive.answer_box(of="sigmoid.derivative")',
)
KERNEL = "window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.status"
SLIDER = "document.querySelector('.widget-slider .noUi-handle')"
STEP = f"{SLIDER}.closest('.widget-vbox').querySelector('.widget-htmlmath-content strong')"
NUMBER = "document.querySelector('.widget-vbox input[type=number]')"
FORWARD = "document.querySelectorAll('.widget-vbox button')[1]"
BOX = "document.querySelector('.jp-OutputArea-output .widget-text input[type=text]')"
VERDICTS = f"[...{BOX}.closest('.widget-vbox').querySelectorAll('strong')].map(e => e.innerText)"


APPS = {"jupyterlab": "lab/tree", "notebook": "notebooks"}


@pytest.fixture(scope="module", params=APPS)
def server(request, tmp_path_factory):
    """The app, and the address of one notebook in it."""
    if find_spec(request.param) is None:
        pytest.skip(f"not installed: {request.param}")
    folder = tmp_path_factory.mktemp("jupyter")
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), folder / "widgets.ipynb")
    settings = {
        name: str(folder / name) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    }
    options = [
        "--no-browser",
        "--allow-root",
        "--port=0",
        "--expose-app-in-browser",
        "--ip=127.0.0.1",
        "--ServerApp.token=",
        "--ServerApp.password=",
    ]
    command = [sys.executable, "-m", request.param, *options, f"--ServerApp.root_dir={folder}"]
    environment = {**os.environ, **settings, "PYTHONPATH": str(Path(__file__).parents[2])}
    log = folder / "log"
    with log.open("w") as errors:
        process = subprocess.Popen(command, stderr=errors, stdout=errors, env=environment)
    try:
        host = found_in(log, r"(http://127[^/\s]+)/")
        yield request.param, f"{host}/{APPS[request.param]}/widgets.ipynb"
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="module")
def page(server, tmp_path_factory):
    """The notebook, open, with all cells run."""
    with Chrome(tmp_path_factory.mktemp("chrome")) as chrome:
        chrome.open(server[1])
        chrome.wait_for(f"{KERNEL} == 'idle'")
        chrome.value("void jupyterapp.commands.execute('notebook:run-all-cells')")
        chrome.wait_for(f"!!{SLIDER} && !!{BOX}")
        yield chrome


def test_the_steps_are_leafed_through(page, server):
    before = page.wait_for(f"{STEP}.innerText")
    assert before.startswith("1 / ")
    page.click(FORWARD)
    assert page.wait_for(f"{STEP}.innerText.startsWith('2 / ')")
    page.click(NUMBER)
    page.key("ArrowUp", 38)
    assert page.wait_for(f"{STEP}.innerText.startsWith('3 / ')")
    page.key("ArrowDown", 40)
    assert page.wait_for(f"{STEP}.innerText.startsWith('2 / ')")
    page.click(SLIDER)
    page.key("Home", 36)
    assert page.wait_for(f"{STEP}.innerText.startsWith('1 / ')")
    if server[0] == "jupyterlab":  # Notebook 7 moves among its cells with the arrow keys
        page.key("ArrowRight", 39)
        assert page.wait_for(f"{STEP}.innerText.startsWith('2 / ')")
    assert page.wait_for(f"!!{STEP}.closest('.widget-htmlmath-content').querySelector('mjx-container')")
    changed = f"{STEP}.closest('.widget-htmlmath-content').querySelector('[style*=crimson]')"
    assert page.wait_for(f"{changed}.getBoundingClientRect().width > 0")
    keep(page, "slider")


ANSWERS = [("sigma(z)(1 - sigma(z))", "proved"), ("sigma(z)", "refuted")]


@pytest.mark.parametrize(("answer", "verdict"), ANSWERS)
def test_what_is_typed_is_judged(page, answer, verdict):
    page.click(BOX)
    page.value(f"{BOX}.select()")
    page.type(answer)
    page.key("Enter", 13, "\r")
    assert page.value(f"{BOX}.value") == answer
    assert page.wait_for(f"{VERDICTS}.join() == '{verdict}'")
    keep(page, verdict)


def keep(page, name):
    """A picture of the page, where DERIVE_SCREENSHOTS names a folder."""
    if folder := os.environ.get("DERIVE_SCREENSHOTS"):
        Path(folder, f"{name}.png").write_bytes(base64.b64decode(page.picture()))
