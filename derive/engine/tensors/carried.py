"""Derivatives by whole arrays carried out inside a statement: the closed form in their place."""

from __future__ import annotations

from dataclasses import replace

from derive.engine.tensors.closed_form import array_gradient
from derive.errors import DeriveError
from derive.expressions.expr import Expr, postorder
from derive.expressions.walk import transform
from derive.notation.functions import FunctionTable
from derive.notation.shapes import ShapeMismatch
from derive.records.statement import Statement


def carried_out(statement: Statement, functions: FunctionTable) -> Statement:
    """The statement, each ∂f/∂X of it by its closed form in matrix notation where it has one."""
    if not any(e.head == "deriv" for e in postorder(statement.left, statement.right)):
        return statement

    def closed(each: Expr) -> Expr | None:
        if each.head != "deriv" or each.args[1].head != "sym":
            return None
        try:
            body, letter = each.args
            return array_gradient(body, letter, statement.context, functions).closed
        except ShapeMismatch:
            raise
        except DeriveError:
            return None

    left, right = (transform(side, closed) for side in (statement.left, statement.right))
    return replace(statement, left=left, right=right)
