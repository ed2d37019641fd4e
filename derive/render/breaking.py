"""Long formulas over several lines.

A formula may be broken before a binary +, −, · or a relation that stands outside every group or
inside at most three levels of brackets, before a factor 1[…], and, if need be, before a factor Σ.
Among all ways to break it, the one of least cost is taken: lines that fit, few lines, breaks at the
outermost sums.  A stretching pair of brackets that ends up on two lines is set in a fixed size.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from derive.render.maths_commands import BINARY, LARGE, RELATION
from derive.render.measure import width

_DELIMITER = r"\s*(?:\\[A-Za-z]+|\\.|.)"
_LEFT = re.compile(r"\\left(?![a-z])" + _DELIMITER, re.DOTALL)
_RIGHT = re.compile(r"\\right(?![a-z])" + _DELIMITER, re.DOTALL)
_TOKEN = re.compile(
    r"\\(?:left|right|bigl|bigr)(?![a-z])" + _DELIMITER + r"|\\[A-Za-z]+\*?|\\.|\s+|.", re.DOTALL
)
_RELATIONS = RELATION | set("=<>")
_SUMS = {"+", "-", r"\pm", r"\mp"}
_NOT_A_TERM = BINARY | RELATION | LARGE | set("+-=<>,^_&") | {r"\\", ""}
_BRACKETS = {"(", "[", r"\{", r"\lbrace"}
_CLOSERS = {"}", ")", "]", r"\}", r"\rbrace", r"\end"}
_WORDS = re.compile(r"\\text\{([^{}]*)\}")
_INDICATOR = r"\mathbf{1}["
_LARGE_SUMS = {r"\sum", r"\prod"}
_LEVELS = 3
_MOST_PLACES = 120

INDENT = r"\quad {} "
INDENT_WIDTH = 1.0

# What a break costs: at a relation or sum, at a product, and for each level of brackets it is inside.
# A bracket that takes less than a share of the line is not cut into unless nothing else is left, and that
# of 1[…] rather not.
_AT_SUM, _AT_PRODUCT, _PER_LEVEL, _BEFORE_A_SUM = 0.0, 3.5, 6.0, 12.0
_SMALL, _IN_A_SMALL_BRACKET = 0.45, 40.0
_IN_AN_INDICATOR = 12.0
_PER_LINE, _PER_EM_TOO_WIDE, _RAGGED = 4.0, 100.0, 2.0


@dataclass(frozen=True)
class _Place:
    """A token before which the formula may be broken, and what that costs."""

    at: int
    cost: float


def break_lines(latex: str, limit: float) -> tuple[str, ...]:
    """`latex` as lines of at most `limit` em where it can be broken; joined they are the formula."""
    if width(latex) <= limit:
        return (latex,)
    words = _WORDS.fullmatch(latex.strip())
    if words:
        return _words_in_lines(words.group(1), limit)
    tokens = _TOKEN.findall(latex)
    places = _places(tokens, limit)
    if not places or len(places) > _MOST_PLACES:
        return (latex,)
    cuts = _cheapest(tokens, places, limit)
    return _lines(tokens, cuts)


def _words_in_lines(words: str, limit: float) -> tuple[str, ...]:
    """A sentence over several lines."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(rf"\text{{{longer}}}") <= limit:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(rf"\text{{{line}}}" for line in lines)


def widest(lines: tuple[str, ...]) -> float:
    return max(map(width, lines))


