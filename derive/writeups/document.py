"""The write-up: everything a reader is told about one result, printed but not yet laid out."""

from __future__ import annotations

from dataclasses import dataclass

from derive.expressions.expr import Expr
from derive.notation.context import EMPTY, Context
from derive.records.entries import Source
from derive.records.picture import Picture
from derive.records.statement import Statement
from derive.records.verdict import Verdict
from derive.render.formula import NO_FORMULA, Formula

# ---- what the caller knows about the documented form ------------------------------------------


@dataclass(frozen=True)
class JudgedLink:
    """One link `left relation right` of a printed chain, and the verdict on it.

    left, right  LaTeX as the source prints it
    relation     eq, ne, lt, le, gt or ge
    statement    what was read, if it could be read (for plain text)
    """

    left: str
    right: str
    verdict: Verdict
    relation: str = "eq"
    statement: Statement | None = None


@dataclass(frozen=True)
class JudgedForm:
    """The documented form of a result: the print, where it stands, and what is true of it.

    context           what its letters mean
    title             a heading of its own, where it is only a part of the result
    verdict           of the whole chain; of its worst link where it is None
    as_meant          the repair of a slip of the pen or the scan, as links, judged besides
    picture           of the counterexample
    line              the line of the source on which the print begins
    denied            the source says that this does not hold
    assumed           the conditions that the source states with it
    as_meant_assumed  those that it probably meant
    """

    links: tuple[JudgedLink, ...]
    source: Source
    context: Context = EMPTY
    title: str = ""
    place: str = ""
    verdict: Verdict | None = None
    as_meant: tuple[JudgedLink, ...] = ()
    as_meant_verdict: Verdict | None = None
    remarks: tuple[str, ...] = ()
    picture: Picture | None = None
    line: int = 0
    denied: bool = False
    assumed: tuple[Expr, ...] = ()
    as_meant_assumed: tuple[Expr, ...] = ()


@dataclass(frozen=True)
class Lemma:
    """A result that steps may lean on: its title, and the id of the write-up it stands in."""

    title: str
    page: str


# ---- the write-up -----------------------------------------------------------------------------


@dataclass(frozen=True)
class LetterNote:
    """A letter and what it stands for.

    letter   the letter as it is printed
    kind     what it ranges over, in words: "real", "an integer, at least 1"
    meaning  a few words of the model's author
    """

    letter: Formula
    kind: str = ""
    meaning: str = ""


@dataclass(frozen=True)
class Line:
    """One link of a derivation: `… relation value`, and why.

    value       the right side
    words       the reason, a sentence or phrase
    formula     the rule in symbols, if it has a formula
    conditions  the side conditions the step needs
    relation    LaTeX of the relation to the line before
    lemma       id of the write-up the step leans on, or ""
    shown       whether a brief write-up shows the line
    left        what `substeps` start from
    substeps    finer steps from the line before to this one
    """

    value: Formula
    words: str = ""
    formula: Formula = NO_FORMULA
    conditions: tuple[Formula, ...] = ()
    relation: str = "="
    lemma: str = ""
    shown: bool = True
    left: Formula = NO_FORMULA
    substeps: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Chain:
    """A chain `left = … = …`.

    left   its first side
    lines  the links, in order
    """

    left: Formula
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class CaseChain:
    """One case of a case split.

    condition  when it applies
    chain      what holds then
    """

    condition: Formula
    chain: Chain


@dataclass(frozen=True)
class Equation:
    """`left relation right`.

    left      the left side
    right     the right side
    relation  LaTeX of the relation
    """

    left: Formula
    right: Formula
    relation: str = "="


@dataclass(frozen=True)
class Finding:
    """A verdict in a reader's words.

    verdict     proved · conditional · refuted · undecided
    badge       the verdict as a label: "Proved", "Conditional", "False", "Undecided"
    sentence    the verdict as a sentence
    conditions  where both sides are defined: what the proof needs besides the declared facts
    holds_if    the undeclared conditions under which a conditional statement is true
    point       the counterexample: `letter = value` each
    left        the value of the left side there; without a point, where numbers are compared
    right       the value of the right side
    correction  what is true instead
    diagnosis   what was probably forgotten, one sentence each
    notes       what else a reader should know, one sentence each
    """

    verdict: str
    badge: str
    sentence: str
    conditions: tuple[Formula, ...] = ()
    holds_if: tuple[Formula, ...] = ()
    point: tuple[Formula, ...] = ()
    left: Formula = NO_FORMULA
    right: Formula = NO_FORMULA
    correction: Formula = NO_FORMULA
    diagnosis: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Link:
    """One link of a documented chain, with its own finding.

    number    its place in the chain, from 1
    left      the left side as printed
    relation  LaTeX of the relation
    right     the right side as printed
    finding   what is true of it
    """

    number: int
    left: Formula
    relation: str
    right: Formula
    finding: Finding


@dataclass(frozen=True)
class Documented:
    """The result as a document prints it.

    title             a heading of its own, where it is only a part of the result
    citation          author, title, year
    place             where in the document: "§1.3, eq. (6)"
    given             what it defines otherwise than the model
    links             the printed chain
    reading           the chain in the model's letters, as it was read; empty where it is printed so
    meant_reading     the same of the chain as it was probably meant, where that is in words
    picture           of the counterexample, or nothing
    finding           what is true of the chain as a whole
    as_meant          the chain as it was probably meant, or empty
    as_meant_finding  what is true of that; None when there is no repair
    remarks           one sentence each
    line              the line of the source on which the print begins
    denied            the source says that this does not hold
    assumed           the conditions that the source states with it
    as_meant_assumed  those that it probably meant
    """

    citation: str
    place: str
    links: tuple[Link, ...]
    finding: Finding
    title: str = ""
    given: tuple[Equation, ...] = ()
    as_meant: tuple[Link, ...] = ()
    as_meant_finding: Finding | None = None
    remarks: tuple[str, ...] = ()
    reading: tuple[Equation, ...] = ()
    meant_reading: tuple[Equation, ...] = ()
    picture: Picture | None = None
    line: int = 0
    denied: bool = False
    assumed: tuple[Formula, ...] = ()
    as_meant_assumed: tuple[Formula, ...] = ()


@dataclass(frozen=True)
class WriteUp:
    """One result: what is given, its derivation, the result, and the documented forms.

    id           "sigmoid.derivative"; also the name of its files
    title        a heading
    model        the model's title
    about        what the model is, a sentence or two
    letters      the letters used
    assumptions  what is assumed
    definitions  the model's equations
    conventions  where the entries of a derivative by an array stand, one sentence each
    chain        the derivation; None when it is by cases only, or there is none
    cases        the case split
    gathered     the cases put together again; None where there are none
    result       what is derived: `left = right`
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
    definitions: tuple[Equation, ...] = ()
    chain: Chain | None = None
    cases: tuple[CaseChain, ...] = ()
    gathered: Chain | None = None
    result: Equation | None = None
    conditions: tuple[Formula, ...] = ()
    notes: tuple[str, ...] = ()
    documented: tuple[Documented, ...] = ()
    pictures: tuple[Picture, ...] = ()
    conventions: tuple[str, ...] = ()
