"""How a print is read: an entry's table `written → read as`, applied to whole tokens, the longest first.

The text that results is what the reader sees; every span in it can be led back to the print.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[A-Za-z]+[0-9]*|[0-9]+(?:\.[0-9]+)?|\s+|.", re.DOTALL)


@dataclass(frozen=True)
class Piece:
    """`text` stands for the print from `start` to `end`; `literal` when it is the print itself."""

    text: str
    start: int
    end: int
    literal: bool


@dataclass(frozen=True)
class Respelled:
    """A print as the reader sees it. `origin(a, b)` is the span of the print that text[a:b] stands for."""

    text: str
    printed: str
    pieces: tuple[Piece, ...]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        first, last = len(self.printed), 0
        at = 0
        for piece in self.pieces:
            lo, hi = max(start, at), min(end, at + len(piece.text))
            if lo < hi:
                inside = (
                    (piece.start + lo - at, piece.start + hi - at)
                    if piece.literal
                    else (piece.start, piece.end)
                )
                first, last = min(first, inside[0]), max(last, inside[1])
            at += len(piece.text)
        return (first, last) if first < last else (len(self.printed), len(self.printed))


def respell(printed: str, notation: Mapping[str, str]) -> Respelled:
    """The print with every occurrence of a key of `notation` (as whole tokens) replaced."""
    tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(printed) if not m.group().isspace()]
    keys = sorted(((_words(k), v) for k, v in notation.items()), key=lambda pair: -len(pair[0]))
    pieces: list[Piece] = []
    done, at = 0, 0
    while at < len(tokens):
        found = next((k for k in keys if _matches(tokens, at, k[0])), None)
        if found is None:
            at += 1
            continue
        start, end = tokens[at][1], tokens[at + len(found[0]) - 1][2]
        pieces.append(Piece(printed[done:start], done, start, True))
        pieces.append(Piece(f" {found[1]} ", start, end, False))
        done, at = end, at + len(found[0])
    pieces.append(Piece(printed[done:], done, len(printed), True))
    return Respelled("".join(p.text for p in pieces), printed, tuple(pieces))


def _words(text: str) -> list[str]:
    return [m.group() for m in _TOKEN.finditer(text) if not m.group().isspace()]


def _matches(tokens: Sequence[tuple[str, int, int]], at: int, key: Sequence[str]) -> bool:
    return bool(key) and [t[0] for t in tokens[at : at + len(key)]] == list(key)
