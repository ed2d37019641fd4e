"""Linting a text or a file: pieces, blocks, chains, verdicts, findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from derive.errors import DeriveError
from derive.linting.blocks import Block, blocks_of
from derive.linting.findings import finding_of
from derive.linting.judging import safe
from derive.linting.located import Lines
from derive.linting.pieces import Document, documents_of
from derive.linting.report import Finding, Report
from derive.linting.session import Session
from derive.notation.functions import FunctionTable
from derive.proofs.budgeted import Judge
from derive.registry import load_registry

MOST_CHARACTERS = 5_000_000
ENDINGS = (".tex", ".ltx", ".latex", ".md", ".markdown", ".ipynb", ".txt")


def lint_text(
    text: str,
    *,
    path: str = "text.md",
    functions: FunctionTable | None = None,
    judge: Judge | None = None,
    folders: Sequence[Path] = (),
) -> Report:
    """The report on a text; the ending of `path` says what kind it is (.md, .tex, .ipynb)."""
    started = perf_counter()
    table = functions if functions is not None else load_registry(*folders).functions
    own = judge is None
    asked = judge if judge is not None else Judge(folders=folders)
    try:
        findings = _findings(documents_of(path, text), table, asked)
    finally:
        if own:
            asked.close()
    return Report(tuple(findings), perf_counter() - started)


def _findings(documents: Sequence[Document], functions: FunctionTable, judge: Judge) -> list[Finding]:
    session = Session(functions, safe(judge.decide))
    found: list[Finding] = []
    for document in documents:
        session.macros = {**session.macros, **document.macros}
        session.links, lines = [], Lines(document.text)
        blocks = [_moved(block, session) for block in blocks_of(document)]
        session.run(blocks)
        session.offset += len(document.text)
        if blocks:
            session.sections, session.paragraphs = blocks[-1].section, blocks[-1].paragraph + 1
        found += [finding_of(link, document, lines, functions) for link in session.links]
    return found


def _moved(block: Block, session: Session) -> Block:
    """A cell of a notebook goes on with the section and the paragraphs of the one before."""
    section, paragraph = block.section + session.sections, block.paragraph + session.paragraphs
    return replace(block, section=section, paragraph=paragraph)


def lint_file(
    file: Path,
    *,
    functions: FunctionTable | None = None,
    judge: Judge | None = None,
    folders: Sequence[Path] = (),
) -> Report:
    """The report on a file. Raises DeriveError when it cannot be read."""
    if file.suffix.lower() not in ENDINGS:
        raise DeriveError(f"{file}: the kind {file.suffix!r} is not linted", hint="give .tex, .md or .ipynb")
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DeriveError(f"{file} cannot be read: {error}") from None
    if len(text) > MOST_CHARACTERS:
        raise DeriveError(f"{file} has more than {MOST_CHARACTERS:,} characters")
    return lint_text(text, path=str(file), functions=functions, judge=judge, folders=folders)
