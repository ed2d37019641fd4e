"""Derivatives by whole arrays carried out inside a statement: the closed form in their place."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from derive.engine.tensors.closed_form import array_gradient
from derive.errors import DeriveError
from derive.expressions.expr import Expr, postorder
from derive.expressions.walk import transform
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.notation.shapes import ShapeMismatch
from derive.records.statement import Statement

KEPT = 32


class Known:
    """What a derivative rests on: the same for contexts of the same letters, definitions and assumptions."""

    def __init__(self, context: Context, functions: FunctionTable) -> None:
        self.context, self.functions = context, functions
        self.parts = (tuple(context.letters.values()), context.definitions, context.assumptions)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Known) and self.parts == other.parts and self.functions is other.functions

    def __hash__(self) -> int:
        return hash(self.parts)


@lru_cache(maxsize=KEPT)
def closed_form(body: Expr, letter: Expr, known: Known) -> Expr | None:
    """Kept, for the same derivative stands beside one answer after another."""
    return array_gradient(body, letter, known.context, known.functions, nicest=False).closed


def carried_out(statement: Statement, functions: FunctionTable) -> Statement:
    """The statement, each ∂f/∂X of it by its closed form in matrix notation where it has one."""
    if not any(e.head == "deriv" for e in postorder(statement.left, statement.right)):
        return statement

    known = Known(statement.context, functions)

    def closed(each: Expr) -> Expr | None:
        if each.head != "deriv" or each.args[1].head != "sym":
            return None
        try:
            body, letter = each.args
            return closed_form(body, letter, known)
        except ShapeMismatch:
            raise
        except DeriveError:
            return None

    left, right = (transform(side, closed) for side in (statement.left, statement.right))
    return replace(statement, left=left, right=right)