def _places(tokens: list[str], limit: float) -> list[_Place]:
    """Where the formula may be broken; a brace or an environment is never cut into."""
    found: list[_Place] = []
    weights: list[int] = []
    opened: list[tuple[int, int]] = []
    before = ""
    for at, token in enumerate(tokens):
        level = sum(weights)
        if level <= _LEVELS and _is_operator(token) and before not in _NOT_A_TERM and not _opens(before):
            found.append(
                _Place(at, (_AT_PRODUCT if token in BINARY - _SUMS else _AT_SUM) + _PER_LEVEL * level)
            )
        if _opens(token):
            weights.append(_LEVELS + 1 if token in ("{", r"\begin") else 1)
            opened.append((at, len(found)))
        elif _closes(token) and weights:
            weights.pop()
            start, first = opened.pop()
            more = _IN_A_SMALL_BRACKET if width("".join(tokens[start : at + 1])) < _SMALL * limit else 0.0
            more += _IN_AN_INDICATOR if "".join(tokens[max(0, start - 4) : start + 1]) == _INDICATOR else 0.0
            found[first:] = [_Place(p.at, p.cost + more) for p in found[first:]]
        elif not level and before and "".join(tokens[at : at + 5]) == _INDICATOR:
            found.append(_Place(at, _AT_PRODUCT))
        elif not level and token in _LARGE_SUMS and _ends_a_factor(tokens[:at]):
            found.append(_Place(at, _AT_PRODUCT if before == "]" else _BEFORE_A_SUM))
        before = before if token.isspace() else token
    return found


def _ends_a_factor(tokens: list[str]) -> bool:
    """Whether the tokens end with a factor; Σ with its limits is none."""
    rest = [token for token in tokens if not token.isspace()]
    while rest:
        last, depth = rest.pop(), 0
        if last == "}":
            depth = 1
            while rest and depth:
                inner = rest.pop()
                depth += (inner == "}") - (inner == "{")
        if not rest or rest[-1] not in ("_", "^"):
            return last not in _NOT_A_TERM and not _opens(last)
        rest.pop()
    return False


def _is_operator(token: str) -> bool:
    return token in _RELATIONS or token in _SUMS or token in BINARY


def _opens(token: str) -> bool:
    return (
        token in _BRACKETS
        or token in ("{", r"\begin")
        or token.startswith((r"\bigl",))
        or bool(_LEFT.match(token))
    )


def _closes(token: str) -> bool:
    return token in _CLOSERS or token.startswith(r"\bigr") or bool(_RIGHT.match(token))


def _cheapest(tokens: list[str], places: list[_Place], limit: float) -> list[int]:
    """The places of least total cost, by dynamic programming over where each line ends."""
    starts = [_Place(0, 0.0), *places]
    ends = [place.at for place in places] + [len(tokens)]
    best: list[tuple[float, int]] = []
    for end, stop in enumerate(ends):
        best.append(
            min(
                (
                    _before(best, first)
                    + _line_cost(tokens, starts[first], stop, limit, end == len(ends) - 1),
                    first,
                )
                for first in range(end + 1)
            )
        )
    cuts, at = [], len(ends) - 1
    while best[at][1] > 0:
        first = best[at][1]
        cuts.append(starts[first].at)
        at = first - 1
    return cuts[::-1]


def _before(best: list[tuple[float, int]], first: int) -> float:
    return best[first - 1][0] if first else 0.0


def _line_cost(tokens: list[str], start: _Place, stop: int, limit: float, last: bool) -> float:
    """What a line from `start` to the token `stop` costs: its break, its excess, its raggedness."""
    size = width("".join(tokens[start.at : stop])) + (INDENT_WIDTH if start.at else 0.0)
    excess, slack = max(0.0, size - limit), max(0.0, limit - size) / limit
    return start.cost + _PER_LINE + _PER_EM_TOO_WIDE * excess + (0.0 if last else _RAGGED * slack**2)


def _lines(tokens: list[str], cuts: list[int]) -> tuple[str, ...]:
    """The lines between `cuts`; a stretching pair that is cut becomes \\bigl( … \\bigr)."""
    shown = list(tokens)
    opened: list[int] = []
    for at, token in enumerate(tokens):
        if _LEFT.match(token):
            opened.append(at)
        elif _RIGHT.match(token) and opened:
            start = opened.pop()
            if any(start < cut <= at for cut in cuts):
                shown[start] = tokens[start].replace(r"\left", r"\bigl")
                shown[at] = token.replace(r"\right", r"\bigr")
    edges = [0, *cuts, len(tokens)]
    lines = ["".join(shown[a:b]).strip() for a, b in pairwise(edges)]
    return (lines[0], *(INDENT + line for line in lines[1:]))
