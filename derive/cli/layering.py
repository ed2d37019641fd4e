"""`derive layer`: sizes, parameters and operations of a layer or a network, with the arithmetic."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from derive.cli.options import library_options
from derive.cli.printing import echo_json
from derive.cli.writing import echo_written
from derive.layers import Measured, measure_layer, measure_network, read_network, read_settings, solve
from derive.layers.derivation import derivations_of
from derive.layers.matrix import convolution_matrix, matrix_data, matrix_tex, matrix_text
from derive.layers.names import layer_named
from derive.layers.report import layer_data, layer_tex, layer_text, remark, solutions_data, solutions_text
from derive.layers.settings import read_sizes
from derive.registry import Registry, load_registry
from derive.registry.preferences import read_preferences
from derive.writeups import write, write_up

NETWORK = "network"
WRITTEN = ("html", "md", "pdf")


@click.command("layer")
@click.argument("kind", required=False)
@click.option(
    "--in",
    "settings",
    multiple=True,
    metavar="TEXT",
    help='"input=3x32x32, filters=10, kernel=5"; letters are allowed: "input=3xNxN".',
)
@click.option("--solve", "wanted", metavar="NAME", help="All values of NAME for a given output or count.")
@click.option("--without", multiple=True, metavar="NAME", help="Leave a parameter out: --without bias.")
@click.option(
    "--layers", "described", metavar="TEXT", help='For `network`: "conv2d filters=8 kernel=3; 2 * residual".'
)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["text", "tex", "json", *WRITTEN]),
    default="text",
    show_default=True,
)
@click.option(
    "--matrix", "as_matrix", is_flag=True, help="A convolution of given sizes as a matrix, and its transpose."
)
@click.option("-o", "--out", default="out", show_default=True, help="The folder for html, md and pdf.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@library_options
def layer_command(
    kind: str | None,
    settings: tuple[str, ...],
    wanted: str | None,
    without: tuple[str, ...],
    described: str | None,
    form: str,
    as_matrix: bool,
    out: str,
    as_json: bool,
    folders: tuple[Path, ...],
    notation: Path | None,
) -> int:
    """Shapes, parameters and operations of a layer; without KIND, the layers there are.

    KIND is conv2d, linear, lstm, …, or `network` with --layers.
    """
    registry = load_registry(*folders, preferences=read_preferences(notation))
    form = "json" if as_json else form
    if kind is None:
        _list(registry, form)
    elif as_matrix:
        _matrix(kind, settings, registry, form)
    elif wanted:
        _solve(kind, wanted, settings, without, registry, form)
    elif form in WRITTEN:
        _write(_measured(kind, settings, without, described, registry), registry, form, out)
    else:
        _show(_measured(kind, settings, without, described, registry), registry, form)
    return 0


def _measured(
    kind: str, settings: tuple[str, ...], without: tuple[str, ...], described: str | None, registry: Registry
) -> Measured:
    if kind != NETWORK:
        if described:
            raise click.UsageError("--layers goes with `derive layer network`")
        layer = layer_named(kind, registry)
        given = read_settings(layer, settings, registry.functions)
        return measure_layer(layer, given, registry, without=without)
    if not described or len(settings) != 1:
        raise click.UsageError("a network needs --layers TEXT and --in SHAPE")
    shape = read_sizes(settings[0].removeprefix("input=").strip(), registry.functions)
    return measure_network(read_network(described, registry), shape, registry)


def _solve(
    kind: str, wanted: str, settings: tuple[str, ...], without: tuple[str, ...], registry: Registry, form: str
) -> None:
    layer = layer_named(kind, registry)
    found = solve(
        layer, wanted, read_settings(layer, settings, registry.functions), registry, without=without
    )
    if form == "json":
        echo_json(solutions_data(found))
    else:
        click.echo(solutions_text(found))
        for line in found.because:
            click.echo(f"  {line}")


def _matrix(kind: str, settings: tuple[str, ...], registry: Registry, form: str) -> None:
    layer = layer_named(kind, registry)
    found = convolution_matrix(layer, read_settings(layer, settings, registry.functions), registry.functions)
    if form == "json":
        echo_json(matrix_data(found))
    elif form == "tex":
        click.echo(matrix_tex(found))
    elif form == "text":
        for line in matrix_text(found, layer.title):
            click.echo(line)
    else:
        raise click.UsageError("--matrix is printed as text, tex or json")


def _show(found: Measured, registry: Registry, form: str) -> None:
    if form == "json":
        echo_json(layer_data(found, registry.functions))
    elif form == "tex":
        click.echo(layer_tex(found, registry.functions))
    else:
        for line in layer_text(found, registry.functions):
            click.echo(line)


def _write(found: Measured, registry: Registry, form: str, out: str) -> None:
    """A page for each size and count: the formula, the values put in, worked out."""
    pages = [
        write_up(
            f"{found.id}.{worked.name.replace(' ', '-')}",
            f"{found.title}: {worked.name}",
            derivation,
            registry.rules(),
            registry.functions,
            context=derivation.context,
            about=found.about,
            remarks=[remark(worked, registry.functions)] if worked.because else (),
        )
        for worked, derivation in derivations_of(found)
    ]
    echo_written(pages, write(pages, out, (form,), require_pdf=form == "pdf"), out)


def _list(registry: Registry, form: str) -> None:
    rows: list[dict[str, Any]] = [
        {"id": id_, "title": registry.layer(id_).title, "settings": list(registry.layer(id_).words)}
        for id_ in registry.ids("layer")
    ]
    if form == "json":
        echo_json(rows)
        return
    for row in rows:
        click.echo(f"  {row['id']:<20} {row['title']:<40} {', '.join(row['settings'])}")
