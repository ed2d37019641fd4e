"""Conditions made strict: where a branch holds in a whole neighbourhood, a derivative can be taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from derive.expressions.build import FALSE, TRUE, conj
from derive.expressions.expr import LOGIC, RELATIONS, Expr
from derive.expressions.walk import rebuild

STRICT = {"le": "lt", "ge": "gt", "lt": "lt", "gt": "gt", "ne": "ne"}
OPPOSITE = {"lt": "ge", "le": "gt", "gt": "le", "ge": "lt", "eq": "ne", "ne": "eq"}

Moves = Callable[[Expr], bool]


def negation(condition: Expr) -> Expr:
    """The condition that holds exactly where `condition` fails (sides being real)."""
    if condition.head in RELATIONS:
        return Expr(OPPOSITE[condition.head], condition.args)
    if condition.head == "not":
        return condition.args[0]
    if condition.head == "truth":
        return FALSE if condition.value else TRUE
    swapped = {"and": "or", "or": "and"}
    if condition.head not in swapped:
        raise ValueError(f"no condition: {condition!r}")
    return Expr(swapped[condition.head], tuple(negation(a) for a in condition.args))


def strict(condition: Expr, moves: Moves) -> Expr:
    """A condition for the interior: ≤ becomes < when a side moves, = becomes false."""
    if condition.head in RELATIONS:
        if not moves(condition):
            return condition
        return Expr(STRICT[condition.head], condition.args) if condition.head in STRICT else FALSE
    if condition.head == "not":
        return strict(negation(condition.args[0]), moves)
    if condition.head in LOGIC:
        return rebuild(condition, (strict(a, moves) for a in condition.args))
    return condition


def strict_branches(
    values: Sequence[Expr], conditions: Sequence[Expr], moves: Moves
) -> list[tuple[Expr, Expr]]:
    """The branches in the interior; "otherwise" after strict ones names what is left, strictly."""
    found: list[tuple[Expr, Expr]] = []
    before: list[Expr] = []
    for value, condition in zip(values, conditions, strict=True):
        if condition is TRUE and any(_moving(c, moves) for c in before):
            inner = strict(conj(*(negation(c) for c in before)), moves)
        else:
            inner = strict(condition, moves)
        before.append(condition)
        if inner is not FALSE:
            found.append((value, inner))
    return found


def _moving(condition: Expr, moves: Moves) -> bool:
    if condition.head in RELATIONS:
        return moves(condition)
    return any(_moving(a, moves) for a in condition.args)
