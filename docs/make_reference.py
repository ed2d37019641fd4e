"""Write docs/reference.md from the docstrings and the commands' help: python docs/make_reference.py"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

import click

import derive.jupyter
from derive.cli.main import COMMANDS, cli

REFERENCE = Path(__file__).with_name("reference.md")
CALLS = (
    "derivation check equal prove gradient vjp jvp model expression lint answer_box test_gradient "
    "use_notation load_ipython_extension"
).split()
SHOWN = (
    "ShownDerivation ShownVerdict ShownModel ShownExpression ShownReport AnswerBox Answered GradientTest"
).split()

HEAD = """# Reference

Made from the docstrings and the commands' help by `python docs/make_reference.py`; the tests hold it current.

## Python: calls

`import derive` loads nothing; what a call needs is loaded when it is first used.
"""


def reference() -> str:
    parts = [HEAD, *map(call, CALLS), "## Python: what the calls return\n", *map(shown, SHOWN)]
    return "\n".join([*parts, "## Commands\n", *commands()]).rstrip() + "\n"


def call(name: str) -> str:
    function = getattr(derive.jupyter, name)
    return f"### derive.{name}\n\n{block(f'derive.{name}{signature(function)}')}\n{documented(function)}\n"


def shown(name: str) -> str:
    cls = getattr(derive.jupyter, name)
    lines = [f"### {name}\n", documented(cls), ""]
    for attribute, value in members(cls):
        text = inspect.getdoc(value)
        if text:
            rest = "" if isinstance(value, property) or not callable(value) else signature(value)
            lines.append(f"* `.{attribute}{rest}`: {first_sentence(text)}")
    return "\n".join(lines) + "\n"


def members(cls: type) -> Iterator[tuple[str, object]]:
    """The public methods and properties, those of a parent record of ours included."""
    found: dict[str, object] = {}
    for owner in reversed([c for c in cls.__mro__ if c.__module__.startswith("derive.")]):
        found |= {n: v for n, v in vars(owner).items() if not n.startswith("_")}
    for name, value in found.items():
        if callable(value) or isinstance(value, property) or hasattr(value, "attrname"):
            yield name, value


def signature(function: object) -> str:
    """As it is typed, without annotations."""
    found = inspect.signature(function)  # type: ignore[arg-type]
    kept = [
        p.replace(annotation=inspect.Parameter.empty, default=plain_default(p.default))
        for p in found.parameters.values()
        if p.name != "self"
    ]
    return str(found.replace(parameters=kept, return_annotation=inspect.Signature.empty))


def plain_default(value: object) -> object:
    return value if value is None or isinstance(value, (str, int, float, tuple, bool, type)) else {}


def documented(thing: object) -> str:
    """The docstring; its indented lists as code."""
    paragraphs = (inspect.getdoc(thing) or "").split("\n\n")
    return "\n\n".join(block(p) if is_list(p) else p for p in paragraphs)


def is_list(paragraph: str) -> bool:
    return paragraph.startswith("    ") or any(
        "  " in line.strip() and not line.startswith(" ") for line in paragraph.splitlines()
    )


def block(text: str) -> str:
    return f"```text\n{text}\n```"


def first_sentence(text: str) -> str:
    return " ".join(text.split("\n\n")[0].split())


def commands() -> Iterator[str]:
    group = click.Context(cli, info_name="derive", **cli.context_settings)
    for name in COMMANDS:
        command = cli.get_command(group, name)
        assert command is not None
        context = click.Context(command, info_name=name, parent=group, max_content_width=100)
        context.terminal_width = 100
        yield f"### derive {name}\n\n{block(command.get_help(context))}\n"


if __name__ == "__main__":
    REFERENCE.write_text(reference(), encoding="utf-8")
