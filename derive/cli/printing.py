"""JSON and verdicts on the terminal."""

from __future__ import annotations

import json
from typing import Any

import click

from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.records.verdict import Verdict
from derive.render.plain import plain
from derive.render.points import point_text
from derive.render.prose import without_maths

EXIT_CODES = {"proved": 0, "conditional": 1, "refuted": 1, "undecided": 3}
COLOURS = {"proved": "green", "conditional": "yellow", "refuted": "red", "undecided": "bright_black"}


def echo_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def echo_verdict(
    verdict: Verdict,
    context: Context,
    functions: FunctionTable,
    *,
    sides: tuple[str, str] = ("asked for", "answer"),
) -> None:
    """The verdict for a person, a few lines; `sides` names the two sides."""
    click.secho(verdict.verdict, fg=COLOURS[verdict.verdict], bold=True, nl=not verdict.reason)
    if verdict.reason:
        click.echo(f": {verdict.reason}")
    if verdict.counterexample:
        point = point_text(verdict.counterexample.point)
        click.echo(f"  at {point}" if point else "  the values")
        example, width = verdict.counterexample, max(map(len, sides)) + 2
        for side, value in zip(sides, (example.left, example.right), strict=True):
            click.echo(f"    {side:<{width}}{value}")
    for label, conditions in (("true if", verdict.holds_if), ("where", verdict.conditions)):
        if conditions:
            click.echo(f"  {label} " + ", ".join(plain(c, context, functions) for c in conditions))
    if verdict.correction is not None:
        click.echo("  right: " + plain(verdict.correction, context, functions))
    for each in verdict.diagnosis:
        click.echo(f"  {without_maths(each.text)}")
    for note in verdict.notes:
        click.echo(f"  {note}")
