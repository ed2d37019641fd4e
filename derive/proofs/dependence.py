"""Derivatives by a letter to which an assumed equation ties another: how that one moves is not said."""

from __future__ import annotations

from derive.engine.dependence import base_of, ground
from derive.expressions.expr import Expr, kinds, postorder
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.records.statement import Statement
from derive.render.plain import plain

_DERIVATIVE = kinds("deriv")


def unsaid_dependence(statement: Statement, functions: FunctionTable) -> str:
    """Why a derivative has no one meaning: ∂y²/∂x where y = 2x is assumed; "" where it has one."""
    equations = [a for a in statement.context.assumptions if a.head == "eq"]
    if not equations or not (statement.left.kinds | statement.right.kinds) & _DERIVATIVE:
        return ""
    context = statement.context
    for each in postorder(statement.left, statement.right):
        for equation in equations if each.head == "deriv" else ():
            tied = _tied(each, equation, context)
            if tied:
                by = str(base_of(each.args[1]).value)
                said = " = ".join(plain(side, context, functions) for side in equation.args)
                return (
                    f"{said} is assumed, so whether {tied} moves with {by} is not said; define {tied} instead"
                )
    return ""


def _tied(derivative: Expr, equation: Expr, context: Context) -> str:
    """The letter of what is differentiated that the equation ties to the one it is differentiated by."""
    body, letter = derivative.args
    name = str(base_of(letter).value)
    named = set().union(*(ground(side, context) for side in equation.args))
    if name not in named:
        return ""
    still = ("size", "index", "integer", "function")
    others = (named & ground(body, context)) - {name}
    return min((x for x in others if context.role(x) not in still), default="")
