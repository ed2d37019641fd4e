"""`%derive_lint`: the maths of the notebook's own Markdown cells, judged; `%%derive_lint` judges its cell."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from derive.errors import DeriveError
from derive.jupyter.calls import lint
from derive.jupyter.shown_report import ShownReport

HINT = "save the notebook and give its name: %derive_lint NOTEBOOK.ipynb"


def load_ipython_extension(ipython: Any) -> None:
    """What `%load_ext derive` calls."""

    def derive_lint(line: str, cell: str | None = None) -> ShownReport:
        if cell is not None:
            return lint(cell, path=line.strip() or "cell.md")
        return lint_notebook(line, ipython.user_ns)

    ipython.register_magic_function(derive_lint, "line_cell", "derive_lint")


def lint_notebook(name: str, known: Mapping[str, Any]) -> ShownReport:
    """The report on the notebook `name`, or on the one that is running, as it was last saved."""
    file = notebook_file(name, known)
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DeriveError(f"{file} cannot be read: {error}", hint=HINT) from None
    return lint(text, path=file.name)


def notebook_file(name: str, known: Mapping[str, Any]) -> Path:
    """The file named, else what VS Code or Jupyter says is running. Raises DeriveError when neither does."""
    stated = (
        name.strip().strip("\"'") or known.get("__vsc_ipynb_file__") or os.environ.get("JPY_SESSION_NAME")
    )
    if not stated or Path(str(stated)).suffix != ".ipynb":
        raise DeriveError("which notebook this is, is not known here", hint=HINT)
    file = Path(str(stated))
    return file if file.exists() else Path(file.name)
