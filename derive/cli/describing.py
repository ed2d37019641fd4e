"""`derive templates`: what a template is given."""

from __future__ import annotations

import click

from derive.cli.options import json_option
from derive.cli.printing import echo_json
from derive.writeups.describe import describe_context


@click.command("templates")
@click.option("--describe", is_flag=True, help="List every name that a template is given.")
@json_option
def templates_command(describe: bool, as_json: bool) -> int:
    """What a template is given: names, types, meanings."""
    if not describe:
        raise click.UsageError("give --describe")
    rows = describe_context()
    if as_json:
        echo_json([{"name": n, "type": t, "meaning": m} for n, t, m in rows])
        return 0
    width, kind = (max(len(r[k]) for r in rows) for k in (0, 1))
    for name, type_, meaning in rows:
        click.echo(f"{name:<{width}}  {type_:<{kind}}  {meaning}")
    return 0
