"""A write-up in the terminal: plain maths, aligned at the relations, the reasons dim."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from derive.render.formula import NO_FORMULA, Formula
from derive.render.prose import without_maths
from derive.writeups.document import Chain, Documented, Equation, Finding, Line, Link, WriteUp
from derive.writeups.layout import shown_lines
from derive.writeups.printing import PLAIN_RELATIONS

COLOURS = {"proved": "green", "conditional": "yellow", "refuted": "red", "undecided": "bright_black"}


def to_terminal(writeup: WriteUp, console: Console, detail: str = "brief") -> None:
    """Print the write-up for `derive show`: what is given, the chain, the result, the verdicts."""
    console.print(Text(without_maths(writeup.title), style="bold"))
    for text in filter(None, (writeup.model, writeup.about)):
        console.print(Text(without_maths(text), style="dim"))
    console.print()
    _given(writeup, console)
    _derivation(writeup, console, detail)
    for note in writeup.notes:
        console.print(Text(without_maths(note)))
    for form in writeup.documented:
        console.print()
        _documented(form, console)


def _given(writeup: WriteUp, console: Console) -> None:
    if writeup.letters:
        table = Table.grid(padding=(0, 2, 0, 0))
        for note in writeup.letters:
            words = "; ".join(filter(None, (note.meaning, note.kind)))
            table.add_row(Text(note.letter.plain), Text(without_maths(words), style="dim"))
        _print(console, table)
    if writeup.assumptions:
        _print(console, _listed("assumed: ", writeup.assumptions))
    if writeup.definitions:
        _print(console, _equations(writeup.definitions))
    for text in writeup.conventions:
        _print(console, Text(without_maths(text), style="dim"))
    if writeup.letters or writeup.assumptions or writeup.definitions:
        console.print()


def _derivation(writeup: WriteUp, console: Console, detail: str) -> None:
    if writeup.chain:
        _chain(writeup.chain, console, detail)
    for case in writeup.cases:
        console.print(_listed("Case ", (case.condition,)))
        _chain(case.chain, console, detail)
    if writeup.gathered:
        console.print(Text("Together"))
        _chain(writeup.gathered, console, detail)
    if writeup.result:
        result = _equations((writeup.result,), style="bold")
        _print(console, result)
    if writeup.conditions:
        _print(console, _listed("needs ", writeup.conditions))


def _chain(chain: Chain, console: Console, detail: str, indent: int = 2) -> None:
    """`left = value   reason`; at full detail the finer steps stand beneath their line, indented."""
    lines = shown_lines(chain.lines, detail)
    if detail == "full" and any(line.substeps for line in lines):
        for number, line in enumerate(lines):
            left = chain.left if number == 0 else Formula("", " " * len(chain.left.plain))
            _print(console, _table(left, [line]), indent)
            if line.substeps:
                _chain(Chain(line.left, line.substeps), console, detail, indent + 4)
    else:
        _print(console, _table(chain.left, lines), indent)
    console.print()


def _table(left: Formula, lines: Sequence[Line]) -> Table:
    table = _grid()
    for number, line in enumerate(lines):
        shown = left if number == 0 else NO_FORMULA
        table.add_row(Text(shown.plain), _relation(line.relation), Text(line.value.plain), _reason(line))
    return table


def _equations(equations: Sequence[Equation], style: str = "") -> Table:
    table = _grid(reasons=False)
    for each in equations:
        table.add_row(Text(each.left.plain, style), _relation(each.relation), Text(each.right.plain, style))
    return table


def _grid(*, reasons: bool = True) -> Table:
    """left, relation, value, reason; an empty last column would cost the others their width."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(overflow="fold")
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    if reasons:
        table.add_column(overflow="fold", style="dim")
    return table


def _reason(line: Line) -> Text:
    conditions = ", ".join(c.plain for c in line.conditions)
    return Text("  " + without_maths(line.words) + (f" ({conditions})" if conditions else ""))


def _documented(form: Documented, console: Console) -> None:
    where = ", ".join(filter(None, (without_maths(form.citation), without_maths(form.place))))
    console.print(Text(where, style="italic"))
    _print(console, _links(form.links))
    _finding(form.finding, console)
    for link in form.links:
        if len(form.links) > 1 and link.finding.verdict != "proved":
            _print(console, Text(f"Link {link.number}:"))
            _finding(link.finding, console, 4)
    for remark in form.remarks:
        _print(console, Text(without_maths(remark)))
    if form.as_meant_finding is not None:
        console.print(Text("As it was probably meant:"))
        _print(console, _links(form.as_meant))
        _finding(form.as_meant_finding, console)


def _links(links: Sequence[Link]) -> Table:
    """The printed chain; each link of several carries its own verdict."""
    table, above = _grid(reasons=len(links) > 1), NO_FORMULA
    for link in links:
        left = NO_FORMULA if link.left == above else link.left
        badge = Text("  " + link.finding.badge.lower(), style=COLOURS[link.finding.verdict])
        shown = (badge,) if len(links) > 1 else ()
        table.add_row(Text(left.plain), _relation(link.relation), Text(link.right.plain), *shown)
        above = link.right
    return table


def _finding(finding: Finding, console: Console, indent: int = 2) -> None:
    badge = (finding.badge + ". ", COLOURS[finding.verdict])
    _print(console, Text.assemble(badge, without_maths(finding.sentence)), indent)
    for label, formulas in (("needs ", finding.conditions), ("holds if ", finding.holds_if)):
        if formulas:
            _print(console, _listed(label, formulas), indent + 2)
    if finding.point or finding.left:
        text = _listed("at ", finding.point) if finding.point else Text("")
        text.append(f"{': ' if finding.point else ''}left {finding.left.plain}, right {finding.right.plain}")
        _print(console, text, indent + 2)
    if finding.correction:
        _print(console, _listed("true instead: ", (finding.correction,)), indent + 2)
    for sentence in (*finding.diagnosis, *finding.notes):
        _print(console, Text(without_maths(sentence)), indent + 2)


def _listed(label: str, formulas: Sequence[Formula]) -> Text:
    return Text(label + ", ".join(formula.plain for formula in formulas))


def _relation(latex: str) -> Text:
    return Text(PLAIN_RELATIONS.get(latex, latex))


def _print(console: Console, what: RenderableType, indent: int = 2) -> None:
    console.print(Padding(what, (0, 0, 0, indent), expand=False))
