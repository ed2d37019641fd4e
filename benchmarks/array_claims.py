"""Derivatives by arrays as public sources print them, and slips of them: `python -m benchmarks.array_claims`.

The formulas are those of the Matrix Cookbook (Petersen and Pedersen), of Giles (2008), of the rules of
autograd, ChainRules, PyTorch and TensorFlow, of course notes on regression, attention and recurrent cells;
sizes are letters. Whether a row holds was written down by hand before it was judged.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from time import perf_counter

import click

import derive
from derive.errors import DeriveError

FILE = Path(__file__).with_suffix(".jsonl")
SLOW = 20.0


@click.command()
@click.option("--only", default="", help="a part of the left side")
def main(only: str) -> None:
    """Print what is not right, and the numbers."""
    counts: Counter[tuple[bool, str]] = Counter()
    for line in FILE.read_text("utf-8").splitlines():
        row = json.loads(line)
        if only not in row["left"]:
            continue
        started = perf_counter()
        given = {"shapes": row["shapes"], "define": row.get("define", ()), "assume": row.get("assume", ())}
        try:
            found = derive.equal(row["left"], row["right"], **given)
            word, reason = found.verdict, found.reason
        except DeriveError as error:
            word, reason = "unread", error.message
        open_ = word in ("undecided", "unread")
        judged = "open" if open_ else "right" if (word == "proved") == row["holds"] else "wrong"
        counts[row["holds"], judged] += 1
        spent = perf_counter() - started
        if judged != "right" or spent > SLOW:
            click.echo(f"{judged} {word} {spent:.1f} s  {row['left']} = {row['right']} | {reason[:90]}")
    for holds in (True, False):
        numbers = ", ".join(f"{counts[holds, word]} {word}" for word in ("right", "wrong", "open"))
        click.echo(f"{'true ' if holds else 'false'} {numbers}")


if __name__ == "__main__":
    main()
