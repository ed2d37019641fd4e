r"""`\newcommand`, `\def`, `\DeclareMathOperator`: found with balanced braces, and blanked in the text."""

from __future__ import annotations

import re

_COMMAND = re.compile(
    r"\\(?:re|provide)?newcommand\*?\s*(?:\{\s*(\\[A-Za-z]+)\s*\}|(\\[A-Za-z]+))\s*(\[\d\])?\s*\{"
)
_OPERATOR = re.compile(r"\\DeclareMathOperator\*?\s*\{?\s*(\\[A-Za-z]+)\s*\}?\s*\{")
_DEF = re.compile(r"\\def\s*(\\[A-Za-z]+)\s*\{")


def macro_definitions(text: str) -> tuple[list[tuple[str, str, str]], str]:
    """(name, number of arguments, body) of every macro, and the text with the definitions blanked."""
    found: list[tuple[str, str, str]] = []
    blanks: list[tuple[int, int]] = []
    for pattern in (_COMMAND, _OPERATOR, _DEF):
        for match in pattern.finditer(text):
            end = _closing(text, match.end())
            if end < 0:
                continue
            body = text[match.end() : end]
            name = next(g for g in match.groups() if g and g.startswith("\\"))
            count = match.group(3) if pattern is _COMMAND else ""
            found.append((name, count or "", f"\\operatorname{{{body}}}" if pattern is _OPERATOR else body))
            blanks.append((match.start(), end + 1))
    for start, end in blanks:
        text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
    return found, text


def _closing(text: str, at: int) -> int:
    """Where the brace closes that opened before `at`; −1 when it does not."""
    depth = 1
    while at < len(text):
        if text[at] == "\\":
            at += 2
            continue
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        if depth == 0:
            return at
        at += 1
    return -1
