"""Formulas per second: pylatexenc's own parse, our reading, and reading with judging, on the same files.

    python -m benchmarks.lint_throughput FILE.md FILE.tex …

Reading is timed as linting does it (each formula alone, then with what it stands on), without the verdicts.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from pylatexenc.latexwalker import LatexWalker

from derive.linting import lint_text
from derive.linting.blocks import blocks_of
from derive.linting.judged import Judged
from derive.linting.pieces import documents_of
from derive.linting.session import Session
from derive.notation.functions import FunctionTable
from derive.proofs.budgeted import Judge
from derive.records.statement import Statement
from derive.records.verdict import Verdict
from derive.registry import load_registry

ROUNDS = 5


def nothing(statement: Statement) -> Verdict:
    raise AssertionError("judging is timed apart")


class Reading(Session):
    """A lint that reads and learns, and asks nobody."""

    def judged(self, statement: Statement) -> Judged:
        return Judged("undecided", "D301", "not asked")


def parse(formulas: list[str]) -> None:
    for formula in formulas:
        LatexWalker(formula, tolerant_parsing=True).get_latex_nodes()


def read(path: str, text: str, functions: FunctionTable) -> None:
    session = Reading(functions, nothing, explain=False)
    for document in documents_of(path, text):
        session.macros = {**session.macros, **document.macros}
        session.run(blocks_of(document))


def read_all(texts: dict[str, str], functions: FunctionTable) -> None:
    for path, text in texts.items():
        read(path, text, functions)


def seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    times = []
    for _ in range(rounds):
        started = perf_counter()
        work()
        times.append(perf_counter() - started)
    return median(times)


def main(files: list[str]) -> None:
    functions = load_registry().functions
    texts = {f: Path(f).read_text(encoding="utf-8") for f in files}
    formulas = [
        p.text for f, t in texts.items() for d in documents_of(f, t) for p in d.pieces if p.kind == "formula"
    ]
    parsing = seconds(lambda: parse(formulas))
    reading = seconds(lambda: read_all(texts, functions))
    with Judge(10) as judge:
        lint_text("$1 = 1$", functions=functions, judge=judge)
        judging = seconds(
            lambda: [lint_text(t, path=f, functions=functions, judge=judge) for f, t in texts.items()], 1
        )
    print(f"{len(formulas)} formulas in {len(files)} files")
    for name, time in (("pylatexenc", parsing), ("reading", reading), ("reading and judging", judging)):
        print(f"{name:<20} {time:8.3f} s  {len(formulas) / time:8.0f} formulas/s  {time / parsing:6.1f}×")


if __name__ == "__main__":
    main(sys.argv[1:])
