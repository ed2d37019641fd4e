r"""Shapes that a document declares: `W \\in \\mathbb{R}^{m \\times n}`, `k \\in \\mathbb{N}`."""

from __future__ import annotations

from dataclasses import replace

from derive.expressions.expr import Expr
from derive.notation.context import Context, Letter
from derive.read.chain import Chain


def declared_by(chain: Chain, context: Context) -> list[Letter]:
    """The letters left of ∈ with the shape or role that the set right of it gives, and its sizes."""
    found: list[Letter] = []
    for left, relation, right in zip(chain.sides, chain.relations, chain.sides[1:], strict=False):
        if relation == "in" and left.expr.head == "sym":
            letter = context.letters.get(left.expr.value) or Letter(left.expr.value)
            found += _declared(letter, right.expr)
    return found


def _declared(letter: Letter, members: Expr) -> list[Letter]:
    if members.head in ("naturals", "integers") and not members.args:
        return [replace(letter, role="integer", axes=())]
    if members.head not in ("reals", "over_field"):
        return []
    sizes = [Letter(size.value, role="size") for size in members.args if size.head == "sym"]
    return [*sizes, replace(letter, role="scalar", axes=members.args)]
