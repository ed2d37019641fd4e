"""How many real formulas are read, and why the others are refused.

    python -m benchmarks.reading FILE.jsonl [--refused] [--sample N] [--seed N]

Each row has `latex` and perhaps `macros` ([name, arguments, body], …). A formula counts as read when every
statement of it was elaborated.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from derive.errors import DeriveError
from derive.notation.context import EMPTY
from derive.notation.functions import FunctionTable
from derive.read import Formula, read_formula, read_macros
from derive.registry import load_registry
from derive.render.latex import latex

SIGNS = {"eq": "=", "ne": "≠", "lt": "<", "le": "≤", "gt": ">", "ge": "≥", "approx": "≈", "in": "∈"}


@dataclass(frozen=True)
class Outcome:
    """A formula, what was read of it, or the complaint."""

    id: str
    text: str
    formula: Formula | None
    reason: str = ""


def outcomes(rows: list[dict[str, Any]], functions: FunctionTable) -> Iterator[Outcome]:
    for row in rows:
        text = row["latex"]
        macros = read_macros([tuple(m) for m in row.get("macros") or []])
        try:
            formula = read_formula(text, EMPTY, functions, macros=macros)
        except DeriveError as error:
            yield Outcome(row["id"], text, None, str(error))
            continue
        if formula.refused or not formula.chains:
            error_text = str(formula.refused[0]) if formula.refused else "no statement"
            yield Outcome(row["id"], text, None, error_text)
        else:
            yield Outcome(row["id"], text, formula)


def shown(formula: Formula, functions: FunctionTable) -> list[str]:
    """What was read, printed again: one line a statement."""
    lines = []
    for chain in formula.chains:
        parts = [latex(side.expr, side.context, functions) for side in chain.sides]
        relations = ["", *(SIGNS.get(r, r) for r in chain.relations)]
        line = " ".join(f"{r} {p}".strip() for r, p in zip(relations, parts, strict=True))
        if chain.conditions:
            line += "   [" + "; ".join(latex(c, chain.context, functions) for c in chain.conditions) + "]"
        lines.append(line)
    return lines


def _kind(reason: str) -> str:
    return re.sub(r"'[^']*'", "'…'", reason.splitlines()[0])[:90]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--refused", action="store_true", help="print every refused formula")
    parser.add_argument(
        "--sample", type=int, default=0, help="print this many that were read, with the source"
    )
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.file.read_text().splitlines() if line.strip()]
    functions = load_registry().functions
    start = time.perf_counter()
    found = list(outcomes(rows, functions))
    seconds = time.perf_counter() - start
    read = [o for o in found if o.formula is not None]
    for outcome in found:
        if options.refused and outcome.formula is None:
            print(f"{outcome.id}  {outcome.text}\n{outcome.reason}\n")
    for outcome in random.Random(options.seed).sample(read, min(options.sample, len(read))):
        assert outcome.formula is not None
        print(f"{outcome.id}  {' '.join(outcome.text.split())}")
        print("\n".join(f"        {line}" for line in shown(outcome.formula, functions)) + "\n")
    print(f"{len(read)} of {len(found)} read ({100 * len(read) / len(found):.1f} %), {seconds:.2f} s")
    for reason, count in Counter(_kind(o.reason) for o in found if o.formula is None).most_common():
        print(f"{count:5}  {reason}")


if __name__ == "__main__":
    main()
