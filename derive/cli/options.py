"""Options that several commands take."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

F = TypeVar("F", bound=Callable[..., object])

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def library_options(command: F) -> F:
    command = click.option(
        "--notation", type=FILE, help="A TOML file: how letters and functions are printed and read."
    )(command)
    return click.option(
        "--library",
        "folders",
        type=FOLDER,
        multiple=True,
        help="A folder of entries besides the package's own.",
    )(command)


def text_options(command: F) -> F:
    for option in reversed(
        (
            click.option(
                "--define", "definitions", multiple=True, metavar="TEXT", help='"s = 1/(1+exp(-x))"'
            ),
            click.option("--assume", "assumptions", multiple=True, metavar="TEXT", help='"x > 0"'),
            click.option("--shape", "shapes", multiple=True, metavar="TEXT", help='"W: m,n"'),
            click.option(
                "--syntax",
                type=click.Choice(["auto", "latex", "plain"]),
                default="auto",
                show_default=True,
                help="LaTeX when there is a backslash or brace, else plain maths.",
            ),
        )
    ):
        command = option(command)
    return command


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
