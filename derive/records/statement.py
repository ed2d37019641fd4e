"""A statement: two expressions, the relation claimed between them, and what they stand on."""

from __future__ import annotations

from dataclasses import dataclass

from derive.expressions.expr import Expr
from derive.notation.context import EMPTY, Context


@dataclass(frozen=True)
class Statement:
    """`left relation right` in `context`; relation is eq, ne, lt, le, gt or ge."""

    left: Expr
    right: Expr
    context: Context = EMPTY
    relation: str = "eq"
