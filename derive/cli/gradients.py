"""`derive grad`: the derivative of an expression of the user's own, with steps."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

from derive.cli.options import library_options, text_options
from derive.cli.printing import EXIT_CODES, echo_json
from derive.code import TARGETS
from derive.registry import load_registry
from derive.registry.preferences import read_preferences
from derive.results.code import gradient_code
from derive.results.own_gradient import gradient_json, gradient_tex, gradient_writeup, own_gradient
from derive.results.products import own_product
from derive.writeups.terminal import to_terminal

FORMS = ["text", "tex", "json", "numpy", "torch"]


@click.command("grad")
@click.option("--expr", "text", required=True, metavar="TEXT", help="What is differentiated.")
@click.option(
    "--wrt", required=True, metavar="TEXT", help="By which letter; an array is differentiated by entry."
)
@click.option("-f", "--format", "form", type=click.Choice(FORMS), default="text", show_default=True)
@click.option("--vjp", "pulled", default="", metavar="LETTER", help="The product LETTERᵀ ∂expr/∂wrt instead.")
@click.option("--jvp", "pushed", default="", metavar="LETTER", help="The product ∂expr/∂wrt LETTER instead.")
@click.option("--detail", type=click.Choice(["brief", "full"]), default="brief", show_default=True)
@text_options
@library_options
def grad_command(
    text: str,
    wrt: str,
    form: str,
    pulled: str,
    pushed: str,
    detail: str,
    definitions: tuple[str, ...],
    assumptions: tuple[str, ...],
    shapes: tuple[str, ...],
    syntax: str,
    folders: tuple[Path, ...],
    notation: Path | None,
) -> int:
    """The derivative of --expr by --wrt, step by step; with -f numpy or torch, as a function's source."""
    preferences = read_preferences(notation)
    registry = load_registry(*folders, preferences=preferences)
    text, wrt = preferences.respelled(text), preferences.respelled(wrt)
    if pulled or pushed:
        if (pulled and pushed) or definitions or assumptions:
            raise click.UsageError("--vjp or --jvp stands alone, without --define and --assume")
        found = own_product(
            "vjp" if pulled else "jvp", text, wrt, pulled or pushed, registry, shapes=shapes, syntax=syntax
        )
    else:
        found = own_gradient(
            text,
            wrt,
            registry,
            shapes=shapes,
            definitions=definitions,
            assumptions=assumptions,
            syntax=syntax,
        )
    if form in TARGETS:
        click.echo(gradient_code(found, registry, form), nl=False)
        return EXIT_CODES[found.verdict.verdict]
    writeup = gradient_writeup(found, registry)
    if form == "json":
        echo_json(gradient_json(found, writeup, registry))
    elif form == "tex":
        click.echo(gradient_tex(writeup, detail))
    else:
        to_terminal(writeup, Console(soft_wrap=False), detail)
    return EXIT_CODES[found.verdict.verdict]
