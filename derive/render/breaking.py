"""Long formulas over several lines: broken before a +, − or relation, then before a factor.

A line is broken outside every group if that is enough; otherwise inside one, two or three levels
of brackets, whose stretching pairs are then set in a fixed size, so that they may stand on two lines.
"""

from __future__ import annotations

import re
from itertools import pairwise

from derive.render.maths_commands import BINARY, LARGE, RELATION
from derive.render.measure import width

_DELIMITER = r"\s*(?:\\[A-Za-z]+|\\.|.)"
_LEFT = re.compile(r"\\left(?![a-z])" + _DELIMITER, re.DOTALL)
_RIGHT = re.compile(r"\\right(?![a-z])" + _DELIMITER, re.DOTALL)
_TOKEN = re.compile(
    r"\\(?:left|right|bigl|bigr)(?![a-z])" + _DELIMITER + r"|\\[A-Za-z]+\*?|\\.|\s+|.", re.DOTALL
)
_SUM = {"+", "-", r"\pm", r"\mp", "=", "<", ">"} | RELATION
_SUM_OR_PRODUCT = _SUM | BINARY
_OPERATORS = BINARY | RELATION | LARGE | set("+-=<>,^_&") | {r"\\", ""}
_BRACKETS = {"(", "[", r"\{", r"\lbrace"}
_CLOSERS = {"}", ")", "]", r"\}", r"\rbrace", r"\end"}
# Where to break, the likeliest to read well first: at which operators, inside how many brackets.
_MANNERS = ((_SUM, 0), (_SUM_OR_PRODUCT, 0), (_SUM, 1), (_SUM_OR_PRODUCT, 1), (_SUM_OR_PRODUCT, 2), (_SUM_OR_PRODUCT, 3))
INDENT = r"\quad {} "


def break_lines(latex: str, limit: float) -> tuple[str, ...]:
    """`latex` as lines of at most `limit` em where it can be broken; joined they are the formula."""
    best: tuple[str, ...] = (latex,)
    for operators, levels in _MANNERS:
        if fits(best, limit):
            break
        lines = _fill(_split(latex, operators, levels), limit)
        if widest(lines) < widest(best):
            best = lines
    return best


def widest(lines: tuple[str, ...]) -> float:
    return max(map(width, lines))


def fits(lines: tuple[str, ...], limit: float) -> bool:
    return widest(lines) <= limit


def _fill(pieces: list[str], limit: float) -> tuple[str, ...]:
    """As many pieces on a line as `limit` allows; continuations are indented by a quad."""
    lines = [pieces[0]]
    for piece in pieces[1:]:
        if width(lines[-1] + piece) <= limit:
            lines[-1] += piece
        else:
            lines.append(INDENT + piece)
    return tuple(line.rstrip() for line in lines)


def _split(latex: str, operators: frozenset[str] | set[str], levels: int) -> list[str]:
    """Cut before each binary one of `operators` that stands inside at most `levels` brackets.

    A brace or an environment is never cut into: it weighs more than every level.
    """
    text = _fixed_brackets(latex, levels) if levels else latex
    cuts, before, position = [0], "", 0
    weights: list[int] = []
    for token in _TOKEN.findall(text):
        if token in operators and sum(weights) <= levels and _ends_a_term(before):
            cuts.append(position)
        if _opens(token):
            weights.append(1 if token in _BRACKETS or token.startswith(r"\bigl") else levels + 1)
        elif _closes(token) and weights:
            weights.pop()
        position += len(token)
        before = before if token.isspace() else token
    return [text[a:b] for a, b in pairwise([*cuts, len(text)])]


def _ends_a_term(token: str) -> bool:
    """Whether an operator after `token` is a binary one: not after another operator or an opener."""
    return token not in _OPERATORS and not _opens(token)


def _opens(token: str) -> bool:
    return token in _BRACKETS or token in ("{", r"\begin") or bool(_LEFT.match(token)) or token.startswith(r"\bigl")


def _closes(token: str) -> bool:
    return token in _CLOSERS or bool(_RIGHT.match(token)) or token.startswith(r"\bigr")


def _fixed_brackets(latex: str, levels: int) -> str:
    """The \\left( … \\right) pairs of the outer `levels`, outside braces, as \\bigl( … \\bigr)."""
    out: list[str] = []
    changed: list[bool] = []
    depth = 0
    for token in _TOKEN.findall(latex):
        depth += {"{": 1, r"\begin": 1, "}": -1, r"\end": -1}.get(token, 0)
        if _LEFT.match(token):
            changed.append(depth == 0 and len(changed) < levels)
            token = token.replace(r"\left", r"\bigl") if changed[-1] else token
        elif _RIGHT.match(token) and changed:
            token = token.replace(r"\right", r"\bigr") if changed.pop() else token
        out.append(token)
    return "".join(out)
