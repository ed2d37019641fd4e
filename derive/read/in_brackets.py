"""What stands in a bracket, seen by its tokens: one letter, a sum, a transpose behind it."""

from __future__ import annotations

from collections.abc import Sequence

from derive.read.grammar import ACCENTS, RELATIONS
from derive.read.parse import Parser
from derive.read.seen import raised_tokens
from derive.read.tokens import Token

ACCENTED = frozenset(ACCENTS.values())


def lone_letter(tokens: Sequence[Token]) -> bool:
    """One letter, with its scripts, font or accent: the x_1 of f(x_1)."""
    if tokens and tokens[0].text in ("sum", "prod"):
        return False
    skip = raised_tokens(tokens)
    letters = [
        t for k, t in enumerate(tokens) if k not in skip and t.kind in ("word", "symbol", "number", "open")
    ]
    letters = [t for t in letters if t.text != "{"]
    return len(letters) == 1 and letters[0].kind in ("word", "symbol")


def has_sign(tokens: Sequence[Token]) -> bool:
    depth = 0
    for token in tokens:
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if depth == 0 and token.kind == "op" and token.text in ("+", "-"):
            return True
    return False


def has_relation(tokens: Sequence[Token]) -> bool:
    """`P(y = 1)`, `p(x | z)`; the sign of a sum's limits is none."""
    depth = 0
    for token in tokens:
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if depth == 0 and (token.text in (";", "|", "||") or token.text in RELATIONS):
            return True
    return False


def base_letter(name: str) -> str:
    """y of ŷ, whose name is y_hat."""
    base, _, accent = name.partition("_")
    return base if accent in ACCENTED else name


def bracket_tokens(p: Parser) -> list[Token]:
    """The tokens within the bracket that opens here."""
    depth, found = 0, []
    for token in p.tokens[p.at :]:
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if depth == 0:
            break
        found.append(token)
    return found[1:]


def opens_bracket(tokens: Sequence[Token], k: int) -> bool:
    return k + 1 < len(tokens) and tokens[k + 1].text == "("


def transposed_after(p: Parser, length: int) -> bool:
    after = [t.text for t in p.tokens[p.at + length + 2 : p.at + length + 5]]
    return after[:2] in (["^", "T"], ["^", "top"], ["^", "intercal"]) or after == ["^", "{", "T"]
