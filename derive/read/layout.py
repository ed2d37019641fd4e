"""The layout of a formula: rows and columns, statements side by side, words between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from derive.read.grammar import RELATIONS, ROW_ENVIRONMENTS
from derive.read.named_words import CONDITION_WORDS, names_something
from derive.read.readings import trimmed
from derive.read.scripts import split_commas
from derive.read.tokens import Token

DEPTH = {"open": 1, "close": -1, "begin": 1, "end": -1}
OPERATOR_WORDS = frozenset({"of", "times", "plus", "minus", "over", "per", "divided"})
_JOINING = frozenset({"+", "-", "*", "/", "cdot", "times", "odot", "@"})


@dataclass
class Segment:
    """Tokens of one statement, or of a part of one. `word` is what was said before it ("if", "");
    `row` numbers the row; `glued` when only a row break stands before it."""

    tokens: list[Token]
    word: str = ""
    row: int = 0
    glued: bool = False
    separator: Token | None = None


def segments(tokens: Sequence[Token]) -> tuple[list[Segment], list[Token]]:
    """The statements of a layout in reading order, and the words that are set aside."""
    found: list[Segment] = []
    asides: list[Token] = []
    for number, row in enumerate(layout_rows(_unbraced(tokens))):
        pieces = _pieces(_as_map(row), number)
        for k, segment in enumerate(pieces):
            segment.tokens = stripped(segment.tokens)
            segment.glued = k == 0
            if _is_aside(segment.tokens):
                asides += segment.tokens
            elif segment.tokens:
                found.append(segment)
        asides += [t for t in row if t.kind == "text" and not any(t in s.tokens for s in pieces)]
    return found, asides


def _unbraced(tokens: Sequence[Token]) -> Sequence[Token]:
    r"""`{\begin{split} … \end{split}}`: without the braces around all of it."""
    inner = trimmed(list(tokens))
    while len(inner) > 2 and inner[0].text == "{" and inner[0].kind == "open" and _closes_at_end(inner):
        tokens = inner = trimmed(inner[1:-1])
    return tokens


def layout_rows(tokens: Sequence[Token]) -> list[list[Token]]:
    """The rows of a layout, its environments unwrapped; an array of statements is a layout too."""
    found: list[list[Token]] = [[]]
    depth = 0
    opened: list[bool] = []
    for k, token in enumerate(tokens):
        if token.kind == "begin":
            opened.append(depth == 0 and _is_layout(tokens, k))
            if opened[-1]:
                found.append([])
                continue
        if token.kind == "end" and opened and opened.pop():
            found.append([])
            continue
        if token.kind == "row" and depth == 0:
            found.append([])
            continue
        depth += DEPTH.get(token.kind, 0)
        found[-1].append(token)
    return [row for row in found if trimmed(row)]


def _is_layout(tokens: Sequence[Token], at: int) -> bool:
    name = tokens[at].text.rstrip("*")
    if name in ROW_ENVIRONMENTS:
        return True
    if name not in ("array", "tabular"):
        return False
    before = tokens[at - 1] if at else None
    announced = before is not None and before.kind == "op" and before.text in RELATIONS
    if before is not None and not announced and before.kind not in ("row", "begin", "align"):
        return False
    depth = 0
    for token in tokens[at:]:
        depth += DEPTH.get(token.kind, 0)
        if depth == 0:
            return False
        if depth == 1 and (token.kind == "text" or (token.kind == "op" and token.text in RELATIONS)):
            return True
    return False


def _pieces(row: list[Token], number: int) -> list[Segment]:
    """A row cut at commas, wide spaces, arrows, words, and column marks that stand beside no sign."""
    found = [Segment([], row=number)]
    depth, word = 0, ""
    for k, token in enumerate(row):
        outer = depth == 0
        depth += DEPTH.get(token.kind, 0)
        if outer and token.kind == "text":
            if names_something(row, k):
                found[-1].tokens.append(token)
                continue
            if OPERATOR_WORDS & set(token.text.lower().split()):
                found[-1].tokens.append(token)
                continue
            word = _word(token.text)
            found.append(Segment([], word, number))
        elif outer and _begins_remark(row, k):
            found.append(Segment([token], word, number))
        elif outer and (_separates(row, k) or token.kind == "arrow"):
            found.append(Segment([], word, number, separator=token))
        else:
            if outer and token.gap == 2 and found[-1].tokens and not joins(row, k):
                found.append(Segment([], word, number))
            if token.kind != "align" or not outer:
                found[-1].tokens.append(token)
    return _sequences_joined(found)


def _begins_remark(row: Sequence[Token], k: int) -> bool:
    """`ln(u_3) (y = u_4)`: a relation in brackets behind a closed bracket, at the end of a row."""
    if row[k].text != "(" or k == 0 or row[k - 1].text != ")" or not row[k].gap:
        return False
    inside = row[k + 1 : -1]
    return _closes_at_end(row[k:]) and any(t.kind == "op" and t.text in RELATIONS for t in inside)


def _as_map(row: list[Token]) -> list[Token]:
    r"""`f : A \to B` with its colon and arrow as relations."""
    depth, colon = 0, -1
    for k, token in enumerate(row):
        depth += DEPTH.get(token.kind, 0)
        if depth or token.kind not in ("op", "arrow"):
            continue
        if token.text == ":" and colon < 0 and 0 < k <= 5:
            colon = k
        elif token.kind == "op" and (token.text in RELATIONS or token.text in (",", ";")):
            return row
        elif token.text in ("to", "rightarrow", "longrightarrow") and 0 < colon < k - 1:
            first = replace(row[colon], text="maps from")
            arrow = replace(token, kind="op", text="maps to")
            return [*row[:colon], first, *row[colon + 1 : k], arrow, *row[k + 1 :]]
    return row


def _sequences_joined(pieces: list[Segment]) -> list[Segment]:
    """`i = 1, 2, …, n` is one statement: the parts around an omission belong together."""
    k = 0
    while k < len(pieces):
        tokens = pieces[k].tokens
        if not tokens or not all(t.kind == "dots" for t in tokens) or not _by_comma(pieces[k]):
            k += 1
            continue
        first = k - 1
        while first > 0 and _by_comma(pieces[first]) and not _has_relation(pieces[first]):
            first -= 1
        last = k + 1 if k + 1 < len(pieces) and _by_comma(pieces[k + 1]) else k
        if last > k and _has_relation(pieces[last]):
            last = k
        for piece in pieces[first + 1 : last + 1]:
            pieces[first].tokens += [*([piece.separator] if piece.separator else []), *piece.tokens]
        del pieces[first + 1 : last + 1]
        k = first + 1
    return pieces


def _by_comma(segment: Segment) -> bool:
    return segment.separator is not None and segment.separator.text == ","


def _has_relation(segment: Segment) -> bool:
    return len(split_relations(segment.tokens)[0]) > 1


def _word(text: str) -> str:
    if text.rstrip(" ~").endswith(":"):
        return ""
    words = text.strip(" [](),.:~").lower().split()
    return next((w for w in words if w in CONDITION_WORDS), "")


def _separates(row: Sequence[Token], k: int) -> bool:
    token = row[k]
    if token.kind == "op":
        return token.text in (",", ";", ":")
    if token.kind != "align" or k == 0 or k == len(row) - 1:
        return False
    before = next((t for t in reversed(row[:k]) if t.kind != "align"), None)
    after = next((t for t in row[k + 1 :] if t.kind != "align"), None)
    return before is not None and after is not None and not any(t.kind == "op" for t in (before, after))


def joins(row: Sequence[Token], k: int) -> bool:
    """Whether a wide space stands beside an operator, so that it separates nothing."""
    before, here = row[k - 1], row[k]
    return (
        (before.kind == "op" and before.text != ".")
        or (here.kind == "op" and here.text not in ("-", "+", ","))
        or before.kind == "arrow"
    )


def stripped(tokens: list[Token]) -> list[Token]:
    """Without punctuation at the end, and without the brackets of a remark around a statement."""
    tokens = trimmed(tokens)
    while tokens and tokens[-1].kind == "op" and tokens[-1].text in (",", ".", ";", ":"):
        tokens = tokens[:-1]
    whole = tokens and tokens[0].text == "(" and _closes_at_end(tokens)
    inside = tokens[2:-1] if tokens[1:2] and tokens[1].kind == "text" else tokens[1:-1]
    relation = any(t.kind == "op" and t.text in RELATIONS for t in inside)
    if whole and relation and len(split_commas(inside)) == 1:
        return stripped(inside)
    return tokens


def _closes_at_end(tokens: Sequence[Token]) -> bool:
    depth = 0
    for k, token in enumerate(tokens):
        depth += DEPTH.get(token.kind, 0)
        if depth == 0:
            return k == len(tokens) - 1
    return False


def _is_aside(tokens: Sequence[Token]) -> bool:
    """Words and omissions only, or a remark in brackets that begins with words."""
    content = [t for t in tokens if t.kind not in ("begin", "end", "row", "align", "arrow")]
    if not content:
        return True
    if content[0].text == "(" and len(content) > 1 and content[1].kind == "text":
        return True
    enclosed = len(content) < len(tokens) and any(t.kind == "begin" for t in tokens)
    if enclosed and not any(" " in t.text.strip() for t in content if t.kind == "text"):
        return False
    silent = all(t.kind in ("text", "dots") or t.text in ("{", "}", "(", ")", ",", "!") for t in content)
    lone_number = len(content) == 3 and content[0].text == "(" and content[1].kind == "number"
    return silent or lone_number


def split_relations(tokens: Sequence[Token]) -> tuple[list[list[Token]], list[str]]:
    """The sides of a statement and the relations between them, outside every bracket."""
    pieces: list[list[Token]] = [[]]
    relations: list[str] = []
    depth = 0
    for token in tokens:
        depth += DEPTH.get(token.kind, 0)
        if depth == 0 and token.kind == "op" and token.text in RELATIONS:
            relations.append(RELATIONS[token.text])
            pieces.append([])
        else:
            pieces[-1].append(token)
    return pieces, relations


def continues(tokens: Sequence[Token]) -> bool:
    """Whether a row goes on with the side before it: `+ c`, `- d`, `\\cdot x`."""
    return bool(tokens) and tokens[0].kind == "op" and tokens[0].text in _JOINING
