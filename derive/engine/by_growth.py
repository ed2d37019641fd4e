"""Proposals of inductions over a whole number n: the factor q with D(n + 1) ≥ q·D(n) (kernel/growth.py)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from derive.engine.kernel.goals import has_values_everywhere
from derive.engine.kernel.growth import MOVING
from derive.engine.prepare import Prepared
from derive.expressions.build import ONE, add, sub
from derive.expressions.expr import Expr, postorder
from derive.expressions.walk import letters, occurs

MOST_FACTORS = 4
WHOLE = ("size", "integer")
FACTORIALS = ("factorial", "gamma")


def inductions(prepared: Prepared) -> Iterator[dict[str, Any]]:
    """n, and q = 1 or what a power of n grows by: b of bⁿ, n + 1 of n!."""
    statement = prepared.statement
    sides = (statement.left, statement.right)
    if any(side.kinds & MOVING for side in sides):
        return
    for name, n in letters(sub(*sides)).items():
        if prepared.context.role(name) in WHOLE:
            yield from ({"rule": "induct", "letter": n, "factor": q} for q in _factors(sides, n))


def _factors(sides: tuple[Expr, ...], n: Expr) -> list[Expr]:
    found = dict.fromkeys([ONE])
    for e in postorder(*sides):
        if e.head == "pow" and occurs(n, e.args[1]) and not occurs(n, e.args[0]):
            found.setdefault(e.args[0])
        elif e.head in FACTORIALS and occurs(n, e.args[0]):
            found.setdefault(add(n, ONE))
    return [q for q in found if has_values_everywhere(q)][:MOST_FACTORS]
