"""What a template is given: a write-up laid out in rows, reasons and boxes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from derive.records.picture import Picture
from derive.render.formula import NO_FORMULA, Formula
from derive.render.measure import height
from derive.writeups.document import Finding, LetterNote, Link


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
    blank     whether an exercise leaves it to the reader
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
    blank: bool = False


@dataclass(frozen=True)
class Display:
    """Rows aligned at their relations.

    rows     the rows
    reasons  where the reasons stand: right · below · none
    fits     whether it is narrow enough for a printed page
    code     the source of the rows, where it is not LaTeX that can be set; else empty
    room     how wide the reasons may be that stand at the right, in em
    """

    rows: tuple[Row, ...]
    reasons: str = "none"
    fits: bool = True
    code: tuple[str, ...] = ()
    room: float = 20.0

    def frames(self, most: float, beneath: float = 0.0) -> tuple[tuple[Row, ...], ...]:
        """The rows in portions of at most so many lines of text: what fits a slide.

        beneath   what stands beneath each row, in lines
        """
        portions: list[list[Row]] = []
        left = 0.0
        for row in self.rows:
            tall = beneath + sum(max(height(line), height(row.left)) for line in row.lines)
            if not portions or tall > left:
                portions.append([])
                left = most
            portions[-1].append(row)
            left -= tall
        return tuple(map(tuple, portions))

    def parts(self, most: float) -> tuple[Display, ...]:
        """The display in displays of at most so many lines of text: what fits a page in one piece."""
        return tuple(replace(self, rows=rows) for rows in self.frames(most))


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
    reading           the same in the model's letters, as it was read; None where it is printed so
    meant_reading     the same of `as_meant`
    picture           of the counterexample; None where there is none
    finding           what is true of the chain as a whole
    findings          the links of a longer chain that are not proved, each with its finding
    as_meant          the chain as it was probably meant; None when the print needs no repair
    as_meant_finding  what is true of that
    remarks           one sentence each
    line              the line of the source on which the print begins
    denied            the source says that this does not hold
    assumed           the conditions that the source states with it
    as_meant_assumed  those that it probably meant
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
    reading: Display | None = None
    meant_reading: Display | None = None
    picture: Picture | None = None
    line: int = 0
    denied: bool = False
    assumed: tuple[Formula, ...] = ()
    as_meant_assumed: tuple[Formula, ...] = ()


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
    conventions  where the entries of a derivative by an array stand, one sentence each
    derivation   the derivation, aligned; None where there is none
    cases        the case split
    gathered     the cases put together again; None where there are none
    result       the result, for a box; None where nothing is derived
    conditions   what the result needs
    notes        one sentence each
    documented   the documented forms
    pictures     of the result
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
    pictures: tuple[Picture, ...] = ()
    conventions: tuple[str, ...] = ()
