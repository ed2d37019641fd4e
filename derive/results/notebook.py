"""A write-up as a Jupyter notebook: each step as Markdown, and a code cell that checks it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from derive.render.formula import Formula
from derive.render.prose import prose
from derive.writeups import WriteUp
from derive.writeups.document import Chain
from derive.writeups.layout import shown_lines

Cell = dict[str, Any]
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def markdown_cell(text: str, number: int) -> Cell:
    return {"cell_type": "markdown", "id": f"cell-{number}", "metadata": {}, "source": _lines(text)}


def code_cell(text: str, number: int) -> Cell:
    """A code cell that has not been run."""
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": f"cell-{number}",
        "metadata": {},
        "outputs": [],
        "source": _lines(text),
    }


def notebook_text(cells: Iterable[tuple[str, str]]) -> str:
    """The file of a notebook; each cell is ("markdown" or "code", its text)."""
    made = [
        markdown_cell(text, k) if kind == "markdown" else code_cell(text, k)
        for k, (kind, text) in enumerate(cells, 1)
    ]
    metadata = {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    book = {"cells": made, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(book, ensure_ascii=False, indent=1) + "\n"


def derivation_notebook(
    writeup: WriteUp,
    id: str,
    reads: Callable[[str], bool],
    *,
    notation: str = "",
    library: Sequence[str] = (),
) -> str:
    """The notebook of claim `id`: what is given, each step with its check, the documented form.

    `reads` tells whether a plain text is read back; a step that is not has no check of its own.
    `notation` is the file of a notation, `library` are folders of entries, as the notebook finds them.
    """
    folders = f", library={list(library)!r}" if library else ""
    begin = f"import derive\n\nderive.use_notation({notation!r})" if notation else "import derive\n"
    cells = [("markdown", _opening(writeup))]
    cells.append(("code", f"{begin}\nfound = derive.derivation({id!r}{folders})\nfound.verdict"))
    chains = [("", writeup.chain)] if writeup.chain else []
    chains += [(f"## The case {_maths(case.condition)}", case.chain) for case in writeup.cases]
    for number, (heading, chain) in enumerate(chains):
        cells += [("markdown", heading)] if heading else []
        condition = writeup.cases[number - 1].condition.plain if heading else ""
        cells += _chain_cells(chain, condition, reads)
    cells.append(("markdown", "## All of it\n\nWith a slider over the steps: `found.explore()`."))
    cells.append(("code", "found"))
    return notebook_text(cells)


def _opening(writeup: WriteUp) -> str:
    parts = [f"# {_prose(writeup.title)}", _prose(writeup.about)]
    parts += [f"$$ {e.left.latex} {e.relation} {e.right.latex} $$" for e in writeup.definitions]
    notes = [
        f"- {_maths(n.letter)}: {'; '.join(filter(None, (_prose(n.meaning), _prose(n.kind))))}"
        for n in writeup.letters
    ]
    parts.append("\n".join(notes))
    if writeup.assumptions:
        parts.append(f"Assumed: {', '.join(map(_maths, writeup.assumptions))}.")
    parts += map(_prose, writeup.conventions)
    return "\n\n".join(part for part in parts if part)


def _chain_cells(chain: Chain, condition: str, reads: Callable[[str], bool]) -> list[tuple[str, str]]:
    """A pair of cells for each step that can be typed."""
    cells, before = [], chain.left
    assumed = f", assume={condition!r}" if condition else ""
    for number, line in enumerate(shown_lines(chain.lines, "brief", chain.left.latex), 1):
        rule = f"\n\n{_maths(line.formula)}" if line.formula.latex else ""
        needs = f" (needs {', '.join(map(_maths, line.conditions))})" if line.conditions else ""
        step = f"$$ {before.latex} {line.relation} {line.value.latex} $$"
        typed = line.relation == "=" and all(reads(side) for side in (before.plain, line.value.plain))
        remark = "" if typed else "\n\nThis step cannot be typed in plain maths, so no cell checks it."
        cells.append(("markdown", f"**Step {number}: {_prose(line.words)}**{needs}{rule}\n\n{step}{remark}"))
        if typed:
            cells.append(
                ("code", f"found.equal(\n    {before.plain!r},\n    {line.value.plain!r}{assumed},\n)")
            )
        before = line.value
    return cells


def _maths(formula: Formula) -> str:
    return f"${formula.latex}$" if formula.latex else f"`{formula.plain}`"


_MARKS = re.compile(r"([\\`*_{}\[\]<>#$|])")


def _prose(text: str) -> str:
    """Text for Markdown: its formulas between dollars, all else escaped."""
    return "".join(
        _maths(part) if isinstance(part, Formula) else _MARKS.sub(r"\\\1", part) for part in prose(text)
    )


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)
