"""Laying out: from a write-up to the rows, reasons and boxes that a template sets.

A chain is aligned at its relations.  Reasons stand at the right when every row has room for its
own, else they are numbered and listed beneath.  A long side is broken over several lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from derive.render.breaking import break_lines
from derive.render.formula import NO_FORMULA, Formula
from derive.render.measure import width
from derive.writeups.document import (
    CaseChain,
    Chain,
    Documented,
    Equation,
    Finding,
    LetterNote,
    Line,
    Link,
    WriteUp,
)

# A line of text is about 41 em of maths wide, in the TeX and in the HTML layout alike.
LINE_WIDTH = 38.5
INNER_WIDTH = 36.5
LONG_LEFT = 13.0
REASON_EM = 0.43
REASON_GAP = 2.0


@dataclass(frozen=True)
class Row:
    """One row of a display.

    number    counts the reasons from 1; 0 where the row has none
    left      LaTeX of the left side; "" where it is that of the row above
    relation  LaTeX of the relation; "" on a row that has only a left side
    lines     LaTeX of the right side, broken into lines
    words     the reason: why the relation holds
    formula   the rule in symbols; shown at full detail
    conditions  side conditions of the reason
    lemma     id of the write-up that the reason leans on, or ""
    finding   what is true of a documented row; None on rows of our own
    detail    the finer steps, at full detail; None otherwise
    """

    number: int
    left: str
    relation: str
    lines: tuple[str, ...]
    words: str = ""
    formula: Formula = NO_FORMULA
    conditions: tuple[Formula, ...] = ()
    lemma: str = ""
    finding: Finding | None = None
    detail: Display | None = None


@dataclass(frozen=True)
class Display:
    """Rows aligned at their relations.

    rows     the rows
    reasons  where the reasons stand: right · below · none
    fits     whether it is narrow enough for a printed page
    code     the source of the rows, where it is not LaTeX that can be set; else empty
    """

    rows: tuple[Row, ...]
    reasons: str = "none"
    fits: bool = True
    code: tuple[str, ...] = ()


@dataclass(frozen=True)
class CaseDisplay:
    """One case.

    condition  when it applies
    display    what holds then
    """

    condition: Formula
    display: Display


@dataclass(frozen=True)
class DocumentedDisplay:
    """The result as a document prints it.

    citation          author, title, year
    place             where in the document
    title             a heading of its own, where it is only a part of the result
    given             what it defines otherwise than the model; None where nothing
    display           the printed chain
    finding           what is true of the chain as a whole
    findings          the links of a longer chain that are not proved, each with its finding
    as_meant          the chain as it was probably meant; None when the print needs no repair
    as_meant_finding  what is true of that
    remarks           one sentence each
    """

    citation: str
    place: str
    display: Display
    finding: Finding
    title: str = ""
    given: Display | None = None
    findings: tuple[Link, ...] = ()
    as_meant: Display | None = None
    as_meant_finding: Finding | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """What the templates article.tex.j2, page.html.j2 and writeup.md.j2 are given, as `page`.

    id           the entry's id
    title        a heading
    model        the model's title
    about        what the model is
    letters      the letters used
    assumptions  what is assumed
    definitions  the model's equations, aligned; None where there are none
    derivation   the derivation, aligned; None where there is none
    cases        the case split
    gathered     the cases put together again; None where there are none
    result       the result, for a box; None where nothing is derived
    conditions   what the result needs
    notes        one sentence each
    documented   the documented forms
    """

    id: str
    title: str
    model: str = ""
    about: str = ""
    letters: tuple[LetterNote, ...] = ()
    assumptions: tuple[Formula, ...] = ()
    definitions: Display | None = None
    derivation: Display | None = None
    cases: tuple[CaseDisplay, ...] = ()
    gathered: Display | None = None
    result: Display | None = None
    conditions: tuple[Formula, ...] = ()
    notes: tuple[str, ...] = ()
    documented: tuple[DocumentedDisplay, ...] = ()


def page_of(writeup: WriteUp, detail: str = "brief") -> Page:
    """The page of a write-up; `detail` is brief (what a blackboard would show) or full."""
    if detail not in ("brief", "full"):
        raise ValueError(f"detail is brief or full, not {detail!r}")
    return Page(
        id=writeup.id,
        title=writeup.title,
        model=writeup.model,
        about=writeup.about,
        letters=writeup.letters,
        assumptions=writeup.assumptions,
        definitions=_equations(writeup.definitions) if writeup.definitions else None,
        derivation=_chain(writeup.chain, detail) if writeup.chain else None,
        cases=tuple(_case(case, detail) for case in writeup.cases),
        gathered=_chain(writeup.gathered, detail) if writeup.gathered else None,
        result=_equations((writeup.result,), INNER_WIDTH) if writeup.result else None,
        conditions=writeup.conditions,
        notes=writeup.notes,
        documented=tuple(map(_documented, writeup.documented)),
    )


def shown_lines(lines: Sequence[Line], detail: str) -> tuple[Line, ...]:
    """At brief detail, hidden lines are folded into the next shown one, the last ones into the last.

    The conditions of a folded line stay with the line it is folded into.
    """
    if detail == "full":
        return tuple(lines)
    kept: list[Line] = []
    pending: tuple[Formula, ...] = ()
    for line in lines:
        if line.shown:
            kept.append(_with(line, line.value, _union(pending, line.conditions)))
            pending = ()
        else:
            pending = _union(pending, line.conditions)
    if lines and not lines[-1].shown:
        last = kept.pop() if kept else lines[-1]
        kept.append(_with(last, lines[-1].value, _union(last.conditions, pending)))
    return tuple(kept)


def _with(line: Line, value: Formula, conditions: tuple[Formula, ...]) -> Line:
    return replace(line, value=value, conditions=conditions, shown=True)


def _union(first: Iterable[Formula], second: Iterable[Formula]) -> tuple[Formula, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _chain(chain: Chain, detail: str, room: float = LINE_WIDTH) -> Display:
    """`left = v1 = v2 = …`, one row a line."""
    lines = shown_lines(chain.lines, detail)
    rows = [
        Row(
            number if line.words else 0,
            chain.left.latex if number == 1 else "",
            line.relation,
            (line.value.latex,),
            line.words,
            line.formula if detail == "full" else NO_FORMULA,
            line.conditions,
            line.lemma,
            detail=_substeps(line) if detail == "full" else None,
        )
        for number, line in enumerate(lines, 1)
    ]
    return _display(rows, room, [chain.left, *(line.value for line in lines)])


def _substeps(line: Line) -> Display | None:
    if not line.substeps:
        return None
    return _chain(Chain(line.left, line.substeps), "full", INNER_WIDTH)


def _case(case: CaseChain, detail: str) -> CaseDisplay:
    return CaseDisplay(case.condition, _chain(case.chain, detail))


def _equations(equations: Sequence[Equation], room: float = LINE_WIDTH) -> Display:
    rows = [Row(0, e.left.latex, e.relation, (e.right.latex,)) for e in equations]
    return _display(rows, room, [f for e in equations for f in (e.left, e.right)])


def _documented(form: Documented) -> DocumentedDisplay:
    several = len(form.links) > 1
    return DocumentedDisplay(
        form.citation,
        form.place,
        _links(form.links),
        form.finding,
        form.title,
        _equations(form.given) if form.given else None,
        tuple(k for k in form.links if k.finding.verdict != "proved") if several else (),
        _links(form.as_meant) if form.as_meant else None,
        form.as_meant_finding,
        form.remarks,
    )


def _links(links: Sequence[Link]) -> Display:
    """The printed chain: a left side is shown where it is not the right side just above."""
    rows, above = [], NO_FORMULA
    for link in links:
        left = "" if link.left == above else link.left.latex
        words = link.finding.badge.lower() if len(links) > 1 else ""
        rows.append(
            Row(
                link.number if words else 0,
                left,
                link.relation,
                (link.right.latex,),
                words,
                finding=link.finding,
            )
        )
        above = link.right
    return _display(rows, LINE_WIDTH, [f for link in links for f in (link.left, link.right)], where="right")


def _display(rows: list[Row], room: float, formulas: Sequence[Formula], where: str = "") -> Display:
    """The rows, broken to fit `room`, and where their reasons stand."""
    if any(not f.latex and f.plain for f in formulas):
        return Display((), code=tuple(f.plain or f.latex for f in formulas))
    left = max((width(row.left) for row in rows), default=0.0)
    if left > LONG_LEFT and left + max((width(row.lines[0]) for row in rows), default=0.0) > room:
        rows, left = [part for row in rows for part in _left_above(row)], 1.0
    rows = [_broken(row, room - left) for row in rows]
    widths = [left + max(map(width, ("", *row.lines))) + (1.3 if row.relation else 0.0) for row in rows]
    fits = max(widths, default=0.0) <= room + 2.0
    return Display(
        tuple(rows), where if where and any(r.words for r in rows) else _reasons(rows, widths, room), fits
    )


def _left_above(row: Row) -> list[Row]:
    """A long left side on a row of its own."""
    if not row.left:
        return [row]
    above = Row(0, "", "", break_lines(row.left, LINE_WIDTH))
    return [above, replace(row, left="")]


def _broken(row: Row, room: float) -> Row:
    lines = tuple(part for line in row.lines for part in break_lines(line, room - 1.3))
    return replace(row, lines=lines)


def _reasons(rows: Sequence[Row], widths: Sequence[float], room: float) -> str:
    if not any(row.words for row in rows):
        return "none"
    if any(row.detail or row.formula for row in rows):
        return "below"
    column = max(widths) + REASON_GAP
    return "right" if column + max(map(_reason_width, rows)) <= room + 2.0 else "below"


def _reason_width(row: Row) -> float:
    """The width of the reason in small type, with its conditions in brackets."""
    conditions = sum(width(c.latex) + 1.0 for c in row.conditions)
    return REASON_EM * len(row.words) + 0.85 * conditions
