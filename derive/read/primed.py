r"""Primes behind a bracket: `(\frac{1}{1 + e^{-x}})'` is its derivative by the one letter in it."""

from __future__ import annotations

from collections.abc import Sequence

from derive.read.parse import Parser
from derive.read.tokens import Token
from derive.read.tree import Tree, walk_tree

MOST_PRIMES = 20


def are_primes(tokens: Sequence[Token]) -> bool:
    r"""`^{\prime}`, `^{\prime\prime}`."""
    return bool(tokens) and all(t.kind == "op" and t.text == "'" for t in tokens)


def derived(p: Parser, base: Tree, primes: int, end: int) -> Tree:
    """(…)′ by its letter. Refused where there are several, or where the prime may be a transpose."""
    if primes > MOST_PRIMES:
        p.refuse((base.span[0], end), "the order of a derivative is a small whole number")
    letters = {t.text: t for t in walk_tree(base) if t.kind == "letter"}
    span = (base.span[0], end)
    if base.kind != "group" or not p.names.document:
        p.refuse(span, "a prime is read on a letter or function only")
    (letter,) = letters.values() if len(letters) == 1 else (None,)
    plain = letter is not None and not letter.parts and not letter.label and not letter.style
    if letter is None or not plain or not letter.text.islower() or len(letter.text) > 1:
        hint = "write \\frac{d}{dx}(…) for a derivative, ^T for a transpose"
        p.refuse(span, "it is not clear by which letter this is differentiated", hint)
    return Tree("deriv", span, parts=(base.parts[0], *[letter] * primes))
