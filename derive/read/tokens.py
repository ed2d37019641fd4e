"""Tokens: what both lexers hand the one parser. Spans are offsets into the text as it was given."""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Token:
    """kind is one of
    number · word (a run of letters) · symbol (one named glyph: alpha, oo) · command (LaTeX)
    op · open · close · text (words in \\text) · begin · end (environments) · row · align · arrow
    · stop (the end of the text).  `gap` is the white space before it: 0 none, 1 some, 2 a \\quad.
    """

    kind: str
    text: str
    start: int
    end: int
    gap: int = 0

    @property
    def span(self) -> Span:
        return (self.start, self.end)


def first_character(token: Token) -> tuple[Token, Token | None]:
    """`^ab` raises to a: the first letter or digit of a token, and what is left of it."""
    if len(token.text) == 1 or token.kind not in ("word", "number"):
        return token, None
    first = Token(token.kind, token.text[0], token.start, token.start + 1, token.gap)
    return first, Token(token.kind, token.text[1:], token.start + 1, token.end, 0)
