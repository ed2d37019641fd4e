r"""Document macros: `\newcommand{\vecr}[1]{\bm{#1}}`, expanded in the text; spans stay those of the text.

A macro's text has the span of its call. Expansion is bounded in depth and length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from derive.errors import ReadError, TooLarge
from derive.read.lex_latex import lex_latex
from derive.read.limits import MAX_CHARACTERS, refuse
from derive.read.tokens import Token

MAX_EXPANSIONS = 500
MAX_NESTING = 20
_CALL = re.compile(r"\\([A-Za-z]+|.)", re.DOTALL)
_NUMBER_OF_ARGUMENTS = re.compile(r"\[?\s*(\d)\s*\]?")


@dataclass(frozen=True)
class Macro:
    """`\\name` with `arguments` arguments stands for `body`, #1 … #9 replaced."""

    arguments: int
    body: str


Macros = Mapping[str, Macro]


SETS: Macros = {name: Macro(0, f"\\mathbb{{{name[0]}}}") for name in ("R", "RR", "E", "N", "Z")}
_SETS = re.compile(r"\\(?:RR?|E|N|Z)(?![A-Za-z])")


def read_macros(definitions: Iterable[tuple[str, str, str]]) -> dict[str, Macro]:
    r"""From (name, arguments, body): `("\\vecr", "[1]", "\\bm{#1}")`. A later one replaces an earlier one."""
    found: dict[str, Macro] = {}
    for name, count, body in definitions:
        number = _NUMBER_OF_ARGUMENTS.match(count or "")
        found[name.lstrip("\\").strip("{} ")] = Macro(int(number.group(1)) if number else 0, body)
    return found


def latex_tokens(text: str, original: str, macros: Macros) -> list[Token]:
    """The tokens of the text with its macros expanded, with spans in `original`."""
    if _SETS.search(text):
        macros = {**SETS, **macros}
    if not any("\\" + name in text for name in macros):
        return lex_latex(text, original)
    expanded, origin = expand(text, original, macros)
    try:
        tokens = lex_latex(expanded, expanded)
    except ReadError as error:
        start, end = error.span or (0, len(expanded))
        span = (origin[min(start, len(origin) - 1)][0], origin[min(max(end - 1, start), len(origin) - 1)][1])
        raise type(error)(error.message, text=original, span=span, hint=error.hint) from None
    return [
        Token(t.kind, t.text, origin[t.start][0], origin[max(t.end - 1, t.start)][1], t.gap) for t in tokens
    ]


def expand(text: str, original: str, macros: Macros) -> tuple[str, list[tuple[int, int]]]:
    """The expanded text, and for each of its characters the span of the original it comes from."""
    pending: list[tuple[str, list[tuple[int, int]], int]] = [
        (text, [(k, k + 1) for k in range(len(text))], 0)
    ]
    shown: list[str] = []
    origin: list[tuple[int, int]] = []
    count = 0
    while pending:
        piece, spans, depth = pending.pop()
        found = next((m for m in _CALL.finditer(piece) if m.group(1) in macros), None)
        if found is None:
            shown.append(piece)
            origin += spans
            continue
        count += 1
        if count > MAX_EXPANSIONS or depth > MAX_NESTING or sum(map(len, shown)) > MAX_CHARACTERS:
            raise TooLarge("the document's macros expand too far", text=original, span=spans[found.start()])
        shown.append(piece[: found.start()])
        origin += spans[: found.start()]
        macro = macros[found.group(1)]
        arguments, end = _arguments(piece, found.end(), macro.arguments, original, spans[found.start()])
        whole = (spans[found.start()][0], spans[end - 1][1])
        pending.append((piece[end:], spans[end:], depth))
        filled, places = _filled(macro.body, piece, arguments, spans, whole)
        if len(filled) > MAX_CHARACTERS:
            raise TooLarge("the document's macros expand too far", text=original, span=whole)
        pending.append((filled, places, depth + 1))
    return "".join(shown), origin


def _filled(
    body: str,
    piece: str,
    arguments: list[tuple[int, int]],
    spans: list[tuple[int, int]],
    whole: tuple[int, int],
) -> tuple[str, list[tuple[int, int]]]:
    shown: list[str] = []
    origin: list[tuple[int, int]] = []
    at = 0
    for mark in re.finditer(r"#([1-9])", body):
        shown.append(body[at : mark.start()])
        origin += [whole] * (mark.start() - at)
        number = int(mark.group(1))
        if number <= len(arguments):
            start, end = arguments[number - 1]
            shown.append(piece[start:end])
            origin += spans[start:end]
        at = mark.end()
    shown.append(body[at:])
    origin += [whole] * (len(body) - at)
    return "".join(shown), origin


def _arguments(
    piece: str, at: int, count: int, original: str, span: tuple[int, int]
) -> tuple[list[tuple[int, int]], int]:
    """The places of the arguments: braced groups, or single tokens."""
    found: list[tuple[int, int]] = []
    for _ in range(count):
        while at < len(piece) and piece[at].isspace():
            at += 1
        if at >= len(piece):
            refuse(original, span, "a macro lacks its argument")
        if piece[at] == "{":
            end = _closing(piece, at, original, span)
            found.append((at + 1, end))
            at = end + 1
        else:
            token = _CALL.match(piece, at)
            end = token.end() if token else at + 1
            found.append((at, end))
            at = end
    return found, at


def _closing(piece: str, opening: int, original: str, span: tuple[int, int]) -> int:
    depth, at = 0, opening
    while at < len(piece):
        if piece[at] == "\\":
            at += 2
            continue
        depth += {"{": 1, "}": -1}.get(piece[at], 0)
        if depth == 0:
            return at
        at += 1
    refuse(original, span, "the argument of a macro is not closed")
