r"""Letters that name a derivative, `\delta = \frac{\partial L}{\partial z}`, of an L not defined."""

from __future__ import annotations

from dataclasses import replace

from derive.engine.unfold import unfold
from derive.expressions.expr import kinds
from derive.linting.chain_rule import undefined_derivatives
from derive.notation.context import Context, Definition
from derive.notation.functions import FunctionTable
from derive.records.statement import Statement

NO_FUNCTIONS = FunctionTable({})
DERIVATIVES = kinds("deriv")


def with_named_derivatives(statement: Statement) -> Statement:
    """With ∂L/∂z for δ, so that all derivatives of L are seen together."""
    context = statement.context
    named = [d for d in context.definitions if _names_a_derivative(d, context)]
    if not named:
        return statement
    only = replace(context, definitions=tuple(named))
    left, right = (unfold(side, only, NO_FUNCTIONS) for side in (statement.left, statement.right))
    kept = tuple(d for d in context.definitions if d not in named)
    return replace(statement, left=left, right=right, context=replace(context, definitions=kept))


def _names_a_derivative(definition: Definition, context: Context) -> bool:
    if not definition.right.kinds & DERIVATIVES:
        return False
    return bool(undefined_derivatives(context, definition.right))
