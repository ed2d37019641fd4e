"""Functions of a whole array by their defining forms: softmax(z)_i = e^{z_i} / Σ_j e^{z_j}.

The reader keeps f(body with bound j, j, 1, n, place), so that the print stays what it is; what is judged
or differentiated has the defining form in its place.
"""

from __future__ import annotations

from dataclasses import replace

from derive.errors import DeriveError
from derive.expressions.expr import Expr, postorder
from derive.expressions.walk import freshen, letters, substitute, transform
from derive.notation.functions import Function, FunctionTable
from derive.records.statement import Statement
from derive.registry.one_sided import open_one_sided


def open_families(expr: Expr, functions: FunctionTable) -> Expr:
    """`expr` with every function of a whole array replaced by its defining form, innermost first."""

    def opened(each: Expr) -> Expr | None:
        known = functions.get(each.head) if len(each.args) == 5 else None
        return _defining_form(each, known) if known is not None and known.family else None

    if all(len(each.args) != 5 or each.head not in functions for each in postorder(expr)):
        return expr
    return transform(expr, opened)


def open_statement(statement: Statement, functions: FunctionTable) -> Statement:
    left, right = (open_families(side, functions) for side in (statement.left, statement.right))
    return open_one_sided(replace(statement, left=left, right=right))


def _defining_form(applied: Expr, known: Function) -> Expr:
    """The form in the family's array z, index i and length n, at the array, place and length given."""
    body, bound, _, length, place = applied.args
    if known.definition is None:
        raise DeriveError(f"the library has no defining form of {known.name}")
    array, *index = known.parameters
    form = freshen(known.definition)
    sizes = [s for s in letters(form).values() if s not in known.parameters]
    form = substitute(form, {**dict.fromkeys(index, place), **dict.fromkeys(sizes, length)})

    def entry_of(each: Expr) -> Expr | None:
        if each.head != "entry" or each.args[0] is not array:
            return None
        return freshen(substitute(body, {bound: each.args[1]}))

    return transform(form, entry_of)
