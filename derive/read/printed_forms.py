"""Functions that are known by how they are printed: J_\\nu(x), \\gamma(a, x); brackets within braces."""

from __future__ import annotations

from collections.abc import Sequence

from derive.read.in_brackets import bracket_tokens
from derive.read.parse import Parser
from derive.read.tokens import Token
from derive.read.tree import Tree


def ordered_function(p: Parser, tree: Tree) -> Tree | None:
    r"""`J_\nu(x)`: a function that is printed with its first argument, its order, as a subscript."""
    function = p.names.ordered(tree.text)
    if function is None or len(tree.parts) != 1 or not p.is_at("("):
        return None
    order = tree.parts[0]
    if order.kind == "run":
        if len(order.parts) != 1:
            return None
        order = order.parts[0]
    arguments = p.arguments()
    return Tree("apply", (tree.span[0], p.tokens[p.at - 1].end), function.name, (order, *arguments))


def function_of_two(p: Parser, tree: Tree) -> Tree | None:
    r"""`\gamma(a, x)`: a function that is known by its command and its two arguments."""
    name = p.names.words.get(f"\\{tree.text}(#1, #2)")
    plain = not tree.parts and not tree.label and p.source.latex and not p.names.document
    if name is None or not plain or not p.is_at("(") or not _lists_two(bracket_tokens(p)):
        return None
    return Tree("apply", (tree.span[0], p.here.end), name, p.arguments())


def _lists_two(inside: Sequence[Token]) -> bool:
    depth = commas = 0
    for token in inside:
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        commas += depth == 0 and token.text == ","
    return commas == 1


def without_braces(p: Parser) -> None:
    r"""`\log{\left(x \right)}`: braces around a bracket and nothing else say nothing."""
    depth, close = 0, 0
    for at in range(p.at, len(p.tokens)):
        depth += {"open": 1, "close": -1}.get(p.tokens[at].kind, 0)
        if depth == 1 and at > p.at and p.tokens[at].kind == "close" and not close:
            close = at
        if depth == 0:
            if p.tokens[p.at + 1].text == "(" and close == at - 1:
                del p.tokens[at], p.tokens[p.at]
            return
