"""Statements between arrays with definitions put in and derivatives by whole arrays carried out."""

from __future__ import annotations

from dataclasses import replace

from derive.errors import DeriveError
from derive.expressions.expr import Expr
from derive.expressions.walk import letters, substitute
from derive.records.statement import Statement

DEEPEST = 60


def opened(statement: Statement) -> Statement:
    """Letters that are defined, as whole arrays or as numbers, put in."""
    context = statement.context
    if not any(d.left.head == "sym" for d in context.definitions):
        return statement
    put = {d.left.value: d.right for d in context.definitions if d.left.head == "sym"}

    def rid(tree: Expr) -> Expr:
        for _ in range(DEEPEST):
            here = {s: put[n] for n, s in letters(tree).items() if n in put}
            if not here:
                return tree
            tree = substitute(tree, here)
        raise DeriveError("letters that are defined through each other")

    kept = tuple(d for d in context.definitions if d.left.head != "sym")
    assumptions = tuple(map(rid, context.assumptions))
    context = replace(context, definitions=kept, assumptions=assumptions)
    return Statement(rid(statement.left), rid(statement.right), context, statement.relation)
