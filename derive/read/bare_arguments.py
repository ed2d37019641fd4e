r"""Arguments without brackets: `\log x`, `\sin 2x`."""

from __future__ import annotations

from derive.read.grammar import (
    PRODUCT,
)
from derive.read.parse import Parser
from derive.read.tokens import Token
from derive.read.tree import Tree

GREEK_FUNCTIONS = frozenset({"sigma", "delta", "gamma", "Gamma", "phi", "Phi", "zeta", "beta"})


def bare_argument(p: Parser, name: str) -> Tree:
    r"""The argument of `\log x`, `\sin 2x`: numbers, then one factor; anything longer is ambiguous."""
    start = p.here
    if not p.factor_follows():
        p.refuse(start.span, f"the function {name!r} needs its argument, in parentheses")
    tree = p.parse(PRODUCT)
    while _is_numeric(tree) and p.factor_follows() and not _begins_function(p):
        right = p.parse(PRODUCT)
        tree = Tree("mul", (tree.span[0], right.span[1]), parts=(tree, right))
    if p.factor_follows() and not _begins_function(p) and tree.kind != "none":
        written = p.source.text[start.start : p.here.end]
        p.refuse(
            (start.start, p.here.end),
            f"it is not clear where the argument of {name!r} ends in {written!r}",
            "put the argument in parentheses",
        )
    if p.is_at("/") and not _is_function(p, p.ahead):
        p.refuse(
            (start.start, p.here.end),
            f"it is not clear whether the argument of {name!r} ends before the slash",
            "put the argument in parentheses",
        )
    return tree


def _is_numeric(tree: Tree) -> bool:
    return tree.kind in ("number", "const") or (
        tree.kind == "mul" and all(_is_numeric(x) for x in tree.parts)
    )


def _begins_function(p: Parser) -> bool:
    """`\\cos` in `\\sin x \\cos y`; the σ of `\\log 2\\pi\\sigma^2` is a letter."""
    letter = p.here.text in GREEK_FUNCTIONS or len(p.here.text) == 1
    return _is_function(p, p.here) and not (letter and p.ahead.text != "(")


def _is_function(p: Parser, token: Token) -> bool:
    if token.kind in ("word", "symbol"):
        return p.names.function(token.text) is not None
    return token.kind == "command" and (
        p.names.function(token.text) is not None or token.text in ("sum", "prod")
    )
