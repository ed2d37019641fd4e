"""`derive show`: a derivation in the terminal."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

from derive.cli.options import library_options
from derive.registry import load_registry
from derive.registry.preferences import read_preferences
from derive.results.claim_pages import Pages
from derive.writeups.terminal import to_terminal


@click.command("show")
@click.argument("id_", metavar="ID")
@click.option("--detail", type=click.Choice(["brief", "full"]), default="brief", show_default=True)
@library_options
def show_command(id_: str, detail: str, folders: tuple[Path, ...], notation: Path | None) -> int:
    """The derivation of ID, and what is true of its documented forms."""
    pages = Pages(load_registry(*folders, preferences=read_preferences(notation)))
    to_terminal(pages.writeup(pages.registry.page_of(id_)), Console(soft_wrap=False), detail)
    return 0
