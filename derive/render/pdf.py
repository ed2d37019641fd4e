"""PDF from the .tex by a TeX engine, else from the .html by a browser, whatever this machine has.

The engines run in an empty temporary folder, without shell escape, reading and writing nothing
outside it (openin_any and openout_any are p), and under a time limit.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from derive.errors import RenderError

SECONDS = 60
TEX_ENGINES = ("pdflatex", "lualatex", "tectonic")
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
)
INSTALL = (
    "Install a TeX (Debian: texlive-latex-recommended; macOS: basictex; Windows: MiKTeX), "
    "or tectonic, or Chrome or Edge, and run again."
)


@dataclass(frozen=True)
class Engine:
    """A program that makes PDFs: its name, where it is, and what it reads (tex or html)."""

    name: str
    program: str
    reads: str


def engines() -> tuple[Engine, ...]:
    """The engines on PATH, the best first."""
    found = [Engine(name, path, "tex") for name in TEX_ENGINES if (path := shutil.which(name))]
    found += [Engine(name, path, "html") for name in BROWSERS if (path := shutil.which(name))]
    return tuple(found)


def make_pdf(engine: Engine, source: str) -> bytes:
    """The PDF that `engine` makes of `source`, a TeX or an HTML document; RenderError if it fails."""
    with tempfile.TemporaryDirectory(prefix="derive-") as name:
        folder = Path(name)
        file = folder / f"document.{engine.reads}"
        file.write_text(source, encoding="utf-8")
        output = _run(engine, _command(engine, file), folder)
        if (folder / "document.nav").is_file():  # slides, whose number is known after the first run
            output = _run(engine, _command(engine, file), folder)
        made = folder / "document.pdf"
        if not made.is_file() or not made.stat().st_size:
            raise RenderError(f"{engine.name} made no PDF: {_complaint(output)}")
        return made.read_bytes()


def _command(engine: Engine, file: Path) -> list[str]:
    if engine.name == "tectonic":
        return [engine.program, "--untrusted", "--chatter", "minimal", file.name]
    if engine.reads == "tex":
        return [engine.program, "-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", file.name]
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return [
        engine.program,
        "--headless",
        "--disable-gpu",
        *root,
        f"--user-data-dir={file.parent / 'profile'}",
        "--no-pdf-header-footer",
        "--print-to-pdf=document.pdf",
        file.as_uri(),
    ]


def _run(engine: Engine, command: Sequence[str], folder: Path) -> str:
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, **_environment(folder)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as problem:
        raise RenderError(f"{engine.name} did not finish in {SECONDS} seconds") from problem
    except OSError as problem:
        raise RenderError(f"{engine.name} cannot be run: {problem.strerror}") from problem
    output = done.stdout.decode("utf-8", "replace")
    if done.returncode:
        raise RenderError(f"{engine.name} failed: {_complaint(output)}")
    return output


def _environment(folder: Path) -> dict[str, str]:
    """No file outside the folder is read or written; the same input gives the same PDF."""
    return {
        "openin_any": "p",
        "openout_any": "p",
        "shell_escape": "f",
        "TEXMFOUTPUT": str(folder),
        "max_print_line": "1000",
        "SOURCE_DATE_EPOCH": "0",
        "FORCE_SOURCE_DATE": "1",
    }


def _complaint(output: str) -> str:
    """The first error of a TeX log, with the line it names; else the last line there is."""
    lines = [line for line in output.splitlines() if line.strip()]
    for number, line in enumerate(lines):
        if line.startswith("!"):
            where = next((x for x in lines[number + 1 : number + 8] if x.startswith("l.")), "")
            return f"{line[1:].strip()} {where}".strip()
    return lines[-1].strip() if lines else "it printed nothing"
