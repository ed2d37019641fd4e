"""What most home-made checkers do: both sides in floating point at random points."""

from __future__ import annotations

from random import Random
from typing import Any

import mpmath

from benchmarks.values import Env, NoValue, value
from derive.engine.unfold import resolve
from derive.expressions.expr import Expr, postorder
from derive.notation.functions import FunctionTable
from derive.records.statement import Statement

POINTS = 20
CLOSE = 1e-9
DOUBLE = 15  # digits


def agree_in_floats(statement: Statement, table: FunctionTable, seed: int = 7) -> bool | None:
    """Whether the sides agree to 1e-9 at 20 random points; None when no point had values."""
    rng = Random(seed)
    left, right = (resolve(s, statement.context, table) for s in (statement.left, statement.right))
    seen = 0
    with mpmath.workdps(DOUBLE):
        for _ in range(POINTS):
            env = _point(statement, (left, right), rng)
            try:
                if not all(value(a, env) for a in statement.context.assumptions):
                    continue
                one, two = value(left, env), value(right, env)
            except (NoValue, OverflowError, ZeroDivisionError, KeyError, ValueError):
                continue
            seen += 1
            if abs(one - two) > CLOSE * (1 + abs(one)):
                return False
    return True if seen else None


def _point(statement: Statement, sides: tuple[Expr, ...], rng: Random) -> Env:
    context = statement.context
    env: dict[Expr, Any] = {}
    arrays = {e.args[0] for e in postorder(*sides) if e.head == "entry"}
    for e in postorder(*sides, *context.assumptions):
        if e in arrays:
            env[e] = _array(rng)
        elif e.head == "sym":
            env[e] = _letter(context.role(e.value), rng)
        elif e.head == "idx" and not e.value.uid:
            env[e] = mpmath.mpf(rng.randint(1, 3))
    return env


def _letter(role: str, rng: Random) -> Any:
    if role == "scalar":
        return mpmath.mpf(rng.uniform(-3, 3))
    return mpmath.mpf(rng.randint(3, 6) if role == "size" else rng.randint(-5, 6))


def _array(rng: Random) -> Any:
    known: dict[tuple[int, ...], Any] = {}

    def entry(*places: int) -> Any:
        return known.setdefault(places, mpmath.mpf(rng.uniform(-2, 2)))

    return entry
