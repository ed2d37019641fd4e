"""The same text whatever the hash seed and SymPy's ground types: `python -m benchmarks.determinism`."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping

import click

SCRIPT = """
from derive.engine.prove import decide
from benchmarks.fuzz import draw
from benchmarks.table import library_table
from derive.render.plain import plain
from tests.prover.statements import ROWS, statement
table = library_table()
asked = [statement(text, assumed, table) for text, assumed, *_ in ROWS]
asked += [draw(seed).statement for seed in range(1, 61) if seed not in (74, 116, 119)]
for each in asked:
    try:
        v = decide(each, table)
    except Exception as error:
        print(type(error).__name__)
        continue
    point = v.counterexample and (sorted(v.counterexample.point.items()), v.counterexample.left)
    print(v.verdict, v.method, v.reason, v.explanation, point, len(v.conditions), v.guarantee)
    print([plain(c, each.context, table) for c in (*v.conditions, *v.holds_if)])
"""
TYPES = ("python", "gmpy", "flint")


def text_under(settings: Mapping[str, str]) -> tuple[str, str]:
    """(digest of everything printed, what went wrong)."""
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT], env={**os.environ, **settings}, capture_output=True, text=True
    )
    return hashlib.sha256(run.stdout.encode()).hexdigest()[:16], run.stderr.strip()[-200:]


@click.command()
@click.option("--runs", type=int, default=20)
def main(runs: int) -> None:
    """Digests of the verdicts, reasons, points and conditions on the same statements."""
    seen: dict[str, list[str]] = {}
    for number in range(runs):
        kind = TYPES[number % 3]
        settings = {"PYTHONHASHSEED": str(number * 7919), "SYMPY_GROUND_TYPES": kind}
        digest, problem = text_under(settings)
        seen.setdefault(digest, []).append(f"{settings['PYTHONHASHSEED']}/{settings['SYMPY_GROUND_TYPES']}")
        if problem:
            click.echo(problem, err=True)
    for digest, which in seen.items():
        click.echo(f"{digest}  {len(which)} runs: {', '.join(which)}")
    sys.exit(len(seen) != 1)


if __name__ == "__main__":
    main()
