"""How wide a formula is set, in em of its font, estimated from its LaTeX.

Good to about a tenth for the formulas we print; used to decide where lines break and where the
reason of a step stands, never for anything that must be exact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from derive.render.maths_commands import BINARY, FUNCTION, LARGE, RELATION

TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|[^\s]", re.DOTALL)

SPACES = {
    r"\,": 0.17,
    r"\thinspace": 0.17,
    r"\:": 0.22,
    r"\;": 0.28,
    r"\!": -0.17,
    "\\ ": 0.3,
    r"\quad": 1.0,
    r"\qquad": 2.0,
}
TWO_ARGUMENTS = frozenset(
    {r"\frac", r"\dfrac", r"\tfrac", r"\cfrac", r"\binom", r"\overset", r"\underset", r"\stackrel"}
)
TEXTS = frozenset(
    {r"\text", r"\mathrm", r"\operatorname", r"\textbf", r"\textit", r"\textrm", r"\operatorname*"}
)
SIZES = frozenset({r"\left", r"\right", r"\middle"})
# The wide letters of Computer Modern's math italic, and all others.
LETTER = 0.56
LETTERS = {**dict.fromkeys("wACEGLNOQRBUZ", 0.76), **dict.fromkeys("mDHKXMW", 0.9)}
NOTHING = frozenset({r"\displaystyle", r"\textstyle", r"\scriptstyle", r"\limits", r"\nolimits", "{", "}"})


@dataclass
class _Reader:
    tokens: list[str]
    at: int = 0

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self) -> str:
        token = self.peek()
        self.at += 1
        return token

    def group(self) -> list[str]:
        """The tokens of the next argument: a braced group, or one token."""
        first = self.take()
        if first != "{":
            return [first] if first else []
        depth, start = 1, self.at
        while depth and self.at < len(self.tokens):
            depth += {"{": 1, "}": -1}.get(self.take(), 0)
        return self.tokens[start : self.at - 1]


def tokens_of(latex: str) -> list[str]:
    return TOKEN.findall(latex)


def width(latex: str) -> float:
    """The width of `latex`, set in display style, in em."""
    return _width(tokens_of(latex), 1.0)


def _width(tokens: list[str], scale: float) -> float:
    reader = _Reader(tokens)
    total = 0.0
    while reader.peek():
        total += _atom(reader, scale)
    return total


def _atom(reader: _Reader, scale: float) -> float:
    token = reader.take()
    base = _nucleus(token, reader, scale)
    scripts = [0.0]
    while reader.peek() in ("^", "_"):
        reader.take()
        scripts.append(_width(reader.group(), max(0.5, scale * 0.7)))
    if token in LARGE and scale == 1.0:
        return max(base, *scripts)
    return base + max(scripts)


def _nucleus(token: str, reader: _Reader, scale: float) -> float:
    if token == "{":
        reader.at -= 1
        return _width(reader.group(), scale)
    if token in TWO_ARGUMENTS:
        inner = scale if token == r"\dfrac" else max(0.7, scale * 0.99 if scale == 1.0 else 0.7)
        return max(_width(reader.group(), inner), _width(reader.group(), inner)) + 0.24
    if token in TEXTS:
        return len("".join(reader.group())) * 0.5 * scale
    if token == r"\sqrt":
        return _width(reader.group(), scale) + 0.85 * scale
    if token == r"\begin":
        return _environment(reader, scale)
    if token in SIZES:
        return 0.0 if reader.take() == "." else 0.55
    return _leaf(token) * scale


def _leaf(token: str) -> float:
    if token in SPACES:
        return SPACES[token]
    if token in NOTHING:
        return 0.0
    if token in BINARY:
        return 0.72 if token == r"\cdot" else 1.2
    if token in RELATION or token in "=<>":
        return 1.34
    if token in "+-":
        return 1.2
    if token in LARGE:
        return 1.45
    if token in FUNCTION:
        return 0.5 * (len(token) - 1) + 0.17
    if token.startswith("\\"):
        return 0.45 if token.startswith((r"\big", r"\Big")) or not token[1:].isalpha() else 0.62
    if token.isalpha():
        return LETTERS.get(token, LETTER)
    return 0.5 if token.isdigit() else 0.39


def _environment(reader: _Reader, scale: float) -> float:
    """The widest row of what stands between \\begin{…} and its \\end{…}."""
    reader.group()
    depth, row, widest = 1, 0.0, 0.0
    while depth and reader.peek():
        token = reader.peek()
        if token == r"\begin":
            row += _atom(reader, scale)
        elif token == r"\end":
            reader.take()
            reader.group()
            depth -= 1
        elif token in (r"\\", r"\cr"):
            reader.take()
            row = 0.0
        elif token == "&":
            reader.take()
            row += 1.0
        else:
            row += _atom(reader, scale)
        widest = max(widest, row)
    return widest + 1.0


ARRAY = re.compile(r"\\begin\{(?:[a-zA-Z]*matrix|cases|aligned|array)\}(.*?)\\end\{", re.DOTALL)
TALL = re.compile(r"\\(?:d?frac|sum|prod|int|lim|max_|min_)")


def height(latex: str) -> float:
    """How many lines of text a displayed formula is high: 1, a fraction or Σ 2, a matrix one for each row.

    Rows with fractions are two lines high.
    """
    high = max((_rows_height(inner) for inner in ARRAY.findall(latex)), default=0.0)
    return max(1.2, 2.2 if TALL.search(latex) else 0.0, high + 0.2)


def _rows_height(inner: str) -> float:
    return (2.0 if TALL.search(inner) else 1.05) * (1 + inner.count(r"\\"))
