"""Plain maths → tokens."""

from __future__ import annotations

import re
from dataclasses import replace

from derive.read.limits import (
    GREEK_CHARACTERS,
    OPERATOR_CHARACTERS,
    SUPERSCRIPT_DIGITS,
    check_count,
    check_number,
    refuse,
)
from derive.read.tokens import Token

_LABEL = r"(?:\^\{[(\[][A-Za-z0-9+\-]+[)\]]\}|_\{[A-Za-z0-9+\-,]+\})"
_PIECES = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<number>(?:\d+\.\d+|\d+\.(?![\w.])|\d+|\.\d+))"
    rf"|(?P<word>[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*{_LABEL}*)"
    r"|(?P<op>\*\*|:=|==|!=|<>|<=|>=|\.T(?!\w)|[-+*/^=<>'@|&;!])"
    r"|(?P<open>[(\[])"
    r"|(?P<close>[)\]])"
    r"|(?P<comma>,)"
)
_EXPONENT = re.compile(r"e(?P<sign>[-+]?)(?P<digits>\d+)(?![\d.])(?P<after>[A-Za-z_(]?)")
_RUN_ON = re.compile(r"T[A-Za-z]{1,3}")  # the TAx of x^TAx
_LOGIC = {"and": "and", "or": "or", "not": "not", "&": "and"}


def lex_plain(text: str, original: str) -> list[Token]:
    tokens: list[Token] = []
    at, gap = 0, 0
    while at < len(text):
        found = _PIECES.match(text, at)
        if found is None:
            new = _special(text, original, at, gap)
            tokens += new
            at, gap = new[-1].end, 0
            continue
        kind = str(found.lastgroup)
        if kind == "space":
            at, gap = found.end(), 1
            continue
        token = _token(kind, found, gap)
        if kind == "number":
            token = _with_exponent(text, original, token)
        if (
            tokens
            and tokens[-1].text == "^"
            and tokens[-1].end == token.start
            and _RUN_ON.fullmatch(token.text)
        ):
            token = replace(token, text="T", end=token.start + 1)
        tokens.append(token)
        check_count(original, tokens)
        at, gap = token.end, 0
    return tokens


def _token(kind: str, found: re.Match[str], gap: int) -> Token:
    word = found.group()
    if word in _LOGIC:
        return Token("op", _LOGIC[word], found.start(), found.end(), gap)
    return Token("op" if kind == "comma" else kind, word, found.start(), found.end(), gap)


def _special(text: str, original: str, at: int, gap: int) -> list[Token]:
    c = text[at]
    if c in GREEK_CHARACTERS:
        return [Token("word", GREEK_CHARACTERS[c], at, at + 1, gap)]
    if c in OPERATOR_CHARACTERS:
        return [Token("op", OPERATOR_CHARACTERS[c], at, at + 1, gap)]
    if c in SUPERSCRIPT_DIGITS:
        end = at
        while end < len(text) and text[end] in SUPERSCRIPT_DIGITS:
            end += 1
        digits = "".join(SUPERSCRIPT_DIGITS[d] for d in text[at:end])
        return [Token("op", "^", at, at, gap), Token("number", digits, at, end)]
    refuse(original, (at, at + 1), f"{c!r} is not part of plain maths")


def _with_exponent(text: str, original: str, token: Token) -> Token:
    """`1e-15` and `2.5e3` are decimals; `2e-3` might be 2e − 3 and is refused."""
    check_number(original, token)
    found = _EXPONENT.match(text, token.end)
    if found is None:
        return token
    digits = found.group("digits")
    span = (token.start, found.start("after"))
    if found.group("after"):
        if not found.group("sign"):
            return token
        refuse(original, span, f"{text[slice(*span)]!r} is ambiguous", "write the products with *")
    if "." not in token.text and token.text != "1" and len(digits) < 2:
        refuse(
            original,
            span,
            f"{text[span[0] : span[1]]!r} is ambiguous",
            "write 10^… for a power of ten, or a product with * for the number e",
        )
    if len(digits) > 3 or int(digits) > 300:
        refuse(original, span, "the exponent of this decimal is too large")
    return Token("number", text[span[0] : span[1]], *span, token.gap)
