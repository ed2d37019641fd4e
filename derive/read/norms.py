r"""The degree below a norm: `\\|x\\|_2`, `\\|x\\|_1`, `\\|A\\|_F`."""

from __future__ import annotations

from dataclasses import replace

from derive.read.parse import Parser
from derive.read.scripts import label_of, script_tokens, scripts
from derive.read.tree import Tree


def with_degree(p: Parser, norm: Tree) -> Tree:
    """The norm with its subscript as its degree, and then its power; the two in either order."""
    power = None
    if p.is_at("^") and p.source.latex:
        p.take()
        power = script_tokens(p)
    if p.is_at("_"):
        p.take()
        tokens, end = script_tokens(p)
        norm = replace(norm, label=label_of(tokens), span=(norm.span[0], end))
    if power is not None:
        tokens, end = power
        return Tree("pow", (norm.span[0], end), parts=(norm, p.sub(tokens, end).whole()))
    return scripts(p, norm)
