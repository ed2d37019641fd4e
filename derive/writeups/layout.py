"""Laying out: from a write-up to the rows, reasons and boxes that a template sets.

A chain is aligned at its relations.  Reasons stand at the right when every row has room for its
own, else they are numbered and listed beneath.  A long side is broken over several lines.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from derive.render.breaking import break_lines
from derive.render.formula import NO_FORMULA, Formula
from derive.render.measure import width
from derive.writeups.document import CaseChain, Chain, Documented, Equation, Finding, Line, Link, WriteUp
from derive.writeups.page import CaseDisplay, Display, DocumentedDisplay, Page, Row

# A line of text is about 41 em of maths wide, in the TeX and in the HTML layout alike.
LINE_WIDTH = 38.5
INNER_WIDTH = 36.5
LONG_LEFT = 7.0
REASON_EM = 0.43
REASON_GAP = 2.0
# What may stick out of the measured room, in em; a number in brackets at the right leaves less.
MARGIN, TAG_MARGIN = 2.0, 0.5
NARROWEST_REASON = 8.0


def page_of(writeup: WriteUp, detail: str = "brief", room: float = LINE_WIDTH) -> Page:
    """The page of a write-up; `detail` is brief (what a blackboard would show) or full.

    room   how long a line is, in em
    """
    if detail not in ("brief", "full"):
        raise ValueError(f"detail is brief or full, not {detail!r}")
    return Page(
        id=writeup.id,
        title=_headed(writeup.title),
        model=writeup.model,
        about=writeup.about,
        letters=writeup.letters,
        assumptions=writeup.assumptions,
        definitions=_equations(writeup.definitions, room) if writeup.definitions else None,
        derivation=_chain(writeup.chain, detail, room) if writeup.chain else None,
        cases=tuple(_case(case, detail, room) for case in writeup.cases),
        gathered=_chain(writeup.gathered, detail, room) if writeup.gathered else None,
        result=_equations((writeup.result,), room - LINE_WIDTH + INNER_WIDTH) if writeup.result else None,
        conditions=writeup.conditions,
        notes=writeup.notes,
        documented=tuple(_documented(form, room) for form in writeup.documented),
        pictures=writeup.pictures,
        conventions=writeup.conventions,
    )


def _headed(title: str) -> str:
    """`the first layer` → "The first layer"; a name such as tanh at the head stays as it is."""
    first = title.split(" ", 1)[0]
    return title[:1].upper() + title[1:] if first in ("the", "a", "an", "from", "with") else title


def linked_within(writeup: WriteUp, ids: Collection[str]) -> WriteUp:
    """The write-up with links only to the write-ups `ids`: no link leads nowhere."""
    return replace(
        writeup,
        chain=_linked(writeup.chain, ids) if writeup.chain else None,
        cases=tuple(replace(case, chain=_linked(case.chain, ids)) for case in writeup.cases),
    )


def _linked(chain: Chain, ids: Collection[str]) -> Chain:
    return replace(chain, lines=tuple(_linked_line(line, ids) for line in chain.lines))


def _linked_line(line: Line, ids: Collection[str]) -> Line:
    substeps = tuple(_linked_line(step, ids) for step in line.substeps)
    return replace(line, lemma=line.lemma if line.lemma in ids else "", substeps=substeps)


def shown_lines(lines: Sequence[Line], detail: str, first: str = "") -> tuple[Line, ...]:
    """At brief detail, hidden lines are folded into the next shown one, the last ones into the last.

    A line that prints what the line above it (or `first`) printed is hidden too. The conditions of a
    folded line stay with the line it is folded into.
    """
    if detail == "full":
        return tuple(lines)
    kept: list[Line] = []
    pending: tuple[Formula, ...] = ()
    for line in lines:
        before = kept[-1].value.latex if kept else first
        if line.shown and (line.value.latex != before or line.relation != "="):
            kept.append(_with(line, line.value, _union(pending, line.conditions)))
            pending = ()
        else:
            pending = _union(pending, line.conditions)
    if lines and (pending or not kept or kept[-1].value != lines[-1].value):
        last = kept.pop() if kept else lines[-1]
        kept.append(_with(last, lines[-1].value, _union(last.conditions, pending)))
    return tuple(kept)


def _with(line: Line, value: Formula, conditions: tuple[Formula, ...]) -> Line:
    return replace(line, value=value, conditions=conditions, shown=True)


def _union(first: Iterable[Formula], second: Iterable[Formula]) -> tuple[Formula, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _chain(chain: Chain, detail: str, room: float = LINE_WIDTH, formulas: bool = True) -> Display:
    """`left = v1 = v2 = …`, one row a line; at full detail with the rules' formulas and the finer steps."""
    lines = shown_lines(chain.lines, detail, chain.left.latex)
    rows = [
        Row(
            number if line.words else 0,
            chain.left.latex if number == 1 else "",
            line.relation,
            (line.value.latex,),
            line.words,
            line.formula if formulas and detail == "full" else NO_FORMULA,
            line.conditions,
            line.lemma,
            detail=_substeps(line) if detail == "full" else None,
        )
        for number, line in enumerate(lines, 1)
    ]
    return _display(rows, room, [chain.left, *(line.value for line in lines)])


def _substeps(line: Line) -> Display | None:
    """The finer steps, where there is more than one; a single one says no more than its line."""
    steps = line.substeps
    while len(steps) == 1:
        steps = steps[0].substeps
    if not steps:
        return None
    return _chain(Chain(line.left, steps), "full", INNER_WIDTH, formulas=False)


def _case(case: CaseChain, detail: str, room: float) -> CaseDisplay:
    return CaseDisplay(case.condition, _chain(case.chain, detail, room))


