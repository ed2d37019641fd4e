"""`derive run`: a small network forward and backward, in exact numbers and to any number of digits."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click

from derive.cli.options import library_options
from derive.cli.printing import echo_json
from derive.engine.written_functions import Grid
from derive.errors import ReadError
from derive.expressions.expr import Expr
from derive.layers.dense import IDENTITY, Dense, run_dense
from derive.layers.numeric import Number, Row, run_model
from derive.notation.context import EMPTY
from derive.notation.functions import FunctionTable
from derive.read import read_expression
from derive.registry import load_registry
from derive.registry.preferences import read_preferences

LONGEST_EXACT = 24


@click.command("run")
@click.argument("model", required=False)
@click.option(
    "--weights",
    multiple=True,
    metavar="TEXT",
    help='One for each layer: "0.1 0.2; 0.3 0.4"; the first row is the constant\'s.',
)
@click.option(
    "--activation", "activations", multiple=True, help="One for each layer: tanh, relu, identity, …"
)
@click.option("--x", "inputs", metavar="TEXT", help='The input: "2" or "1, 0.5".')
@click.option("--y", "targets", metavar="TEXT", help="The target; the error is the sum of squares.")
@click.option("--digits", type=click.IntRange(0, 1000), default=4, show_default=True, help="Decimals.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@library_options
def run_command(
    model: str | None,
    weights: tuple[str, ...],
    activations: tuple[str, ...],
    inputs: str | None,
    targets: str | None,
    digits: int,
    as_json: bool,
    folders: tuple[Path, ...],
    notation: Path | None,
) -> int:
    """The numbers of a run: of a MODEL of the library whose equations are all numbers, or of --weights."""
    registry = load_registry(*folders, preferences=read_preferences(notation))
    functions = registry.functions
    if (model is None) == (not weights):
        raise click.UsageError("give a model, or --weights with --x and --y")
    if model is not None:
        rows = run_model(registry.model(model).context, functions, digits)
    else:
        if inputs is None or targets is None:
            raise click.UsageError("--weights needs --x and --y")
        network = _network(weights, activations, inputs, targets, functions)
        rows = run_dense(network, functions, digits)
    if as_json:
        echo_json([_row_data(r) for r in rows])
    else:
        _echo(rows)
    return 0


def _network(
    weights: tuple[str, ...],
    activations: tuple[str, ...],
    inputs: str,
    targets: str,
    functions: FunctionTable,
) -> Dense:
    named = activations or (*("tanh",) * (len(weights) - 1), IDENTITY)
    grids = tuple(_matrix(text, functions) for text in weights)
    return Dense(grids, named, _entries(inputs, functions), _entries(targets, functions))


def _matrix(text: str, functions: FunctionTable) -> Grid:
    rows = tuple(_entries(line, functions) for line in text.split(";"))
    if len({len(r) for r in rows}) != 1:
        raise ReadError("the rows of these weights have different lengths", text=text, span=(0, len(text)))
    return rows


def _entries(text: str, functions: FunctionTable) -> tuple[Expr, ...]:
    pieces = [p for p in re.split(r"[,\s]+", text.strip()) if p]
    return tuple(read_expression(p, EMPTY, functions, syntax="plain").expr for p in pieces)


def _row_data(row: Row) -> dict[str, Any]:
    return {
        "name": row.name,
        "rounded": [[n.rounded for n in line] for line in row.numbers],
        "exact": [[None if n.exact is None else str(n.exact) for n in line] for line in row.numbers],
    }


def _echo(rows: list[Row]) -> None:
    width = max(len(r.name) for r in rows)
    for each in rows:
        for place, line in enumerate(each.numbers):
            name = each.name if place == 0 else ""
            click.echo(f"  {name:<{width}}  " + "  ".join(_shown(n) for n in line))


def _shown(number: Number) -> str:
    exact = "" if number.exact is None else str(number.exact)
    mark = f" = {exact}" if exact and len(exact) <= LONGEST_EXACT and exact != number.rounded else ""
    return number.rounded + mark
