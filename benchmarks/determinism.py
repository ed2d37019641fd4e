"""The same text whatever the hash seed, the order of the statements and SymPy's ground types:
`python -m benchmarks.determinism`.

Verdicts, reasons, points, conditions and certificates of about 200 statements, each run in another order.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping

import click

SCRIPT = """
import sys
from random import Random
import derive
from benchmarks.fuzz import draw
from benchmarks.random_identities import FAMILIES, identity
from benchmarks.table import library_table
from derive.engine.prove import decide
from derive.render.plain import plain
from tests.prover.statements import ROWS, statement
table = library_table()

def of_statement(asked):
    v = decide(asked, table)
    point = v.counterexample and (sorted(v.counterexample.point.items()), v.counterexample.left)
    told = [v.verdict, v.method, v.reason, v.explanation, point, len(v.conditions), v.guarantee]
    return told, [plain(c, asked.context, table) for c in (*v.conditions, *v.holds_if)], v.certificate

def of_texts(asked):
    found = derive.equal(asked.left, asked.right, shapes=asked.shapes)
    return str(found), found.certificate

jobs = [(of_statement, lambda r=r: statement(r[0], r[1], table)) for r in ROWS[:: int(sys.argv[2])]]
jobs += [(of_statement, lambda k=k: draw(k).statement) for k in range(1, 61) if k not in (74, 116, 119)]
jobs += [(of_texts, lambda f=f, k=k: identity(f, k)) for f in FAMILIES for k in range(1, 16)]
order = list(range(len(jobs)))
Random(sys.argv[1]).shuffle(order)
told = {}
for k in order:
    answer, asked = jobs[k]
    try:
        told[k] = repr(answer(asked()))
    except Exception as error:
        told[k] = type(error).__name__
for k in sorted(told):
    print(k, told[k])
"""
TYPES = ("python", "gmpy", "flint")


def text_under(settings: Mapping[str, str], order: int, every: int) -> tuple[str, str]:
    """(everything printed, what went wrong)."""
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(order), str(every)],
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
    )
    return run.stdout, run.stderr.strip()[-200:]


@click.command()
@click.option("--runs", type=int, default=20)
@click.option("--every", type=int, default=4, help="of the prover's own statements, every fourth")
def main(runs: int, every: int) -> None:
    """Digests of all that is told of the same statements; the lines that differ from the first run."""
    seen: dict[str, list[str]] = {}
    first: list[str] = []
    for number in range(runs):
        kind = TYPES[number % 3]
        settings = {"PYTHONHASHSEED": str(number * 7919), "SYMPY_GROUND_TYPES": kind}
        text, problem = text_under(settings, number, every)
        digest = hashlib.sha256(text.encode()).hexdigest()[:16]
        first = first or text.splitlines()
        for was, now in zip(first, text.splitlines(), strict=False):
            if was != now and digest not in seen:
                click.echo(f"- {was[:1000]}\n+ {now[:1000]}")
        seen.setdefault(digest, []).append(f"{settings['PYTHONHASHSEED']}/{settings['SYMPY_GROUND_TYPES']}")
        if problem:
            click.echo(problem, err=True)
    for digest, which in seen.items():
        click.echo(f"{digest}  {len(which)} runs: {', '.join(which)}")
    sys.exit(len(seen) != 1)


if __name__ == "__main__":
    main()
