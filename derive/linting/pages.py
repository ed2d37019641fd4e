"""The pages of the diagnostics: `derive explain D101`, and docs/diagnostics made from the same text."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from derive.errors import UnknownId
from derive.linting.codes import CODES, Code
from derive.linting.formats import as_text
from derive.linting.lint import lint_text
from derive.linting.report import Report
from derive.notation.functions import FunctionTable
from derive.proofs.budgeted import Judge


def code_named(name: str) -> Code:
    """By id or by name. Raises UnknownId with the nearest."""
    wanted = name.strip()
    for code in CODES.values():
        if wanted.upper() == code.id or wanted.lower() == code.name:
            return code
    names = [*CODES, *(c.name for c in CODES.values())]
    near = get_close_matches(wanted, names, n=2, cutoff=0.3) or list(CODES)
    raise UnknownId(f"there is no diagnostic {name!r}", hint="known: " + ", ".join(near))


def page(code: Code, report: str) -> str:
    """The page as Markdown; `report` is what linting the example prints."""
    parts = [
        f"# {code.id} {code.name}",
        f"Severity: {code.severity}.",
        "## What it says",
        code.what,
        "## Why it matters",
        code.why,
        "## Example",
        f"```markdown\n{code.example}\n```",
        f"```text\n{report.rstrip()}\n```",
    ]
    if code.instead:
        parts += ["## Write instead", f"```markdown\n{code.instead}\n```"]
    return "\n\n".join(parts) + "\n"


def example_report(code: Code, functions: FunctionTable, judge: Judge) -> Report:
    return lint_text(code.example, path="example.md", functions=functions, judge=judge)


def pages(functions: FunctionTable, judge: Judge) -> Iterable[tuple[str, str]]:
    """Every page by its file's name."""
    for code in CODES.values():
        yield f"{code.id}.md", page(code, as_text(example_report(code, functions, judge)))
