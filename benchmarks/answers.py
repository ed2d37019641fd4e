"""Answers as LaTeX text, judged by whoever reads LaTeX: right, wrong, refused, side by side.

python -m benchmarks.answers [--seconds S]

The rows of the derivatives' file with LaTeX: the printed answer against the derivative of the function,
which is derived and proved here and handed to every tool as LaTeX too.
    derive        derive.check(answer, equals=the derivative as a question), with the domain of the row
    Math-Verify   verify(parse(derivative), parse(answer)); what is not parsed counts as refused
    parse_latex   SymPy's reader (antlr4-python3-runtime 4.11), then simplify(a - b) == 0
"""

from __future__ import annotations

import argparse
import json
import re
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import process_time
from typing import Any

import math_verify
import sympy as sp
from sympy.parsing.latex import parse_latex

import derive
from benchmarks.cases import TOPICS, folder
from derive.registry import load_registry
from derive.render.latex import latex
from derive.results.own_gradient import own_gradient

_INTERVAL = re.compile(r"(\w+) in \((-?\w+), ?(-?\w+)\)")
TRUTH = {"holds": True, "wrong": False}


@dataclass(frozen=True)
class Row:
    """A question, its derivative and an answer as LaTeX; the domain in plain maths."""

    question: str
    derivative: str
    answer: str
    domain: str
    right: bool


Judge = Callable[[Row], str]


def rows() -> Iterator[Row]:
    registry = load_registry()
    for line in (folder() / "derivatives.jsonl").read_text().splitlines():
        row = json.loads(line)
        truth = TRUTH.get(row["expected"])
        if truth is None or row["topic"] not in TOPICS or row["order"] != 1 or not row.get("claimed_latex"):
            continue
        try:
            found = own_gradient(row["function_latex"], row["variable"], registry, syntax="latex")
        except derive.DeriveError:
            continue
        if found.verdict.verdict == "proved":
            right = latex(found.derivation.result, found.context, registry.functions)
            by, function = row["variable"], row["function_latex"]
            by = f"\\{by}" if len(by) > 1 else by
            question = f"\\frac{{\\partial}}{{\\partial {by}}} \\left({function}\\right)"
            yield Row(question, right, row["claimed_latex"], row["domain"], truth)


def by_derive(row: Row) -> str:
    """With the domain where it is read."""
    written = [x for x in row.domain.split("; ") if any(c in x for c in "<>=")]
    written += [f"{lo} < {x}" for x, lo, _hi in _INTERVAL.findall(row.domain)]
    written += [f"{x} < {hi}" for x, _lo, hi in _INTERVAL.findall(row.domain)]
    for assumed in (written, []):
        try:
            found = derive.check(row.answer, equals=row.question, assume=assumed, syntax="latex")
        except derive.DeriveError:
            continue
        return found.verdict
    return "refused"


def by_math_verify(row: Row) -> str:
    gold, given = (math_verify.parse(f"${text}$") for text in (row.derivative, row.answer))
    if not gold or not given:
        return "refused"
    return "proved" if math_verify.verify(gold, given) else "refuted"


def by_parse_latex(row: Row) -> str:
    try:
        gold, given = parse_latex(row.derivative), parse_latex(row.answer)
    except Exception:  # it raises whatever its parser generator raises
        return "refused"
    return "proved" if sp.simplify(gold - given) == 0 else "refuted"


TOOLS: dict[str, Judge] = {
    "derive": by_derive, "Math-Verify": by_math_verify, "parse_latex and simplify": by_parse_latex,
}  # fmt: skip


class OverTime(Exception):
    """A tool took too long."""


def _stop(_signal: int, _frame: Any) -> None:
    raise OverTime


def judged(tool: Judge, row: Row, seconds: float) -> str:
    signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return tool(row)
    except OverTime:
        return "undecided"
    except Exception as error:
        return f"error {type(error).__name__}"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def scored(word: str, truth: bool) -> str:
    if word in ("proved", "refuted"):
        return "right" if (word == "proved") == truth else "wrong"
    return "undecided" if word == "conditional" and not truth else word


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=20.0)
    seconds = parser.parse_args().seconds
    table = list(rows())
    print(f"{len(table)} answers, {sum(row.right for row in table)} of them right")
    for name, tool in TOOLS.items():
        start = process_time()
        found = Counter(scored(judged(tool, row, seconds), row.right) for row in table)
        counts = ", ".join(f"{n} {word}" for word, n in sorted(found.items()))
        print(f"{name:26} {counts}; {process_time() - start:.1f} s")


if __name__ == "__main__":
    main()
