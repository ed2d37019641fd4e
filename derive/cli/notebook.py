"""`derive notebook`: a notebook for a derivation."""

from __future__ import annotations

from collections.abc import Callable
from os.path import relpath
from pathlib import Path

import click

from derive.cli.options import library_options
from derive.errors import DeriveError
from derive.read import read_expression
from derive.registry import Registry, load_registry
from derive.registry.preferences import read_preferences
from derive.results.claim_pages import Pages
from derive.results.notebook import derivation_notebook


@click.command("notebook")
@click.argument("id_", metavar="ID")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Else ID.ipynb; - prints it."
)
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@library_options
def notebook_command(
    id_: str, output: Path | None, force: bool, folders: tuple[Path, ...], notation: Path | None
) -> int:
    """A notebook for ID: the steps as Markdown, and code cells that check each of them."""
    pages = Pages(load_registry(*folders, preferences=read_preferences(notation)))
    page = pages.registry.page_of(id_)
    folder = output.parent if output is not None else Path()
    text = derivation_notebook(
        pages.writeup(page),
        page,
        reader_of(page, pages.registry),
        notation=relpath(notation, folder) if notation is not None else "",
        library=[relpath(each, folder) for each in folders],
    )
    file = output if output is not None else Path(f"{page}.ipynb")
    if str(file) == "-":
        click.echo(text, nl=False)
        return 0
    if file.exists() and not force:
        raise DeriveError(f"{file} is there already", hint="--force writes over it")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise DeriveError(f"{file} cannot be written: {error.strerror}") from None
    click.echo(f"{file}")
    return 0


def reader_of(id_: str, registry: Registry) -> Callable[[str], bool]:
    """Whether a text is read as plain maths in the letters of claim `id_`."""
    context = registry.claim(id_).context

    def reads(text: str) -> bool:
        try:
            read_expression(text, context, registry.functions)
        except DeriveError:
            return False
        return True

    return reads
