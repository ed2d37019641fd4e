"""Statements between matrices that are written out, entry by entry."""

from __future__ import annotations

from dataclasses import replace

from derive.expressions.expr import postorder
from derive.expressions.walk import substitute
from derive.linting import arrays
from derive.linting.judged import Decide, Judged, outcome_of
from derive.linting.undefined import unless_undefined
from derive.notation.context import Context
from derive.records.statement import Statement


def written_dropped(context: Context) -> Context:
    kept = tuple(d for d in context.definitions if arrays.kind_of(d.right) not in ("written", "beyond"))
    return replace(context, definitions=kept)


def opened(statement: Statement) -> Statement:
    """Letters that stand for written matrices replaced by them."""
    matrices = {d.left: d.right for d in statement.context.definitions if d.left.head == "sym"}
    left, right = statement.left, statement.right
    for _ in range(6):
        left, right = substitute(left, matrices), substitute(right, matrices)
    return replace(statement, left=left, right=right)


def by_entries(statement: Statement, decide: Decide) -> Judged:
    """Matrices written out: entry by entry."""
    try:
        pairs = arrays.entry_pairs(*(opened(statement).left, opened(statement).right))
    except arrays.ShapesDiffer as error:
        if _all_written(opened(statement)):
            return Judged("refuted", "D105", error.message)
        return Judged("not checkable", "D402", error.message)
    except arrays.NotWritten as error:
        return Judged("not checkable", "D402", error.message)
    proved: Judged | None = None
    open_: Judged | None = None
    context = arrays.as_numbers(written_dropped(statement.context))
    for place, left, right in pairs:
        inner = replace(statement, left=arrays.single(left), right=arrays.single(right), context=context)
        judged = unless_undefined(outcome_of(inner, decide(inner)), inner, inner.context)
        if judged.outcome == "refuted":
            return replace(judged, reason=f"{place}: {judged.reason}" if place else judged.reason)
        if judged.right:
            proved = judged if proved is None or judged.outcome == "rounding" else proved
        else:
            open_ = open_ or judged
    found = open_ or proved
    assert found is not None
    return found


def _all_written(statement: Statement) -> bool:
    """Whether every letter stands in a written matrix, so that all sizes are known."""
    inside = {
        id(x)
        for e in postorder(statement.left, statement.right)
        if e.head in arrays.WRITTEN
        for x in postorder(e)
    }
    return all(e.head != "sym" or id(e) in inside for e in postorder(statement.left, statement.right))
