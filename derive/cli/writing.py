"""`derive write`: derivations as pages, LaTeX, Markdown and PDF."""

from __future__ import annotations

from pathlib import Path

import click

from derive.cli.options import FOLDER, library_options
from derive.registry import Registry, load_registry
from derive.registry.preferences import read_preferences
from derive.results.claim_pages import Pages
from derive.results.handed_in import with_answers
from derive.writeups import WriteUp, Written, write
from derive.writeups.write import FAMILY, FORMATS, shop_for


@click.command("write")
@click.argument("ids", nargs=-1, metavar="[ID…]")
@click.option("--all", "everything", is_flag=True, help="Every derivation of the library.")
@click.option(
    "-f", "--format", "formats", type=click.Choice(FORMATS), multiple=True, help="Default: all four."
)
@click.option("-o", "--out", "out", default="build", show_default=True, metavar="DIR", help="Where to write.")
@click.option("--detail", type=click.Choice(["brief", "full"]), default="brief", show_default=True)
@click.option("--templates", "templates", type=FOLDER, help="Your own templates; those it lacks are ours.")
@click.option(
    "--template", metavar="NAME", default="", help=f"Another document: {', '.join(FAMILY)}, or your own."
)
@click.option(
    "--hide", metavar="N,N…", help="The steps that an exercise leaves blank; else every second one."
)
@click.option("--answer", "answers", multiple=True, metavar="TEXT", help="What was handed in, for feedback.")
@library_options
def write_command(
    ids: tuple[str, ...],
    everything: bool,
    formats: tuple[str, ...],
    out: str,
    detail: str,
    templates: Path | None,
    template: str,
    hide: str | None,
    answers: tuple[str, ...],
    folders: tuple[Path, ...],
    notation: Path | None,
) -> int:
    """Write derivations to a folder, each in every format, with an index page."""
    registry = load_registry(*folders, preferences=read_preferences(notation))
    pages = Pages(registry)
    shop_for(out, formats or FORMATS, templates, template)
    hidden = steps_of(hide) if hide is not None else None
    writeups = [progress(pages, id_) for id_ in page_ids(ids, everything, registry)]
    if answers:
        writeups = [with_answers(one(writeups), answers, registry)]
    written = write(
        writeups,
        out,
        formats or FORMATS,
        templates_dir=templates,
        detail=detail,
        require_pdf=formats == ("pdf",),
        template=template,
        hide=hidden,
    )
    echo_written(writeups, written, out)
    return 0


def page_ids(ids: tuple[str, ...], everything: bool, registry: Registry) -> list[str]:
    """The claims with a page of their own among `ids`, each once."""
    if bool(ids) == everything:
        raise click.UsageError("give ids, or --all")
    return list(dict.fromkeys(map(registry.page_of, ids))) if ids else registry.pages()


def one(writeups: list[WriteUp]) -> WriteUp:
    if len(writeups) != 1:
        raise click.UsageError("--answer goes with one id")
    return writeups[0]


def steps_of(text: str) -> list[int]:
    """`2,4` → [2, 4]."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not all(part.isdecimal() for part in parts):
        raise click.UsageError(f"--hide takes the numbers of steps, as in 2,4; not {text!r}")
    return list(map(int, parts))


def progress(pages: Pages, id_: str) -> WriteUp:
    click.echo(f"deriving {id_}", err=True)
    return pages.writeup(id_)


def echo_written(writeups: list[WriteUp], written: list[Written], out: str) -> None:
    for notice in dict.fromkeys(w.notice for w in written if w.notice):
        click.echo(notice, err=True)
    files = [w for w in written if w.path is not None]
    index = next((w.path for w in files if not w.id and w.format == "html"), None)
    count = "1 derivation" if len(writeups) == 1 else f"{len(writeups)} derivations"
    click.echo(f"{count} in {len(files)} files: {index or out}")
