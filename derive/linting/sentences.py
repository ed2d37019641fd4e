"""Sentences around a formula: what they announce of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from derive.linting.pieces import Piece

_LAST_WORDS = re.compile(r"([A-Za-z'-]+)[\s,:]*$")
DEFINING = frozenset(
    "let where here denote denoting define defining set by as with known recall model follows".split()
)
ASSUMING = frozenset("since assume assuming suppose because provided given".split())
CONSEQUENT = frozenset("then therefore thus hence so implies gives get obtain have yields".split())
_SUPPOSING = re.compile(
    r"\b(?:such that|subject to|s\.t\.?|satisfying|under|under the condition(?: that)?|"
    r"(?:the )?constraints?|(?:suppose|assume|assuming|provided|given|require|requiring) that)$"
)
_OPENS_DATA = re.compile(
    r"[\W_]*(?:let|suppose|assume|assuming|given|consider|fix|take|choose|pick|normali[sz]e|scale)\b",
    re.IGNORECASE,
)
_CLAIMS = re.compile(
    r"\b(?:then|so(?! that)|we|hence|thus|therefore|have|has|gives?|implies|which)\b", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?:](?=\s|$)|\n\s*\n")
_AT_A_PLACE = re.compile(
    r"\b[Aa]t (?:an?|the|any|every|such an?) (?:\w+ )?"
    r"(?:point|minimum|maximum|optimum|extremum|solution)[\s,]*$"
)
_LONE_LETTER = re.compile(
    r"\s*(?:\\?[A-Za-z]|\\(?:mathbf|boldsymbol|bm|vec|hat|tilde)\s*\{?\s*\\?[A-Za-z]+\s*\}?)\s*"
)
_ONE_HOT_AFTER = re.compile(
    r"\s*(?:is|be|denotes|,)\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+){0,2}?"
    r"(?:one[- ]hot|probability (?:vector|distribution))\b|\s*sums? (?:up )?to (?:1|one)\b"
)
_ONE_HOT_BEFORE = re.compile(r"\bone[- ]hot(?:[- ]encoded)?(?:\s+\w+){0,2}\s*$")
CONDITIONAL = frozenset("if when for case".split())


def supposes(pieces: Sequence[Piece], k: int) -> bool:
    """Whether the sentence of a formula says what is given: `Let S be symmetric, …`, and claims nothing."""
    words = ""
    for piece in reversed(pieces[max(0, k - 12) : k]):
        if piece.kind == "heading":
            break
        ends = list(_SENTENCE_END.finditer(piece.text)) if piece.kind == "prose" else []
        words = (
            piece.text[ends[-1].end() :] if ends else piece.text if piece.kind == "prose" else " "
        ) + words
        if ends:
            break
    return _OPENS_DATA.match(words) is not None and _CLAIMS.search(words) is None


def sums_to_one(before: str, formula: str, after: str) -> bool:
    """`$y$ is a one-hot vector`, `the one-hot label $y$`: the entries of y sum to 1."""
    if _LONE_LETTER.fullmatch(formula) is None:
        return False
    return _ONE_HOT_AFTER.match(after) is not None or _ONE_HOT_BEFORE.search(before) is not None


def role_of(before: str) -> str:
    """What the last words before a formula announce."""
    if _AT_A_PLACE.search(before):
        return "assumption"
    if _SUPPOSING.search(before.rstrip(" =\n,").lower()):
        return "assumption"
    if before.rstrip(" =\n,").lower().endswith("so that"):
        return "consequence"
    last = _LAST_WORDS.search(before.rstrip(" =\n"))
    word = last.group(1).lower() if last else ""
    if word in ASSUMING:
        return "assumption"
    if word in CONDITIONAL:
        return "condition"
    if word in CONSEQUENT:
        return "consequence"
    return "definition" if word in DEFINING else "claim"
