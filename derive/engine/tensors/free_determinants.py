"""Statements about determinants of free matrices, decided as statements about numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from derive.engine.kernel.free_determinants import freed, put_back
from derive.engine.kernel.unfold import Reject
from derive.expressions.expr import Expr, number_value
from derive.notation.shapes import ShapeMismatch
from derive.records.statement import Statement
from derive.records.verdict import Counterexample, Verdict


def by_determinants(
    statement: Statement,
    decide: Callable[[Statement], Verdict],
    check: Callable[[Verdict, Mapping[str, Any]], Verdict],
) -> Verdict | None:
    """The verdict on the statement in which letters stand for det A, det B, …; None where it says nothing.

    check  re-checks a verdict on the statement itself by a certificate
    """
    try:
        plain, letters_of = freed(statement)
    except (Reject, ShapeMismatch):
        return None
    found = decide(plain)
    if found.verdict == "undecided":
        return None
    told = replace(
        found,
        conditions=tuple(put_back(c, letters_of) for c in found.conditions),
        holds_if=tuple(put_back(c, letters_of) for c in found.holds_if),
        counterexample=_with_matrices(found.counterexample, plain, letters_of),
    )
    numbers = {k: v for k, v in (found.certificate or {}).items() if k not in ("seal", "statement")}
    checked = check(told, {"kind": "array determinants", "numbers": numbers})
    return checked if checked.verdict != "undecided" else None


def _with_matrices(
    example: Counterexample | None, statement: Statement, letters_of: Mapping[str, Expr]
) -> Counterexample | None:
    """The matrices diag(d, 1, …, 1) for determinants d."""
    if example is None:
        return None
    point = dict(example.point)
    for name, letter in letters_of.items():
        value, size = point.pop(str(letter.value), "1"), statement.context.letters[name].axes[0]
        n = number_value(size)
        if n is None and size.head == "sym":
            n = Fraction(point.setdefault(str(size.value), "1"))
        point[name] = _diagonal(value, int(n or 1))
    return replace(example, point=point)


def _diagonal(first: str, n: int) -> str:
    rows = [[first if i == j == 0 else str(int(i == j)) for j in range(n)] for i in range(n)]
    return f"[{', '.join('[' + ', '.join(row) + ']' for row in rows)}]" if n > 1 else first
