"""Writes docs/diagnostics: one page for each diagnostic, its example linted."""

from __future__ import annotations

from pathlib import Path

from derive.linting.pages import pages
from derive.proofs.budgeted import Judge
from derive.registry import load_registry

FOLDER = Path(__file__).parent.parent / "docs" / "diagnostics"


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with Judge() as judge:
        for name, text in pages(load_registry().functions, judge):
            (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
