r"""Whether `e` and `\pi` are the numbers, or letters of the text."""

from __future__ import annotations

from derive.read.grammar import (
    CONSTANT_WORDS,
)
from derive.read.parse import Parser


def is_constant(p: Parser, word: str) -> bool:
    r"""`e`, `\pi` are numbers unless declared; `e_t`, `\pi_k` are letters.

    Beside an array e the number is read only in `e^{e_t}`, which cannot be a power of the array.
    """
    mark = "_" if p.source.latex else "["
    if word not in CONSTANT_WORDS or p.is_at(mark) or _is_policy(p, word):
        return False
    letter = p.names.letter(word)
    return letter is None or (
        bool(letter.axes) and p.is_at("^", "**") and _raised_to_own_entry(p, word, mark)
    )


def _is_policy(p: Parser, word: str) -> bool:
    r"""The π of `\pi(a | s)` and `\pi(s, a)`."""
    if word != "pi" or not p.names.document or not p.is_at("("):
        return False
    p.at += 1
    found = p.has_comma() or p.count_bars() % 2 == 1
    p.at -= 1
    return found


def _raised_to_own_entry(p: Parser, word: str, mark: str) -> bool:
    """Whether an entry of the letter stands in the exponent that comes next."""
    depth = 0
    for at, token in enumerate(p.tokens[p.at + 1 :], p.at + 1):
        depth += (token.kind == "open") - (token.kind == "close")
        if token.text == word and p.tokens[at + 1].text == mark:
            return True
        if depth <= 0 and (token.kind == "close" or token.text != "-"):
            return False
    return False
