"""`derive`: the commands, loaded when they are asked for, and what becomes of errors."""

from __future__ import annotations

import gc
import importlib
import os
import sys
import traceback

import click

from derive.errors import DeriveError

COMMANDS = {
    "list": ("derive.cli.listing:list_command", "What the library holds."),
    "write": ("derive.cli.writing:write_command", "Write derivations as pages, LaTeX, Markdown and PDF."),
    "show": ("derive.cli.showing:show_command", "A derivation in the terminal."),
    "prove": ("derive.cli.proving:prove_command", "The verdict on every documented claim."),
    "grad": ("derive.cli.gradients:grad_command", "The derivative of an expression of your own, with steps."),
    "check": ("derive.cli.checking:check_command", "The verdict on a closed-form answer."),
    "lint": ("derive.cli.linting:lint_command", "Every step of a document's formulas, judged."),
    "explain": ("derive.cli.linting:explain_command", "The page of a diagnostic."),
    "layer": (
        "derive.cli.layering:layer_command",
        "Sizes, parameters and operations of a layer or a network.",
    ),
    "run": (
        "derive.cli.running:run_command",
        "A small network forward and backward, to any number of digits.",
    ),
    "notebook": ("derive.cli.notebook:notebook_command", "A notebook for a derivation."),
    "templates": ("derive.cli.describing:templates_command", "What a template is given."),
}

USAGE, INTERNAL = 2, 4
SELDOM = (50_000, 20, 100)
"""When Python looks for cycles: a command is short, and looking through everything that lives took a seventh
of the time of `write --all`."""


class LazyGroup(click.Group):
    """Commands by name; a command's module is imported when the command is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="gradproof", prog_name="derive")
def cli() -> None:
    """Derive gradients, prove documented results, and write them up.

    Exit code: 0 proved or written, 1 refuted or conditional, 2 unreadable input or wrong usage,
    3 undecided, 4 internal error or interrupted.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run a command line and leave with its exit code; never with a traceback."""
    gc.set_threshold(*SELDOM)
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    try:
        code = cli.main(args=arguments, prog_name="derive", standalone_mode=False)
        _flush()
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return INTERNAL
    except click.ClickException as error:
        error.show()
        return USAGE
    except DeriveError as error:
        click.echo(f"derive: {error}", err=True)
        return USAGE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return INTERNAL
    except Exception as error:
        return _unexpected(error)
    return code if isinstance(code, int) else 0


def _flush() -> None:
    sys.stdout.flush()


def _unexpected(error: Exception) -> int:
    """One line about an error that is ours; the traceback with DERIVE_DEBUG=1."""
    if os.environ.get("DERIVE_DEBUG"):
        traceback.print_exc()
    text = " ".join(str(error).split())[:200]
    click.echo(
        f"derive: internal error: {type(error).__name__}: {text} "
        "(DERIVE_DEBUG=1 shows where; please report it)",
        err=True,
    )
    return INTERNAL
