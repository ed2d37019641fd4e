"""What a slip gives: a mistaken result, or the answer put right; and the right result itself."""

from __future__ import annotations

from dataclasses import dataclass

from derive.engine.differentiate import eliminate_derivatives
from derive.engine.unfold import unfold
from derive.errors import DeriveError
from derive.expressions.expr import Expr
from derive.notation.functions import FunctionTable
from derive.records.statement import Statement


@dataclass(frozen=True)
class Repaired:
    """The answer with the mistake put right: to be proved equal to what is asked for."""

    answer: Expr


Slipped = tuple[Expr | Repaired, Expr]


def right_result(statement: Statement, functions: FunctionTable) -> Expr | None:
    """The left side with its definitions and derivatives carried out."""
    try:
        opened = unfold(statement.left, statement.context, functions)
        return eliminate_derivatives(opened, functions)
    except (DeriveError, RecursionError):
        return None
