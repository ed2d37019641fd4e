"""Which mistake it probably was: a mistaken derivation that is proved to give the answer.

The answer is the right side of a statement that is not true; each mistake of the library is tried at every
place where it can happen, and reported only when what it gives is proved equal to the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from time import process_time

from derive.answers.slipped_results import Repaired
from derive.answers.slips import ORDER, slipped
from derive.engine.budget import Budget
from derive.engine.prove import decide
from derive.errors import DeriveError
from derive.expressions.build import add, mul, num
from derive.expressions.expr import Expr, postorder
from derive.notation.functions import FunctionTable
from derive.records.entries import Mistake
from derive.records.statement import Statement
from derive.records.verdict import Counterexample, Diagnosis, Verdict
from derive.registry import load_registry
from derive.registry.families import open_statement
from derive.render.latex import latex

QUICK = Budget(first_points=4, more_points=12, conditional=False)
SECONDS = 4.0
LARGEST_RATIO = 100
Decide = Callable[[Statement], Verdict]


def diagnose(
    statement: Statement,
    functions: FunctionTable,
    mistakes: Sequence[Mistake] | None = None,
    *,
    decide: Decide | None = None,
    example: Counterexample | None = None,
    seconds: float = SECONDS,
) -> tuple[Diagnosis, ...]:
    """The first mistake that gives the answer; else the ratio or the difference to the right result."""
    asked = _within(decide or (lambda s: _quick(s, functions)), process_time() + seconds)
    opened = open_statement(statement, functions)
    if opened.relation != "eq" or any(e.head == "dots" for e in postorder(opened.left, opened.right)):
        return ()
    for mistake in in_order(library_mistakes() if mistakes is None else mistakes):
        found = _matching(mistake, opened, functions, asked)
        if found is not None:
            return (found,)
    return _ratio_or_difference(opened, example, asked)


@lru_cache(maxsize=1)
def library_mistakes() -> tuple[Mistake, ...]:
    """The mistakes of the package's own library."""
    return tuple(load_registry().mistakes())


def in_order(mistakes: Sequence[Mistake]) -> list[Mistake]:
    """A rule of differentiation mistaken first, then changes of the result."""
    return sorted(mistakes, key=lambda m: (ORDER.index(m.slip), m.id))


def _quick(statement: Statement, functions: FunctionTable) -> Verdict:
    return decide(statement, functions, QUICK)


def _within(decide: Decide, end: float) -> Decide:
    """Undecided once the time is over, and where the engine complains."""

    def asked(statement: Statement) -> Verdict:
        if process_time() > end:
            return Verdict("undecided", reason="the time for a diagnosis is over")
        try:
            return decide(statement)
        except (DeriveError, RecursionError):
            return Verdict("undecided")

    return asked


def _matching(
    mistake: Mistake, statement: Statement, functions: FunctionTable, decide: Decide
) -> Diagnosis | None:
    for result, place in slipped(mistake.slip, statement, functions):
        if result is statement.left:
            continue
        if decide(_mistaken(result, statement)):
            return Diagnosis(mistake.id, mistake.sentence.format(what=_said(place, statement, functions)))
    return None


def _mistaken(result: Expr | Repaired, statement: Statement) -> Statement:
    """What is to be proved: the mistaken derivation is the answer, or the answer is right once repaired."""
    if isinstance(result, Repaired):
        return replace(statement, right=result.answer)
    return replace(statement, left=result)


def _said(place: Expr, statement: Statement, functions: FunctionTable) -> str:
    r"""The place as \( LaTeX \); for two that are confused, "a and b"."""
    parts = [p for p in place.args if p.head != "num"] if place.head == "tuple" else [place]
    try:
        return " and ".join(f"\\({latex(p, statement.context, functions)}\\)" for p in parts)
    except DeriveError:
        return "a part of it"


def _ratio_or_difference(
    statement: Statement, example: Counterexample | None, decide: Decide
) -> tuple[Diagnosis, ...]:
    """The answer is c times the right result, or c more, with a c that the counterexample gives."""
    values = example.numbers if example is not None else None
    if values is None:
        return ()
    right, answer = values
    ratio = _simple(answer / right) if right and answer else Fraction(0)
    if ratio and decide(replace(statement, left=mul(num(ratio), statement.left))):
        return (Diagnosis("ratio", f"the answer is {_number(ratio)} times the right result"),)
    difference = _simple(answer - right)
    if not difference:
        return ()
    if decide(replace(statement, left=add(statement.left, num(difference)))):
        more = "more" if difference > 0 else "less"
        return (
            Diagnosis("difference", f"the answer is {_number(abs(difference))} {more} than the right result"),
        )
    return ()


def _simple(value: Fraction) -> Fraction:
    """The simple fraction that a value shown in decimals stands for; 0 when there is none near."""
    near = value.limit_denominator(LARGEST_RATIO)
    close = abs(near - value) <= abs(value) * Fraction(1, 10_000)
    return near if close and abs(near.numerator) <= LARGEST_RATIO else Fraction(0)


def _number(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{value.numerator}/{value.denominator}"
