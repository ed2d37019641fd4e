"""Whether what was read is read back from its print as the same.

    python -m benchmarks.round_trip FILE.jsonl …

Rows as for benchmarks.reading. Every side of every statement is printed in the notation of its formula and
read again in the same letters; bound indices may have other names.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.reading import outcomes
from derive.errors import DeriveError
from derive.expressions.expr import Expr
from derive.expressions.walk import alpha
from derive.notation.functions import FunctionTable
from derive.read import Reading, read_formula
from derive.registry import load_registry
from derive.render.latex import latex

BEHIND_A_SIGN = frozenset({"dots", "interval"})  # `= \\cdots`, `\\in [0, 1]`: read so behind their sign only


def changed(side: Reading, functions: FunctionTable) -> Iterator[str]:
    """What became of the side, where it is not itself."""
    text = latex(side.expr, side.context, functions)
    try:
        back = read_formula(text, side.context, functions)
    except DeriveError as error:
        yield f"{text}\n    {error.message}"
        return
    sides = [s.expr for chain in back.chains for s in chain.sides]
    if back.refused or not _same(sides, side.expr):
        yield f"{text}\n    {[str(e) for e in back.refused] or sides}\n    {side.expr}"


def _same(sides: list[Expr], expr: Expr) -> bool:
    return len(sides) == 1 and alpha(sides[0]) is alpha(expr)


def main(files: list[str]) -> None:
    functions = load_registry().functions
    for file in files:
        rows = [json.loads(line) for line in Path(file).read_text("utf-8").splitlines() if line.strip()]
        sides = 0
        told: list[str] = []
        for outcome in outcomes(rows, functions):
            for chain in outcome.formula.chains if outcome.formula is not None else ():
                for side in (s for s in chain.sides if s.expr.head not in BEHIND_A_SIGN):
                    sides += 1
                    told += [f"{outcome.id}  {text}" for text in changed(side, functions)]
        print("\n".join(told))
        print(f"{file}: {sides} sides, {len(told)} not read back as themselves")


if __name__ == "__main__":
    main(sys.argv[1:])
