r"""Places in brackets right behind a letter, as beside code: `x[i]`, `\text{stride}[0]`, `w[t-1]`."""

from __future__ import annotations

from derive.read.grammar import INDEX_LETTERS
from derive.read.parse import Parser
from derive.read.tokens import Token

_NO_ARRAYS = frozenset({"E", "P", "V", "Var", "Cov", "O"})


def bracketed_places(p: Parser, name: str) -> tuple[list[Token], int] | None:
    """The tokens between the brackets and their end, which are taken; None where they are a factor."""
    if not p.names.document or not p.is_at("[") or p.here.gap or name in _NO_ARRAYS:
        return None
    if p.names.function(name) is not None:
        return None
    close = next((k for k in range(p.at + 1, len(p.tokens)) if p.tokens[k].text == "]"), p.at + 1)
    inside = p.tokens[p.at + 1 : close]
    if not inside or not all(_says_place(p, t) for t in inside) or inside[0].kind == "op":
        return None
    p.at = close + 1
    return inside, p.tokens[close].end


def _says_place(p: Parser, token: Token) -> bool:
    if token.kind == "op":
        return token.text in ("+", "-", ",")
    if token.kind == "word":
        return token.text in INDEX_LETTERS or token.text == "t" or token.text in p.names.bound
    return token.kind == "number" and token.text.isdigit()
