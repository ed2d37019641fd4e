r"""Index letters with a mark: the k' of `z_{k'}` and the i_1 of `\sum_{i_1=1}^n` are letters of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from derive.read.grammar import INDEX_LETTERS, PLAIN_INDICES
from derive.read.tokens import Token

_BINDERS = frozenset({"sum", "prod"})


def with_marked_indices(tokens: list[Token]) -> list[Token]:
    """The tokens with each such letter and its mark as one symbol, wherever it stands.

    A prime makes an index where it stands within a subscript; a number, where a sum or product binds it.
    """
    names = set(_marked(tokens))
    if not names:
        return tokens
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        name, end = _at(tokens, at)
        if name not in names:
            found.append(token)
            at += 1
            continue
        if len(token.text) > 1:
            found.append(Token("word", token.text[:-1], token.start, token.end - 1, token.gap))
        gap = token.gap if len(token.text) == 1 else 0
        found.append(Token("symbol", name, token.end - 1, tokens[end - 1].end, gap))
        at = end
    return found


def _marked(tokens: Sequence[Token]) -> Iterator[str]:
    groups: list[tuple[bool, bool]] = []
    for at, token in enumerate(tokens):
        if token.kind == "open":
            lowered = at > 0 and tokens[at - 1].text == "_"
            groups.append((lowered, lowered and at > 1 and tokens[at - 2].text in _BINDERS))
        elif token.kind == "close" and groups:
            groups.pop()
        elif token.kind == "word" and groups and token.text[-1] in PLAIN_INDICES:
            lowered, binds = groups[-1]
            name = _at(tokens, at)[0] if lowered else ""
            if name not in INDEX_LETTERS:
                continue
            if name.endswith("'") or (binds and len(token.text) == 1 and "_" in name):
                yield name


def _at(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """The last letter of the word at a place with its mark, and where that ends; "" without a mark.

    Behind a bare `_` the mark is that of the whole letter: `z_k'` is (z_k)'.
    """
    token = tokens[at]
    if token.kind != "word" or (at and tokens[at - 1].text in ("_", "^")):
        return "", at + 1
    mark, end = "", at + 1
    texts = [t.text for t in tokens[at + 1 : at + 5]]
    primes = next((k for k, t in enumerate(texts) if t != "'"), len(texts))
    if primes:
        mark, end = "'" * primes, at + 1 + primes
    elif texts[:2] == ["^", "'"]:
        mark, end = "'", at + 3
    elif texts in (["^", "{", "'", "}"],):
        mark, end = "'", at + 5
    elif texts[:1] == ["_"] and texts[1:2] and texts[1].isdigit():
        mark, end = f"_{texts[1]}", at + 3
    elif len(texts) == 4 and texts[:2] == ["_", "{"] and texts[2].isdigit() and texts[3] == "}":
        mark, end = f"_{texts[2]}", at + 5
    return (token.text[-1] + mark if mark else ""), end
