"""`derive lint`: a document's formulas judged; `derive explain`: the page of a diagnostic."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from derive.cli.options import library_options
from derive.linting import Report, lint_file, lint_text
from derive.linting.annotate import marked_copy
from derive.linting.codes import CODES
from derive.linting.formats import FORMATS, as_text
from derive.linting.kept_back import report_kept_back
from derive.linting.pages import code_named, example_report, page
from derive.linting.report import merged
from derive.proofs.budgeted import Judge
from derive.registry import load_registry
from derive.registry.preferences import read_preferences

INPUT = click.Path(exists=True, dir_okay=False, path_type=Path, allow_dash=True)


@click.command("lint")
@click.argument("files", nargs=-1, required=True, type=INPUT)
@click.option("-f", "--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option("--strict", is_flag=True, help="Exit 1 also for what is true only under a condition.")
@click.option("--all", "all_", is_flag=True, help="Show every relation, also those that are right.")
@click.option("--hint", is_flag=True, help="Say what kind of mistake it is; keep corrections back.")
@click.option(
    "--seconds", type=click.FloatRange(0.1, 600), default=10.0, show_default=True, help="For one relation."
)
@click.option(
    "--annotate", type=click.Path(path_type=Path), metavar="FILE", help="A marked copy: .html or .tex."
)
@library_options
def lint_command(
    files: tuple[Path, ...],
    form: str,
    strict: bool,
    all_: bool,
    hint: bool,
    seconds: float,
    annotate: Path | None,
    folders: tuple[Path, ...],
    notation: Path | None,
) -> int:
    """Find the formulas of FILES (.tex, .md, .ipynb; - is standard input) and judge every step.

    Exit code: 0 nothing wrong, 1 something refuted, 2 unreadable input, 3 something undecided.
    """
    if annotate is not None and len(files) != 1:
        raise click.UsageError("--annotate marks one file")
    functions = load_registry(*folders, preferences=read_preferences(notation)).functions
    reports: list[Report] = []
    typed = ""
    with Judge(seconds, folders) as judge:
        for file in files:
            if str(file) == "-":
                typed = sys.stdin.read()
                reports.append(lint_text(typed, path="-", functions=functions, judge=judge))
            else:
                reports.append(lint_file(file, functions=functions, judge=judge))
    report = merged(reports)
    printed: str = FORMATS[form](report, all_=all_ or form == "json", hint=hint)
    click.echo(printed, nl=False)
    if annotate is not None:
        text = typed if str(files[0]) == "-" else files[0].read_text(encoding="utf-8")
        shown = report_kept_back(report) if hint else report
        annotate.write_text(marked_copy(annotate.name, str(files[0]), text, shown), encoding="utf-8")
    return report.exit_code(strict=strict)


@click.command("explain")
@click.argument("code", required=False)
def explain_command(code: str | None) -> int:
    """The page of a diagnostic, with an example; without CODE, the list of them."""
    if code is None:
        for each in CODES.values():
            click.echo(f"{each.id}  {each.name:<22} {each.what}")
        return 0
    found = code_named(code)
    with Judge() as judge:
        report = example_report(found, load_registry().functions, judge)
    click.echo(page(found, as_text(report)), nl=False)
    return 0