def _equations(equations: Sequence[Equation], room: float = LINE_WIDTH) -> Display:
    rows = [Row(0, e.left.latex, e.relation, (e.right.latex,)) for e in equations]
    return _display(rows, room, [f for e in equations for f in (e.left, e.right)])


def _documented(form: Documented, room: float) -> DocumentedDisplay:
    failing = tuple(k for k in form.links if k.finding.verdict != "proved") if len(form.links) > 1 else ()
    return DocumentedDisplay(
        form.citation,
        form.place,
        _links(form.links, room),
        _whole(form.finding, failing),
        _headed(form.title),
        _equations(form.given, room) if form.given else None,
        failing,
        _links(form.as_meant, room) if form.as_meant else None,
        form.as_meant_finding,
        form.remarks,
        _reading(form.reading, room) if form.reading else None,
        _reading(form.meant_reading, room) if form.meant_reading else None,
        form.picture,
        form.line,
        form.denied,
        form.assumed,
        form.as_meant_assumed,
    )


def _reading(reading: Sequence[Equation], room: float) -> Display:
    """The chain as read: a left side that is the right side just above is not said again."""
    rows, above = [], NO_FORMULA
    for each in reading:
        left = "" if each.left == above else each.left.latex
        rows.append(Row(0, left, each.relation, (each.right.latex,)))
        above = each.right
    return _display(rows, room, [f for e in reading for f in (e.left, e.right)])


def _whole(finding: Finding, failing: Sequence[Link]) -> Finding:
    """The finding on a chain: where links fail, which ones; the evidence stands with each of them."""
    if not failing:
        return finding
    which = ", ".join(f"link {link.number} is {FAILING[link.finding.verdict]}" for link in failing)
    return Finding(finding.verdict, finding.badge, f"Not every link is proved: {which}.")


# A relation that stands within the words on its left: `\text{in total = }`.
RELATION_IN_WORDS = re.compile(r"\s*[=:]\s*\}\Z")

FAILING = {"refuted": "false", "conditional": "true only under a condition", "undecided": "undecided"}


def _links(links: Sequence[Link], room: float) -> Display:
    """The printed chain: a left side is shown where it is not the right side just above."""
    formulas = [side for link in links for side in (link.left, link.right)]
    if len(links) == 1 and links[0].left.latex == links[0].right.latex != "":  # printed in one piece
        return _display([Row(0, "", "", (links[0].right.latex,))], room, formulas)
    if len(links) > 1 and all(link.relation != "=" for link in links):
        return _display([_one_row(links)], room, formulas)
    rows, above = [], NO_FORMULA
    for link in links:
        left = "" if link.left == above else RELATION_IN_WORDS.sub("}", link.left.latex)
        words = link.finding.badge.lower() if len(links) > 1 else ""
        number = link.number if words else 0
        rows.append(Row(number, left, link.relation, (link.right.latex,), words, finding=link.finding))
        above = link.right
    return _display(rows, room, formulas, where="right")


def _one_row(links: Sequence[Link]) -> Row:
    """`0 < p \\leq 1`: a chain of inequalities stands in one row."""
    rest = "".join(f" {link.relation} {link.right.latex}" for link in links[1:])
    return Row(0, links[0].left.latex, links[0].relation, (links[0].right.latex + rest,))


def _display(rows: list[Row], room: float, formulas: Sequence[Formula], where: str = "") -> Display:
    """The rows, broken to fit `room`, and where their reasons stand."""
    if any(not f.latex and f.plain for f in formulas):
        return Display((), code=tuple(f.plain or f.latex for f in formulas))
    left = max((width(row.left) for row in rows), default=0.0)
    if left > LONG_LEFT and left + max((width(row.lines[0]) for row in rows), default=0.0) > room:
        rows, left = [part for row in rows for part in _left_above(row, room)], 1.0
    rows = [_broken(row, room - left) for row in rows]
    widths = [left + max(map(width, ("", *row.lines))) + (1.3 if row.relation else 0.0) for row in rows]
    widest = max(widths, default=0.0)
    where = where if where and any(r.words for r in rows) else _reasons(rows, widths, room)
    space = max(6.0, room + 2.0 - widest - REASON_GAP)
    margin = TAG_MARGIN if where == "below" else MARGIN
    return Display(tuple(rows), where, widest <= room + margin, room=round(space, 1))


def _left_above(row: Row, room: float) -> list[Row]:
    """A long left side on a row of its own."""
    if not row.left:
        return [row]
    above = Row(0, "", "", break_lines(row.left, room))
    return [above, replace(row, left="")]


def _broken(row: Row, room: float) -> Row:
    lines = tuple(part for line in row.lines for part in break_lines(line, room - 1.3))
    return replace(row, lines=lines)


def _reasons(rows: Sequence[Row], widths: Sequence[float], room: float) -> str:
    if not any(row.words for row in rows):
        return "none"
    if any(row.detail or row.formula for row in rows):
        return "below"
    space = room + 2.0 - max(widths) - REASON_GAP
    return "right" if _lines_of_reason(rows, space) <= 2 else "below"


def _lines_of_reason(rows: Sequence[Row], space: float) -> int:
    """Over how many lines the longest reason runs in a column of this width."""
    longest = max(map(_reason_width, rows))
    if longest <= space:
        return 1
    return 2 if space >= NARROWEST_REASON and longest <= 1.7 * space else 3


def _reason_width(row: Row) -> float:
    """The width of the reason in small type, with its conditions in brackets."""
    conditions = sum(width(c.latex) + 1.0 for c in row.conditions)
    return REASON_EM * len(row.words) + 0.85 * conditions
