"""A write-up in the terminal: plain maths, aligned at the relations, the reasons dim."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from derive.render.formula import Formula
from derive.render.tex_escape import plain_text
from derive.writeups.document import Chain, Documented, Finding, Line, Link, WriteUp
from derive.writeups.page import shown_lines
from derive.writeups.printing import PLAIN_RELATIONS

COLOURS = {"proved": "green", "conditional": "yellow", "refuted": "red", "undecided": "bright_black"}


def to_terminal(writeup: WriteUp, console: Console, detail: str = "brief") -> None:
    """Print the write-up for `derive show`: what is given, the chain, the result, the verdicts."""
    console.print(Text(plain_text(writeup.title), style="bold"))
    for text in (writeup.model, writeup.about):
        if text:
            console.print(Text(plain_text(text), style="dim"))
    _given(writeup, console)
    if writeup.chain:
        _chain(writeup.chain, console, detail)
    for case in writeup.cases:
        console.print(_text("Case ", case.condition))
        _chain(case.chain, console, detail)
    if writeup.gathered:
        _chain(writeup.gathered, console, detail)
    if writeup.result:
        result = writeup.result
        _print(
            console,
            Text(f"{result.left.plain} {_relation(result.relation)} {result.right.plain}", style="bold"),
            2,
        )
    if writeup.conditions:
        _print(console, _text("needs ", *writeup.conditions), 2)
    for note in writeup.notes:
        console.print(Text(plain_text(note)))
    for form in writeup.documented:
        _documented(form, console)


def _given(writeup: WriteUp, console: Console) -> None:
    console.print()
    for note in writeup.letters:
        words = "; ".join(filter(None, (note.meaning, note.kind)))
        _print(console, Text.assemble(note.letter.plain, "  ", (plain_text(words), "dim")), 2)
    if writeup.assumptions:
        _print(console, _text("assumed: ", *writeup.assumptions), 2)
    for equation in writeup.definitions:
        _print(
            console, Text(f"{equation.left.plain} {_relation(equation.relation)} {equation.right.plain}"), 2
        )
    console.print()


def _chain(chain: Chain, console: Console, detail: str, indent: int = 2) -> None:
    """`left = value   reason` in three columns; at full detail the finer steps beneath their line."""
    lines = shown_lines(chain.lines, detail)
    if detail == "full" and any(line.substeps for line in lines):
        _chain_with_detail(chain, lines, console, indent)
    else:
        console.print(Padding(_table(chain.left, lines), (0, 0, 0, indent)))
    console.print()


def _chain_with_detail(chain: Chain, lines: Sequence[Line], console: Console, indent: int) -> None:
    for number, line in enumerate(lines):
        left = chain.left if number == 0 else Formula("", " " * len(chain.left.plain))
        console.print(Padding(_table(left, [line]), (0, 0, 0, indent)))
        if line.substeps:
            _chain(Chain(line.left, line.substeps), console, "full", indent + 4)


def _table(left: Formula, lines: Sequence[Line]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    for options in ({"no_wrap": True}, {"overflow": "fold", "ratio": 3}, {"style": "dim", "ratio": 2}):
        table.add_column(**options)
    for number, line in enumerate(lines):
        value = f"{_relation(line.relation)} {line.value.plain}"
        table.add_row(Text(left.plain if number == 0 else ""), Text(value), _reason(line))
    return table


def _reason(line: Line) -> Text:
    conditions = ", ".join(c.plain for c in line.conditions)
    return Text(plain_text(line.words) + (f" ({conditions})" if conditions else ""))


def _documented(form: Documented, console: Console) -> None:
    console.print()
    console.print(
        Text(", ".join(filter(None, (plain_text(form.citation), plain_text(form.place)))), style="italic")
    )
    for link in form.links:
        _link(link, console, len(form.links) > 1)
    _finding(form.finding, console)
    for link in form.links:
        if len(form.links) > 1 and link.finding.verdict != "proved":
            _print(console, Text(f"link {link.number}:"), 2)
            _finding(link.finding, console)
    for remark in form.remarks:
        _print(console, Text(plain_text(remark)), 2)
    if form.as_meant_finding is not None:
        console.print(Text("As it was probably meant:"))
        for link in form.as_meant:
            _link(link, console, len(form.as_meant) > 1)
        _finding(form.as_meant_finding, console)


def _link(link: Link, console: Console, marked: bool) -> None:
    text = Text(f"{link.left.plain} {_relation(link.relation)} {link.right.plain}")
    if marked:
        text.append(f"   {link.finding.badge.lower()}", style=COLOURS[link.finding.verdict])
    _print(console, text, 2)


def _finding(finding: Finding, console: Console) -> None:
    _print(
        console,
        Text.assemble((finding.badge, COLOURS[finding.verdict]), ". ", plain_text(finding.sentence)),
        2,
    )
    for label, formulas in (("needs ", finding.conditions), ("holds if ", finding.holds_if)):
        if formulas:
            _print(console, _text(label, *formulas), 4)
    if finding.point:
        text = _text("at ", *finding.point)
        _print(console, text.append(f": left {finding.left.plain}, right {finding.right.plain}"), 4)
    if finding.correction:
        _print(console, _text("true instead: ", finding.correction), 4)
    for sentence in (*finding.diagnosis, *finding.notes):
        _print(console, Text(plain_text(sentence)), 4)


def _text(label: str, *formulas: Formula) -> Text:
    return Text(label + ", ".join(formula.plain for formula in formulas))


def _relation(latex: str) -> str:
    return PLAIN_RELATIONS.get(latex, latex)


def _print(console: Console, text: Text, indent: int) -> None:
    console.print(Padding(text, (0, 0, 0, indent)))
