"""Verdicts as JSON and as text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import click

from derive.expressions.expr import Expr
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.records.verdict import Verdict
from derive.render.latex import latex
from derive.render.plain import plain

EXIT_CODES = {"proved": 0, "conditional": 1, "refuted": 1, "undecided": 3}
COLOURS = {"proved": "green", "conditional": "yellow", "refuted": "red", "undecided": "bright_black"}


def verdict_json(verdict: Verdict, context: Context, functions: FunctionTable) -> dict[str, Any]:
    """The verdict as the contract has it, conditions in plain maths."""
    example = verdict.counterexample
    return {
        "verdict": verdict.verdict,
        "conditions": [plain(c, context, functions) for c in verdict.conditions],
        "holds_if": [plain(c, context, functions) for c in verdict.holds_if],
        "method": verdict.method,
        "reason": verdict.reason,
        "counterexample": {"point": dict(example.point), "left": example.left, "right": example.right}
        if example
        else None,
        "correction": latex(verdict.correction, context, functions)
        if verdict.correction is not None
        else None,
        "diagnosis": [{"id": d.id, "text": d.text} for d in verdict.diagnosis],
        "guarantee": verdict.guarantee,
        "notes": list(verdict.notes),
        "seconds": round(verdict.seconds, 6),
    }


def certificate_json(certificate: Mapping[str, Any] | None) -> Any:
    """A certificate as plain JSON; expressions in prefix form."""
    return None if certificate is None else _plain_data(certificate)


def _plain_data(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(_plain_data(k)): _plain_data(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain_data(v) for v in value]
    if isinstance(value, (str, int, float, bool)) or value is None:
        return value
    if isinstance(value, (Fraction, Expr)):
        return str(value)
    return repr(value)


def echo_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def echo_verdict(verdict: Verdict, context: Context, functions: FunctionTable) -> None:
    """The verdict for a person, a few lines."""
    click.secho(verdict.verdict, fg=COLOURS[verdict.verdict], bold=True, nl=not verdict.reason)
    if verdict.reason:
        click.echo(f": {verdict.reason}")
    if verdict.counterexample:
        point = ", ".join(f"{name} = {value}" for name, value in verdict.counterexample.point.items())
        click.echo(f"  at {point}" if point else "  the values")
        click.echo(f"    asked for  {verdict.counterexample.left}")
        click.echo(f"    answer     {verdict.counterexample.right}")
    for label, conditions in (("true if", verdict.holds_if), ("where", verdict.conditions)):
        if conditions:
            click.echo(f"  {label} " + ", ".join(plain(c, context, functions) for c in conditions))
    if verdict.correction is not None:
        click.echo("  right: " + plain(verdict.correction, context, functions))
    for each in verdict.diagnosis:
        click.echo(f"  {each.text}")
    for note in verdict.notes:
        click.echo(f"  {note}")
