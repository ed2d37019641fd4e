"""Primitives and models judged: what an entry says must follow from its defining form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from derive.engine.prove import decide
from derive.expressions.build import deriv, sym
from derive.expressions.expr import Expr, postorder
from derive.expressions.walk import substitute
from derive.notation.context import EMPTY, Letter
from derive.notation.functions import Function, FunctionTable
from derive.records.statement import Statement
from derive.records.verdict import Verdict
from derive.registry import CompiledModel
from derive.registry.families import open_statement

VALUE = sym("value")
RELATIONS = frozenset({"lt", "le", "gt", "ge"})


@dataclass(frozen=True)
class JudgedFormula:
    """One formula of an entry: the field it stands in, what it says, and the verdict on it."""

    field: str
    statement: Statement
    verdict: Verdict


def judge_primitive(function: Function, functions: FunctionTable) -> tuple[JudgedFormula, ...]:
    """The verdicts on what an entry says besides its definition; none for an elementary function."""
    statements = [*_derivatives(function), *_ranges(function)]
    return tuple(JudgedFormula(field, s, decide(s, functions)) for field, s in statements)


def judge_model(model: CompiledModel, functions: FunctionTable) -> tuple[JudgedFormula, ...]:
    """The verdicts on the equations that restate functions of the library; the others are definitions."""
    found = []
    for statement in model.restated:
        whole = replace(statement, context=statement.context.assuming(*model.context.assumptions))
        found.append(JudgedFormula("equations", whole, decide(open_statement(whole, functions), functions)))
    return tuple(found)


def _derivatives(function: Function) -> Iterator[tuple[str, Statement]]:
    """∂definition/∂x = derivative, where the function is smooth."""
    if function.definition is None or function.family:
        return
    context = EMPTY.with_letters(*(Letter(p.value) for p in function.parameters))
    context = context.assuming(*function.domain, *function.smooth)
    for parameter, derivative in zip(function.parameters, function.derivatives, strict=False):
        if derivative is not None:
            yield "derivative", Statement(deriv(function.definition, parameter), derivative, context)


def _ranges(function: Function) -> Iterator[tuple[str, Statement]]:
    """`0 < value` for the value that the definition gives."""
    if function.definition is None or function.family:
        return
    context = EMPTY.with_letters(*(Letter(p.value) for p in function.parameters)).assuming(*function.domain)
    for bound in function.range:
        if bound.head in RELATIONS and any(e is VALUE for e in postorder(bound)):
            left, right = (_valued(side, function.definition) for side in bound.args)
            yield "range", Statement(left, right, context, bound.head)


def _valued(side: Expr, definition: Expr) -> Expr:
    return substitute(side, {VALUE: definition})
