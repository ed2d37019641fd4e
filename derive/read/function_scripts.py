r"""Scripts on the name of a function: `\log_2 x`, `\sin^2 x`."""

from __future__ import annotations

from collections.abc import Sequence

from derive.read.parse import Parser
from derive.read.tokens import Token
from derive.read.tree import Tree

Power = tuple[list[Token], int] | None


def power_of_function(p: Parser) -> Power:
    """Plain `sin^2(x)` is the square of sin(x); `f^-1(x)` is refused below."""
    following = p.tokens[p.at + 1 : p.at + 3]
    if not p.is_at("^", "**") or len(following) < 2 or following[1].text != "(":
        return None
    if following[0].kind != "number" or not following[0].text.isdigit():
        return None
    p.take()
    number = p.take()
    return [number], number.end


def logarithm_base(p: Parser, tree: Tree, name: str) -> Tree | None:
    if name != "log" or not tree.label:
        return None
    if tree.label.isdigit():
        return Tree("number", tree.span, tree.label)
    if len(tree.parts) != 1 or tree.parts[0].kind == "run":
        p.refuse(tree.span, "the base of this logarithm is not read")
    return tree.parts[0]


def is_power(tokens: Sequence[Token]) -> bool:
    r"""`\sin^2`, `\sin^n`, `\sin^{1/2}`; `\sin^{-1}` may be the inverse, `f^{(n)}` is a derivative."""
    return tokens[0].text not in ("-", "(", "[", "'", "*")
