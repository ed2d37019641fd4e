"""Two sides in the letters of a model or a derivation, compared."""

from __future__ import annotations

from collections.abc import Iterable

from derive.answers import check_answer
from derive.answers.check import decided
from derive.answers.task import Task
from derive.expressions.expr import Expr, postorder
from derive.jupyter.library import texts_of
from derive.jupyter.shown import ShownVerdict, shown_verdict
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.read import read_expression
from derive.records.statement import Statement
from derive.registry.declarations import assume as assuming
from derive.registry.families import open_families


def read_in(text: str, context: Context, functions: FunctionTable, syntax: str = "auto") -> Expr:
    """`text` read strictly: a letter that the context does not know is refused."""
    return open_families(read_expression(text, context, functions, syntax=syntax).expr, functions)


def compared(
    left: str,
    right: str,
    assume: str | Iterable[str],
    context: Context,
    functions: FunctionTable,
    syntax: str = "auto",
) -> ShownVerdict:
    """The verdict on `left = right`; a closed `right` is judged as an answer, with its diagnosis."""
    context = assuming(context, texts_of(assume), functions, syntax=syntax)
    asked, given = (read_in(text, context, functions, syntax) for text in (left, right))
    statement = Statement(asked, given, context)
    if any(e.head in ("deriv", "limit") for e in postorder(given)):
        return shown_verdict(decided(statement, functions), context, functions, statement)
    checked = check_answer(right, Task(asked, context), functions, syntax=syntax)
    return shown_verdict(checked.verdict, context, functions, statement)
