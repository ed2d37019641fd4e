"""Limits on a text before any work is done on it, and the characters it may hold."""

from __future__ import annotations

import unicodedata
from typing import NoReturn

from derive.errors import ReadError, TooLarge
from derive.read.tokens import Span, Token

MAX_CHARACTERS = 20_000
MAX_DEPTH = 110
MAX_TOKENS = 5_000
MAX_DIGITS = 400
MAX_EXPONENT = 1_000
MAX_TERMS = 10_000

# One character for one character, so that spans stay true.
SAME_LENGTH = {
    "−": "-",
    "÷": "/",
    "⁢": "*",
    "′": "'",
    "\u00a0": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\u2009": " ",
    "\u202f": " ",
    "\t": " ",
    "\r": " ",
    "\n": "\n",
}
GREEK_CHARACTERS = {
    **dict(zip("αβγδεζηθικλμνξπρστυφχψω", (
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau "
        "upsilon phi chi psi omega"
    ).split(), strict=True)),
    **dict(zip("ΓΔΘΛΞΠΣΦΨΩ", "Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega".split(), strict=True)),
    "ϵ": "epsilon",
    "ϕ": "phi",
    "∞": "oo",
}  # fmt: skip
OPERATOR_CHARACTERS = {
    "×": "times",
    "·": "cdot",
    "⋅": "cdot",
    "∙": "cdot",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "⊙": "odot",
    "∘": "circ",
    "⊗": "otimes",
    "∈": "in",
    "≈": "~=",
    "‖": "||",
    "←": "<-",
}
SUPERSCRIPT_DIGITS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True))
KNOWN = {*GREEK_CHARACTERS, *OPERATOR_CHARACTERS, *SUPERSCRIPT_DIGITS}


def refuse(text: str, span: Span, message: str, hint: str | None = None) -> NoReturn:
    raise ReadError(message, text=text, span=span, hint=hint)


def checked_characters(text: str) -> str:
    """The text with its lookalikes mapped, character by character; refused where it holds others."""
    if not isinstance(text, str):
        raise ReadError("mathematics is read from text")
    if len(text.strip()) > MAX_CHARACTERS:
        raise TooLarge(f"the text has {len(text):,} characters; at most {MAX_CHARACTERS:,} are read")
    if not text.strip():
        raise ReadError("there is nothing to read", text=text, span=(0, 0))
    if text.isascii() and text.isprintable():
        return text
    return "".join(_checked(text, at, c) for at, c in enumerate(text))


def _checked(text: str, at: int, c: str) -> str:
    if c in SAME_LENGTH:
        return SAME_LENGTH[c]
    if (c.isascii() and c.isprintable()) or c in KNOWN:
        return c
    if 0x1D400 <= ord(c) <= 0x1D7FF:
        plain = unicodedata.normalize("NFKC", c)
        if len(plain) == 1 and (plain.isascii() or plain in KNOWN):
            return plain
    name = unicodedata.name(c, "a control character")
    refuse(text, (at, at + 1), f"U+{ord(c):04X} ({name}) is not read as mathematics")


def check_depth(text: str, tokens: list[Token]) -> None:
    depth = 0
    for token in tokens:
        if token.kind in ("open", "begin"):
            depth += 1
        elif token.kind in ("close", "end"):
            depth -= 1
        if depth > MAX_DEPTH:
            raise TooLarge(f"brackets are nested more than {MAX_DEPTH} deep", text=text, span=token.span)


def check_count(text: str, tokens: list[Token]) -> None:
    """Called while the tokens are found, so that a long text is refused early."""
    if len(tokens) > MAX_TOKENS:
        span = tokens[-1].span
        raise TooLarge(f"the formula has more than {MAX_TOKENS:,} signs", text=text, span=span)


def check_number(text: str, token: Token) -> None:
    if len(token.text) > MAX_DIGITS:
        raise TooLarge(
            f"a number of {len(token.text):,} digits; at most {MAX_DIGITS} are read",
            text=text,
            span=token.span,
        )
