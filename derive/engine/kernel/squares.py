"""Statements between numbers that are not negative, as statements between their squares.

a ≥ 0, b ≥ 0 and a² = b² give a = b. Norms, roots and bars are not negative, nor are their products,
quotients and powers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from derive.engine.kernel.unfold import Reject
from derive.expressions.build import TWO, div, mul, num, power
from derive.expressions.expr import Expr, number_value
from derive.records.statement import Statement

ROOTS = frozenset({"norm", "frobenius", "sqrt"})


def squared(statement: Statement) -> Statement:
    """Raises Reject where a side is not seen to be a number ≥ 0."""
    if statement.relation != "eq":
        raise Reject("squares are for equations")
    return replace(statement, left=square(statement.left), right=square(statement.right))


def square(e: Expr) -> Expr:
    value = number_value(e)
    if value is not None and value >= 0:
        return num(value * value)
    if e.head in _SQUARES:
        return _SQUARES[e.head](e)
    raise Reject("a side that may be negative")


def _norm(e: Expr) -> Expr:
    if e.head == "norm" and number_value(e.args[1]) != 2:
        raise Reject("a norm of another degree than 2")
    return power(e, TWO)


_SQUARES: Mapping[str, Callable[[Expr], Expr]] = {
    "norm": _norm,
    "frobenius": _norm,
    "sqrt": lambda e: e.args[0],
    "mul": lambda e: mul(*map(square, e.args)),
    "div": lambda e: div(*map(square, e.args)),
}
