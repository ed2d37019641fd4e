"""`derive prove --claim`: the verdict on a statement of the user's own."""

from __future__ import annotations

from typing import Any

import click

from derive.answers import OwnClaim, said
from derive.cli.printing import echo_json, echo_verdict
from derive.notation.functions import FunctionTable
from derive.results.verdict_data import proof_data, verdict_data


def echo_own_claim(judged: OwnClaim, functions: FunctionTable, *, as_json: bool) -> None:
    """The verdict; of a chain, each link's before it."""
    if as_json:
        echo_json(own_claim_json(judged, functions))
        return
    for link in judged.links if len(judged.links) > 1 else ():
        click.echo(f"{link.verdict.verdict:<12}{said(link.statement, functions)}")
    echo_verdict(judged.verdict, judged.context, functions, sides=("left", "right"))


def own_claim_json(judged: OwnClaim, functions: FunctionTable) -> dict[str, Any]:
    context = judged.context
    found = verdict_data(judged.verdict, context, functions) | proof_data(judged.verdict)
    found["links"] = [
        {"left": x.left, "relation": x.statement.relation, "right": x.right}
        | verdict_data(x.verdict, context, functions)
        | proof_data(x.verdict)
        for x in judged.links
    ]
    return found
