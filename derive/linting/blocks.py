"""Blocks: each formula with what the prose around it adds, its left side, its role, its conditions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from derive.linting.cleaned import LABEL, cleaned
from derive.linting.located import Located, inserted, slice_of
from derive.linting.pieces import Document, Piece
from derive.linting.plain_statements import plain_statements
from derive.linting.sentences import role_of, sums_to_one, supposes

_LEFT_IN_PROSE = re.compile(r"(?P<words>[^\n=.;:]*?)\s*=\s*$")
_APPLIED_BEFORE = re.compile(r"(?P<name>[A-Za-z]+)\(\s*$")
_RELATION_AFTER = re.compile(r"\s*\)\s*=\s*$")
_RIGHT_IN_PROSE = re.compile(
    r"\s*(?:=|≈|≤|≥)\s*(?:[-−+]?\d[\d.,]*(?<![.,])(?:\s*[-+*/×]\s*\d[\d.,]*(?<![.,]))*|[A-Za-z]\w*)(?=[\s,.;)]|$)"
)
_CONDITION_AFTER = re.compile(
    r"[\s,]*[\[(]?\s*(?:for|if|when|case)\s+(?:the\s+)?(?P<what>[A-Za-z]\w*\s*$|[A-Za-z]\w*\s*(?:=|≠|>|<)\s*\w+)"
)
_CONDITION_BEGINS = re.compile(r"\s*[\[(]\s*(?:for|if|when)\s+(\w)\s*$")
_IS_ZERO = re.compile(r"\s*is\s+(?:the\s+|a\s+)?(?:0|zero|all[- ]zeros?)\b")
_IS_A = re.compile(r"\s*(?:is|be|denotes?|for)\s+(?:an?|the)\s*(?:vector\s+of\s+(?:length|size)\s*)?")
_KIND = re.compile(r"\s*(?:(?P<matrix>(?:weight |real |data )?matrix)|-dimensional (?:\w+ )?vector|-vector)")
_MEANS = re.compile(r"\s*(?:means|stands for|denotes)\b")
_ENUMERATED = re.compile(r"\s*,?\s*and\s*$")
_COMMA = re.compile(r"\s*[,;]\s*$")
_BEGINS = re.compile(
    r"\s*(?:\\begin\{[a-z]+\*?\}(?:\{[^{}]*\})?\s*)*(?:&|\\quad|\\,|\s)*"
    r"(?:(?P<mark>\\(?:implies|Rightarrow|Longrightarrow|therefore|rightarrow|to|iff)\b)(?:&|\s)*)?"
    r"(?P<relation>=|\\leq?\b|\\geq?\b|\\approx\b|<|>|\\equiv\b)?"
)


@dataclass(frozen=True)
class Block:
    """A formula and its surroundings.

    role        claim · consequence · definition · assumption · condition · question
    before      the words before it
    named       the words that stand for its left side: "Total parameters"
    continues   it begins with a relation; implied: it begins with an arrow
    section     the number of headings before it; paragraph: the number of blank lines
    conditions  what the prose beside it restricts it to: "for i = j"
    supposing   its sentence begins with Let, Suppose, …; joined: it is listed with the formula before it
    """

    text: Located
    role: str
    start: int
    section: int
    paragraph: int
    named: str = ""
    continues: bool = False
    implied: bool = False
    display: bool = False
    conditions: tuple[Located, ...] = ()
    before: str = ""
    labels: tuple[int, ...] = ()
    supposing: bool = False
    joined: bool = False


@dataclass
class _Place:
    section: int = 0
    paragraph: int = 0
    asked: bool = False
    used: dict[int, int] = field(default_factory=dict)


def blocks_of(document: Document) -> list[Block]:
    """The blocks of a document in reading order."""
    pieces, place = document.pieces, _Place()
    found: list[Block] = []
    labels = _labels(pieces)
    for k, piece in enumerate(pieces):
        if piece.kind == "formula":
            found.append(_listed(_formula_block(pieces, k, place, labels), found, pieces, k))
            continue
        _note(place, piece)
        if piece.kind == "prose":
            found += _prose_blocks(pieces, k, place)
    return _with_rows_joined([b for b in found if b.text.text.strip()])


def _listed(block: Block, found: Sequence[Block], pieces: Sequence[Piece], k: int) -> Block:
    """`with $a = …$ and $b = …$`: what is listed with a formula has its role."""
    if (
        k < 2
        or not found
        or block.role != "claim"
        or pieces[k - 2].kind != "formula"
        or pieces[k - 2].display
    ):
        return block
    last, between = found[-1], pieces[k - 1].text
    if last.start != pieces[k - 2].start or last.role not in ("definition", "assumption", "condition"):
        return block
    if _ENUMERATED.fullmatch(between) or (last.role == "definition" and _COMMA.fullmatch(between)):
        return replace(block, role=last.role, joined=True)
    return block


def _with_rows_joined(blocks: list[Block]) -> list[Block]:
    """A block that begins with + or − goes on with the side before it."""
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else None
        goes_on = (
            block.display and re.match(r"\s*[+-]", block.text.text) and last is not None and last.display
        )
        if (
            goes_on
            and last is not None
            and last.section == block.section
            and block.paragraph - last.paragraph <= 1
        ):
            text = last.text + inserted(" ") + block.text
            found[-1] = replace(last, text=text, conditions=last.conditions + block.conditions)
        else:
            found.append(block)
    return found


def _note(place: _Place, piece: Piece) -> None:
    if piece.kind == "heading":
        place.section += 1
        place.asked = False if re.search(r"answer|solution", piece.text, re.IGNORECASE) else place.asked
    place.paragraph += len(re.findall(r"\n\s*\n|\n\s*[-•*]\s", piece.text))
    if re.search(r"true or false", piece.text, re.IGNORECASE):
        place.asked = True


def _labels(pieces: Sequence[Piece]) -> frozenset[str]:
    """Formulas that the prose explains as marks: “[C] means conv”."""
    return frozenset(
        p.text.strip()
        for p, after in pairwise(pieces)
        if p.kind == "formula"
        and after.kind == "prose"
        and _MEANS.match(after.text)
        and p.text.strip().startswith("[")
    )


def _formula_block(pieces: Sequence[Piece], k: int, place: _Place, labels: frozenset[str]) -> Block:
    piece = pieces[k]
    before = pieces[k - 1].text if k and pieces[k - 1].kind == "prose" else ""
    after = pieces[k + 1] if k + 1 < len(pieces) and pieces[k + 1].kind == "prose" else None
    text = cleaned(slice_of(piece.text, 0, len(piece.text)), labels)
    text = text.shifted(piece.start)
    named = ""
    left = _LEFT_IN_PROSE.search(before)
    if left is not None:
        text, named = _with_left(pieces, k, text, left.group("words").strip(" -*#\t"))
    conditions: tuple[Located, ...] = ()
    role = "question" if place.asked else role_of(before)
    if after is not None:
        text, conditions = _with_right(text, after, place, k + 1)
        conditions = conditions or _condition_across(pieces, k + 1)
        text = _with_shape(pieces, k, text)
        if _IS_ZERO.match(after.text):
            text, role = text + inserted(" = 0"), "condition"
    if sums_to_one(before, text.text, after.text if after is not None else ""):
        text, role = inserted("\\sum_{i} ") + text.strip() + inserted("_{i} = 1"), "assumption"
    begins = _BEGINS.match(text.text)
    assert begins is not None
    return Block(
        text, role, piece.start, place.section, place.paragraph, named,
        begins.group("relation") is not None, begins.group("mark") is not None,
        piece.display or (after is not None and after.text.lstrip().startswith("=")), conditions,
        _words_before(pieces, k), tuple(m.start("colon") + piece.start for m in LABEL.finditer(piece.text)),
        supposes(pieces, k),
    )  # fmt: skip


def _with_left(pieces: Sequence[Piece], k: int, text: Located, words: str) -> tuple[Located, str]:
    """The left side that stands in the prose: a letter, f(formula), or words."""
    prose = pieces[k - 1]
    if _RELATION_AFTER.fullmatch(prose.text) and k >= 3 and pieces[k - 2].kind == "formula":
        opening = _APPLIED_BEFORE.search(pieces[k - 3].text)
        if opening is not None:
            inner = _in_document(pieces[k - 2], 0, len(pieces[k - 2].text))
            name = f"\\operatorname{{{opening.group('name')}}}("
            return inserted(name) + inner + inserted(") = ") + text, ""
    last = re.search(r"(?:^|[\s,(:])([A-Za-z](?:_\w+)?)(?:\s*\([^()]*\))?$", words)
    if last is not None:
        at = prose.start + prose.text.rfind(words) + last.start(1)
        return Located(last.group(1), tuple(range(at, at + len(last.group(1))))) + inserted(" = ") + text, ""
    if words:
        return text, words
    at = prose.start + prose.text.rfind("=")
    return Located("=", (at,)) + inserted(" ") + text, ""


def _with_right(
    text: Located, after: Piece, place: _Place, number: int
) -> tuple[Located, tuple[Located, ...]]:
    """What the prose after the formula adds: ` = 2.718`, ` [for i = j case]`."""
    right = _RIGHT_IN_PROSE.match(after.text)
    if right is not None:
        place.used[number] = right.end()
        text = text + inserted(" ") + _in_document(after, right.start(), right.end()).strip()
    condition = _CONDITION_AFTER.match(after.text, right.end() if right else 0)
    if condition is None:
        return text, ()
    place.used[number] = condition.end()
    return text, (_in_document(after, *condition.span("what")),)


def _with_shape(pieces: Sequence[Piece], k: int, text: Located) -> Located:
    """`$W$ is an $m \\times n$ matrix`, `$x$ is a $d$-dimensional vector`: W ∈ R^{m × n}, x ∈ R^d."""
    if k + 3 >= len(pieces) or pieces[k + 2].kind != "formula" or not _IS_A.fullmatch(pieces[k + 1].text):
        return text
    kind = _KIND.match(pieces[k + 3].text)
    sizes = _in_document(pieces[k + 2], 0, len(pieces[k + 2].text))
    if kind is None or (kind.group("matrix") is not None) != ("\\times" in sizes.text):
        return text
    return text + inserted(" \\in \\mathbb{R}^{") + sizes + inserted("}")


def _condition_across(pieces: Sequence[Piece], k: int) -> tuple[Located, ...]:
    """`[for i $\\neq$ j case]`: a condition of prose and a sign."""
    if k + 2 >= len(pieces) or pieces[k + 1].kind != "formula":
        return ()
    left = _CONDITION_BEGINS.match(pieces[k].text)
    right = re.match(r"\s*(\w)\b", pieces[k + 2].text)
    if left is None or right is None or pieces[k + 1].text.strip() not in ("\\neq", "\\ne", "=", "<", ">"):
        return ()
    sign = _in_document(pieces[k + 1], 0, len(pieces[k + 1].text))
    return (
        _in_document(pieces[k], *left.span(1)) + inserted(" ") + sign + inserted(" ")
        + _in_document(pieces[k + 2], *right.span(1)),
    )  # fmt: skip


def _words_before(pieces: Sequence[Piece], k: int) -> str:
    """The prose of the paragraph before a formula, formulas left out."""
    return " ".join(p.text for p in pieces[max(0, k - 6) : k] if p.kind == "prose")[-400:]


def _in_document(piece: Piece, start: int, end: int) -> Located:
    return slice_of(piece.text, start, end).shifted(piece.start)


def _prose_blocks(pieces: Sequence[Piece], k: int, place: _Place) -> list[Block]:
    """Statements written without maths delimiters."""
    piece = pieces[k]
    start = place.used.get(k, 0)
    follows = k + 1 < len(pieces) and pieces[k + 1].kind == "formula"
    prose = _in_document(piece, start, len(piece.text))
    if follows and _LEFT_IN_PROSE.search(prose.text):
        prose = prose[: max(prose.text.rfind("\n"), 0)]
    return [
        Block(
            text,
            "question" if place.asked else "claim",
            text.span()[0],
            place.section,
            place.paragraph,
            continues=text.text.startswith(("=", "≤", "≥")),
        )
        for text in plain_statements(prose)
    ]
