"""`derive list`: what the library holds."""

from __future__ import annotations

from pathlib import Path

import click

from derive.cli.options import json_option, library_options
from derive.cli.printing import echo_json
from derive.records.entries import Claim
from derive.registry import load_registry
from derive.registry.load import Entry
from derive.registry.preferences import read_preferences

SHOWN = ("model", "claim", "layer", "primitive", "source")


@click.command("list")
@click.option("--kind", type=click.Choice(SHOWN), help="Only entries of this kind.")
@json_option
@library_options
def list_command(kind: str | None, as_json: bool, folders: tuple[Path, ...], notation: Path | None) -> int:
    """The entries of the library: id and title."""
    registry = load_registry(*folders, preferences=read_preferences(notation))
    rows = [row(k, entry) for k in ((kind,) if kind else SHOWN) for entry in registry.entries(k)]
    if as_json:
        echo_json(rows)
        return 0
    width = max((len(r["id"]) for r in rows), default=0)
    for each in SHOWN:
        chosen = [r for r in rows if r["kind"] == each]
        if chosen and not kind:
            click.secho(f"{each}s", bold=True)
        for r in chosen:
            click.echo(f"  {r['id']:<{width}}  {r['title']}")
    return 0


def row(kind: str, entry: Entry) -> dict[str, str]:
    record = entry.record
    found = {"kind": kind, "id": entry.id, "title": getattr(record, "title", ""), "file": entry.file}
    if isinstance(record, Claim):
        found |= {"model": record.model, "source": record.source, "place": record.place}
    return found
