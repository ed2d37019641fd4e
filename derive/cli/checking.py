"""`derive check`: the verdict on a closed-form answer."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from derive.answers import Task, check_answer, task_of_claim, task_of_text
from derive.cli.options import json_option, library_options, text_options
from derive.cli.printing import EXIT_CODES, echo_json, echo_verdict
from derive.errors import DeriveError
from derive.registry import load_registry
from derive.registry.preferences import read_preferences
from derive.results.verdict_data import verdict_data

LONGEST_ANSWER = 1_000_000


@click.command("check")
@click.argument("bare", nargs=-1, type=click.UNPROCESSED, metavar="")
@click.option(
    "--answer", metavar="TEXT", help="The answer; @FILE reads it from a file, - from standard input."
)
@click.option("--of", "of", metavar="ID", help="The claim whose result is asked for.")
@click.option("--equals", metavar="TEXT", help="What the answer should equal.")
@click.option("--hint", is_flag=True, help="Say what kind of mistake it is; keep the correction back.")
@click.option("--form", metavar="TEXT", help='"in p": the letters the answer is to be given in.')
@text_options
@json_option
@library_options
def check_command(
    bare: tuple[str, ...],
    answer: str | None,
    of: str | None,
    equals: str | None,
    hint: bool,
    form: str | None,
    definitions: tuple[str, ...],
    assumptions: tuple[str, ...],
    shapes: tuple[str, ...],
    syntax: str,
    as_json: bool,
    folders: tuple[Path, ...],
    notation: Path | None,
) -> int:
    """The verdict on an answer: proved, conditional, refuted or undecided.

    TEXT is LaTeX when it has a backslash or braces, else plain maths.
    """
    require_task(bare, of, equals)
    preferences = read_preferences(notation)
    registry = load_registry(*folders, preferences=preferences)
    functions = registry.functions
    text = preferences.respelled(answer_text(answer))
    if of is not None:
        task: Task = task_of_claim(
            of, registry, shapes=shapes, definitions=definitions, assumptions=assumptions, syntax=syntax
        )
    else:
        task = task_of_text(
            preferences.respelled(equals or ""),
            functions,
            shapes=shapes,
            definitions=definitions,
            assumptions=assumptions,
            syntax=syntax,
            beside=text,
        )
    checked = check_answer(text, task, functions, syntax=syntax, hint=hint, form=form)
    context = preferences.context(checked.context)
    if as_json:
        echo_json(verdict_data(checked.verdict, context, functions))
    else:
        echo_verdict(checked.verdict, context, functions)
    return EXIT_CODES[checked.verdict.verdict]


def require_task(bare: tuple[str, ...], of: str | None, equals: str | None) -> None:
    """Refuse a text without an option, and a question that is not asked once."""
    if bare:
        raise click.UsageError(
            f"{bare[0]!r} stands alone: say --answer TEXT and --equals TEXT (or --of ID); "
            "a whole statement is judged by derive prove --claim TEXT"
        )
    if (of is None) == (equals is None):
        raise click.UsageError("give one of --of ID and --equals TEXT")


def answer_text(answer: str | None) -> str:
    """The text of --answer: itself, the content of @FILE, or standard input."""
    if answer is None or answer == "-":
        if answer is None and sys.stdin.isatty():
            raise click.UsageError("give --answer TEXT, --answer @FILE, or the answer on standard input")
        return sys.stdin.read(LONGEST_ANSWER).strip()
    if answer.startswith("@"):
        try:
            return Path(answer[1:]).read_text(encoding="utf-8")[:LONGEST_ANSWER].strip()
        except (OSError, UnicodeDecodeError) as error:
            raise DeriveError(f"the file {answer[1:]!r} cannot be read: {error}") from None
    return answer
