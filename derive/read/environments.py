r"""`\begin{cases}`, matrices and arrays inside a formula."""

from __future__ import annotations

from collections.abc import Sequence

from derive.read.grammar import MATRIX_ENVIRONMENTS, RELATIONS, ROW_ENVIRONMENTS
from derive.read.parse import Parser
from derive.read.scripts import scripts, without_braces
from derive.read.tokens import Token
from derive.read.tree import Tree

_CASES = ("cases", "dcases", "rcases")
_PREPOSITIONS = ("if", "for", "when", "where", "", "for all", "in case", "and if", "with", "and", "provided")


def begin(p: Parser) -> Tree:
    start = p.take()
    kind = start.text.rstrip("*")
    if kind in _CASES:
        return _cases(p, start)
    if kind in MATRIX_ENVIRONMENTS and p.names.arrays:
        return _matrix(p, start)
    if kind in ROW_ENVIRONMENTS and p.names.document:
        rows = _rows(p, start)
        if len(rows) == 1:
            row = [t for t in rows[0] if t.kind != "align"]
            return p.sub(row, row[-1].end).whole()
    p.refuse(start.span, f"the environment {start.text!r} is not read inside a formula")


def _rows(p: Parser, start: Token) -> list[list[Token]]:
    rows: list[list[Token]] = [[]]
    depth = 0
    while True:
        token = p.take()
        if token.kind == "stop":
            p.refuse(start.span, "this environment is not ended")
        if token.kind == "end" and depth == 0:
            if token.text != start.text:
                p.refuse(token.span, f"\\end{{{token.text}}} does not end \\begin{{{start.text}}}")
            return [row for row in rows if row]
        depth += {"begin": 1, "end": -1}.get(token.kind, 0)
        if token.kind == "row" and depth == 0:
            rows.append([])
        else:
            rows[-1].append(token)


# ---- matrices --------------------------------------------------------------------------------------


def _matrix(p: Parser, start: Token) -> Tree:
    rows = [_cells(p, row) for row in _rows(p, start)]
    end = p.tokens[p.at - 1].end
    rows = [row for row in rows if row]
    if not rows:
        p.refuse((start.start, end), "this matrix is empty")
    filled = [row for row in rows if not all(cell.kind == "dots" for cell in row)]
    if filled and any(len(row) != len(filled[0]) for row in filled) and not _has_dots(rows):
        p.refuse((start.start, end), "the rows of this matrix differ in length")
    trees = tuple(Tree("row", (row[0].span[0], row[-1].span[1]), parts=tuple(row)) for row in rows)
    return scripts(p, Tree("matrix", (start.start, end), start.text, trees))


def _has_dots(rows: Sequence[Sequence[Tree]]) -> bool:
    return any(cell.kind == "dots" for row in rows for cell in row)


def _cells(p: Parser, row: list[Token]) -> list[Tree]:
    """The cells between alignment marks; a row written with commas in one cell counts as cells."""
    pieces = [piece for piece in split_outer(row, "align", "&") if piece]
    cells: list[Tree] = []
    for piece in pieces:
        for part in _listed(piece):
            cells.append(p.sub(part, part[-1].end).whole())
    return cells


def _listed(piece: list[Token]) -> list[list[Token]]:
    parts = [part for part in split_outer(piece, "op", ",") if part]
    found: list[list[Token]] = []
    for part in parts:
        if len(part) > 1 and part[0].kind == "dots":
            found += [part[:1], part[1:]]
        elif len(part) > 1 and part[-1].kind == "dots":
            found += [part[:-1], part[-1:]]
        else:
            found.append(part)
    return found


def split_outer(tokens: Sequence[Token], kind: str, text: str) -> list[list[Token]]:
    """The tokens cut at every such token outside all brackets."""
    parts: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        depth += {"open": 1, "close": -1, "begin": 1, "end": -1}.get(token.kind, 0)
        if depth == 0 and token.kind == kind and token.text == text:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


# ---- cases -----------------------------------------------------------------------------------------


def _cases(p: Parser, start: Token) -> Tree:
    rows = _rows(p, start)
    parts: list[Tree] = []
    for row in rows:
        parts += _case_row(p, row)
    return Tree("cases", (start.start, p.tokens[p.at - 1].end), parts=tuple(parts))


def _case_row(p: Parser, row: list[Token]) -> tuple[Tree, Tree]:
    """`value & condition`, `value, condition`, `value, \\text{if } condition`."""
    cut = _outer(row, "align", "&")
    if cut is None:
        cut = _outer(row, "op", ",")
    end = row[-1].end
    value = _without_punctuation(row[:cut] if cut is not None else row)
    condition = _without_punctuation(row[cut + 1 :] if cut is not None else [])
    condition = [t for t in without_braces(condition) if not _is_preposition(t)]
    if p.names.document:
        condition = _without_remark(condition)
    if not value or not condition:
        p.refuse((row[0].start, end), "a case needs a value and its condition, with & between them")
    return p.sub(value, end).whole(), p.sub(condition, end).whole()


def _without_remark(condition: list[Token]) -> list[Token]:
    """A parenthesis of words after a condition is a remark."""
    opening = next((k for k, t in enumerate(condition) if t.text == "(" and t.kind == "open"), None)
    if opening and condition[opening + 1 : opening + 2] and condition[opening + 1].kind == "text":
        return condition[:opening]
    return condition


def _without_punctuation(tokens: list[Token]) -> list[Token]:
    while tokens and tokens[-1].kind == "op" and tokens[-1].text in (",", ".", ";"):
        tokens = tokens[:-1]
    return tokens


def _outer(row: Sequence[Token], kind: str, text: str) -> int | None:
    """The last such token outside every bracket, not at the end."""
    depth, found = 0, None
    for k, token in enumerate(row):
        depth += {"open": 1, "close": -1, "begin": 1, "end": -1}.get(token.kind, 0)
        if depth == 0 and token.kind == kind and token.text == text and k < len(row) - 1:
            found = k
    return found


def _is_preposition(token: Token) -> bool:
    return token.kind == "text" and token.text.strip().strip(",:").lower() in _PREPOSITIONS


def is_relation(token: Token) -> bool:
    return token.kind == "op" and token.text in RELATIONS
