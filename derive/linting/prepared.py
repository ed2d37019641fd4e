r"""Statements made ready to be judged: slopes and values at a place carried out."""

from __future__ import annotations

from dataclasses import replace

from derive.engine.differentiate import eliminate_derivatives
from derive.engine.unfold import unfold
from derive.errors import DeriveError
from derive.expressions.build import deriv
from derive.expressions.expr import Expr, kinds, node
from derive.expressions.walk import substitute, transform
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.records.statement import Statement

OPEN = kinds("dots", "gradient", "evaluated")
CALLS = kinds("call")


def prepared(statement: Statement, functions: FunctionTable) -> Statement:
    statement = _with_slopes(statement)
    if not (statement.left.kinds | statement.right.kinds) & OPEN:
        return statement
    sides = [statement.left, statement.right]
    row = any(side.head == "matrix" and len(side.args) == 1 for side in sides)
    kind = "row_vector" if row else "vector"
    listed = [transform(side, lambda each: _gradient(each, kind)) for side in sides]
    left, right = (_carried_out(side, statement.context, functions) for side in listed)
    return replace(statement, left=left, right=right)


def _with_slopes(statement: Statement) -> Statement:
    """f'(2x), where the text defines f(x): the derivative of f, taken at 2x."""
    context = statement.context
    if not (statement.left.kinds | statement.right.kinds) & CALLS:
        return statement

    def rule(each: Expr) -> Expr | None:
        name = str(each.args[0].value) if each.head == "call" and len(each.args) == 2 else ""
        of = context.definition(name.rstrip("'"))
        own = context.definition(name) is not None
        if not name.endswith("'") or own or of is None or of.left.head != "call" or len(of.left.args) != 2:
            return None
        body, letter = of.left, of.left.args[1]
        for _ in range(len(name) - len(of.name)):
            body = deriv(body, letter)
        return node("evaluated", body, letter, each.args[1])

    left, right = (transform(side, rule) for side in (statement.left, statement.right))
    return replace(statement, left=left, right=right)


def _gradient(each: Expr, kind: str) -> Expr | None:
    """∇f(x, y) is the list of its partial derivatives; a row where it is compared with one."""
    call = each.args[0] if each.head == "gradient" else None
    if call is None or call.head != "call" or any(a.head != "sym" for a in call.args[1:]):
        return None
    return node(kind, *(deriv(call, letter) for letter in call.args[1:]))


def _carried_out(expr: Expr, context: Context, functions: FunctionTable) -> Expr:
    """`\\left. f'(x) \\right|_{x = a}` with f differentiated first, then x put to a."""

    def rule(each: Expr) -> Expr | None:
        if each.head != "evaluated":
            return None
        body, letter, value = each.args
        opened = eliminate_derivatives(unfold(body, context, functions), functions, context)
        return substitute(opened, {letter: value})

    if not expr.kinds & kinds("evaluated"):
        return expr
    try:
        return transform(expr, rule)
    except (DeriveError, RecursionError):
        return expr
