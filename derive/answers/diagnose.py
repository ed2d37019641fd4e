"""Which mistake it probably was: a change of the answer that makes it right."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from derive.engine.prove import Budget, decide
from derive.errors import DeriveError
from derive.expressions.build import div, mul, neg, num
from derive.expressions.expr import Expr, free_indices, postorder
from derive.expressions.walk import substitute
from derive.notation.functions import FunctionTable
from derive.records.statement import Statement
from derive.records.verdict import Diagnosis

QUICK = Budget(first_points=4, more_points=12, conditional=False)


def diagnose(statement: Statement, functions: FunctionTable) -> tuple[Diagnosis, ...]:
    """The first change that turns the answer (the right side) into the left side."""
    for diagnosis, changed in changes(statement):
        try:
            right = decide(Statement(statement.left, changed, statement.context), functions, QUICK)
        except DeriveError:
            continue
        if right:
            return (diagnosis,)
    return ()


def changes(statement: Statement) -> Iterator[tuple[Diagnosis, Expr]]:
    answer = statement.right
    yield Diagnosis("sign", "the sign is wrong"), neg(answer)
    for factor in (Fraction(2), Fraction(1, 2)):
        text = "a factor 2 is missing" if factor == 2 else "there is a factor 2 too many"
        yield Diagnosis("constant-factor", text), mul(num(factor), answer)
    yield from _sizes(statement)
    yield from _exchanged(statement)


def _sizes(statement: Statement) -> Iterator[tuple[Diagnosis, Expr]]:
    """A mean taken for a sum, or a sum for a mean."""
    answer, context = statement.right, statement.context
    for size in dict.fromkeys(e for e in postorder(statement.left, answer) if e.head == "sym"):
        if context.role(size.value) == "size":
            yield Diagnosis("missing-factor", f"the factor 1/{size.value} is missing"), div(answer, size)
            yield Diagnosis("extra-factor", f"the factor 1/{size.value} is too many"), mul(size, answer)


def _exchanged(statement: Statement) -> Iterator[tuple[Diagnosis, Expr]]:
    """Two free indices exchanged: the transposed result."""
    free = [
        e for e in postorder(statement.right) if e.head == "idx" and e.value in free_indices(statement.right)
    ]
    for place, a in enumerate(free):
        for b in free[place + 1 :]:
            changed = substitute(statement.right, {a: b, b: a})
            text = f"the indices {a.value.name} and {b.value.name} are exchanged"
            yield Diagnosis("exchanged-indices", text), changed
