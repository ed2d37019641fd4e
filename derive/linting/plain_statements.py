"""Arithmetic and short equations in running text, outside every dollar: `(32-5)/1+1 = 28`, `K = 5`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from derive.linting.located import Located

FUNCTIONS = "exp log ln sqrt tanh sin cos tan sigmoid softmax relu max min abs floor ceil".split()
_NUMBER = r"\d+(?:,\d{3})+(?![\d])|\d+\.\d+|\d+"
_OPERATOR = r"\\\*|\*\*|[-+*/^×·()\[\]−]"
_WORD = r"[A-Za-z]+(?:_[A-Za-z0-9]+|_\{[^{}]*\})?"
_TOKEN = re.compile(rf"\s*(?:(?P<number>{_NUMBER})|(?P<operator>{_OPERATOR})|(?P<word>{_WORD}))")
_RELATION = re.compile(r"(?<![<>=!:])(?:=|≤|≥|<=|>=)(?![=>])")
_CONDITION = re.compile(r"\b(?:for|if|when|case|where|with)\s*$", re.IGNORECASE)
LONGEST_LEFT = 120
_CLOSING = {")": "(", "]": "["}


def plain_statements(prose: Located) -> Iterator[Located]:
    """The statements of a prose piece in order: `left = right = …`, or `= right` at a line's beginning."""
    at = 0
    for line in re.finditer(r"[^\n]+", prose.text):
        if "://" in line.group() or "|" in line.group() or "<" in line.group():
            continue
        at = line.start()
        while (found := _statement(prose.text, at, line.start(), line.end())) is not None:
            start, end, keep = found
            if keep:
                yield _as_latex(prose[start:end])
            at = end


def _statement(text: str, at: int, low: int, high: int) -> tuple[int, int, bool] | None:
    """The next statement of a line: its span, and whether it says something."""
    relation = _RELATION.search(text, at, high)
    if relation is None:
        return None
    start = _left(text, at, relation.start())
    end, sides = relation.end(), []
    while True:
        stop = _right(text, end, high)
        sides.append(text[end:stop])
        following = _RELATION.match(text, _skip(text, stop, high), high)
        if following is None or stop == end:
            break
        end = following.end()
    left = text[start : relation.start()].strip()
    at_start = not text[low : relation.start()].strip(" -*•\t")
    if not left and not at_start and len(sides) > 1:
        start = relation.end()
        left = sides[0]
    meant = all(re.search(r"\d", s) for s in sides) and (bool(left) or at_start)
    conditional = bool(_CONDITION.search(text[low:start]))
    return start, max(stop, relation.end()), meant and not conditional


def _skip(text: str, at: int, high: int) -> int:
    while at < high and text[at] in " \t":
        at += 1
    return at


def _right(text: str, at: int, high: int) -> int:
    """Where a side that begins at `at` ends."""
    depth: list[str] = []
    end, opened_at = at, at
    while (token := _TOKEN.match(text, at, high)) is not None:
        if token.group("word") and not _is_letter(token.group("word"), text, token.end()):
            break
        sign = token.group("operator")
        if sign in ("(", "["):
            if not depth:
                opened_at = end
            depth.append(sign)
        elif sign in (")", "]") and (not depth or depth.pop() != _CLOSING[sign]):
            break
        at = token.end()
        if not depth and (sign is None or sign in (")", "]")):
            end = at
        if token.group("number") and at < high and text[at].isalpha() and text[at].isupper():
            break
    return end if not depth else opened_at


def _is_letter(word: str, text: str, end: int) -> bool:
    applied = text[end : end + 1] in ("(", "^")
    return len(word.partition("_")[0]) == 1 or (word in FUNCTIONS and applied)


def _left(text: str, low: int, high: int) -> int:
    """Where the side that ends at `high` begins: back over numbers, signs and letters, up to a word."""
    low = max(low, high - LONGEST_LEFT)
    best, line = high, text[low:high]
    for start in range(len(line), -1, -1):
        if start and line[start - 1 : start + 1].isalnum() and len(line[start - 1 : start + 1]) == 2:
            continue
        if _right(text, low + start, high) == len(line.rstrip()) + low and line[start : start + 1].strip():
            best = low + start
        elif (
            best != high
            and line[start:best].strip()
            and not re.match(r"[\d()\[\]\\*+/^.−×·-]", line[start:best].strip())
        ):
            break
    return best


def _as_latex(text: Located) -> Located:
    """`\\*` and × as products, words of functions as commands."""
    found = text
    for pattern, new in ((r"\\\*|×|·", " * "), (r"−", "-"), (r"\*\*", "^")):
        for match in reversed(list(re.finditer(pattern, found.text))):
            found = found.replaced(match.start(), match.end(), new)
    return found.strip()
