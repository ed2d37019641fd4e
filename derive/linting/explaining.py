"""What a wrong step probably is, and what would be right."""

from __future__ import annotations

from dataclasses import replace

from derive.answers.diagnose import Decide, diagnose, library_mistakes
from derive.derivations import derive_gradient
from derive.engine.budget import Budget
from derive.engine.prove import decide
from derive.errors import DeriveError
from derive.expressions.expr import Expr, postorder
from derive.expressions.walk import freshen, letters, rebuild, transform
from derive.linting.judged import AT_SIZE_ONE, Judged
from derive.linting.knowledge import is_value
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.read import read_expression
from derive.records.statement import Statement

QUICK = Budget(first_points=4, more_points=12, conditional=False)
LARGEST = 80
SHORT = 30
SECONDS = 6.0
OF_SIZES = tuple(m for m in library_mistakes() if m.slip in ("transpose-left-out", "products-exchanged"))


def explained(judged: Judged, functions: FunctionTable, ask: Decide) -> Judged:
    """A refuted step with the mistake that gives it and the right result, where they are found."""
    statement, verdict = judged.statement, judged.verdict
    if judged.code not in ("D101", "D103", "D105") or statement is None or statement.relation != "eq":
        return judged
    if sum(1 for _ in postorder(statement.left, statement.right)) > 4 * LARGEST:
        return judged
    example = verdict.counterexample if verdict is not None and judged.code == "D101" else None
    try:
        mistakes = OF_SIZES if judged.code == "D105" else None
        found = diagnose(statement, functions, mistakes, decide=ask, example=example, seconds=SECONDS)
        numbers = judged.code != "D105" and AT_SIZE_ONE not in judged.notes
        correction = right_side(statement, judged, functions) if numbers else None
    except (DeriveError, RecursionError, ArithmeticError, LookupError, ValueError):
        return judged
    return replace(judged, diagnosis=found, correction=correction)


def right_side(statement: Statement, judged: Judged, functions: FunctionTable) -> Expr | None:
    """The value of a number; a derivative carried out."""
    example = None if judged.verdict is None else judged.verdict.counterexample
    if is_value(statement.left) and example is not None:
        return _number(example.left, functions, statement)
    derivatives = [e for e in postorder(statement.left) if e.head == "deriv"]
    if not derivatives or sum(1 for _ in postorder(statement.left)) > LARGEST:
        return None
    used = letters(statement.right)
    named = [e.args[0].value for e in derivatives if e.args[0].head == "sym"]
    left, context = statement.left, statement.context
    if not any(n in used for n in named):
        left, context = _written_out(left, context), _without(context, named)
    result = _carried_out(left, context, statement, functions)
    if result is None:
        return None
    return result if _length(result) <= max(SHORT, 2 * _length(statement.right)) else None


def _carried_out(left: Expr, context: Context, statement: Statement, functions: FunctionTable) -> Expr | None:
    """The derivative as a formula that is proved to be it."""
    try:
        result = derive_gradient(left, context, functions, equal=None).result
        check = decide(Statement(statement.left, result, statement.context), functions, QUICK)
    except (DeriveError, RecursionError):
        return None
    return result if check else None


def _written_out(left: Expr, context: Context) -> Expr:
    """∂L/∂w with L as it is defined, for an author who does not say it by means of L."""

    def rule(each: Expr) -> Expr | None:
        if each.head != "deriv" or each.args[0].head != "sym":
            return None
        definition = context.definition(each.args[0].value)
        return None if definition is None else rebuild(each, (freshen(definition.right), each.args[1]))

    return transform(left, rule)


def _without(context: Context, names: list[str]) -> Context:
    return replace(context, definitions=tuple(d for d in context.definitions if d.name not in names))


def _length(expr: Expr) -> int:
    return sum(1 for _ in postorder(expr))


def _number(text: str, functions: FunctionTable, statement: Statement) -> Expr | None:
    """A value that is written exactly."""
    if not text.replace("/", "").replace("-", "").isdigit():
        return None
    return read_expression(text, statement.context, functions, syntax="plain").expr
