"""Two sides that have the same derivative on an interval and are equal at a point of it are equal on it.

The line of one letter is cut at rational numbers. On each open interval either the sides have no values, or
both are differentiable everywhere, their derivatives are equal, and they agree at the point that is named.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from derive.engine.kernel.slopes import Slope
from derive.engine.kernel.unfold import Reject
from derive.expressions.build import ZERO, add, num, sub
from derive.expressions.expr import Expr, node, postorder


def prove(task: Any, goal: Any, certificate: Mapping[str, Any]) -> None:
    """`goal`: the two sides, the assumptions and the listed conditions."""
    x, cuts = task.read(certificate["letter"]), [Fraction(c) for c in certificate["cuts"]]
    points = [None if t is None else Fraction(t) for t in certificate["points"]]
    if x.head != "sym" or task.context.role(x.value) in ("size", "integer", "index"):
        raise Reject("intervals of something that is no real letter")
    if cuts != sorted(set(cuts)) or len(points) != len(cuts) + 1 or any(f.head == "eq" for f in goal.facts):
        raise Reject("cuts that are not in order, or an equation among the assumptions")
    if not any(t is not None for t in points):
        raise Reject("no interval on which both sides have values")
    both = add(goal.left, goal.right)
    task.settle(replace(goal, left=both, right=both), 0)  # the listed conditions are those of the two sides
    goal = replace(goal, listed=())
    for t, low, high in zip(points, [None, *cuts], [*cuts, None], strict=True):
        bounds: tuple[Expr, ...] = (node("gt", x, num(low)),) if low is not None else ()
        bounds += (node("lt", x, num(high)),) if high is not None else ()
        if t is None:
            void = replace(goal, facts=(*bounds, *goal.facts), signed=(node("ne", ZERO, ZERO),))
            task.settle(void, 0, audited=False)
        else:
            if (low is not None and t <= low) or (high is not None and t >= high):
                raise Reject("a point that does not lie in its interval")
            interval(task, goal, x, t, bounds)
    for c in cuts:
        task.settle(goal.where(x, num(c)), 0, audited=False)


def interval(task: Any, goal: Any, x: Expr, t: Fraction, bounds: tuple[Expr, ...]) -> None:
    """The derivatives exist and are equal all over the interval; the sides are equal at t."""
    free = tuple(f for f in goal.facts if not any(e is x for e in postorder(f)))
    slopes = tuple(add(slope(task, side, x), sub(side, side)) for side in (goal.left, goal.right))
    task.settle(replace(goal, left=slopes[0], right=slopes[1], facts=(*bounds, *free)), 0)
    task.settle(replace(goal, facts=free).where(x, num(t)), 0, audited=False)


def slope(task: Any, side: Expr, x: Expr) -> Expr:
    """∂side/∂x, where it exists."""
    if any(e.head in ("sum", "prod", "entry", "idx") for e in postorder(side)):
        raise Reject("sums or arrays in a statement about intervals")
    conditions: dict[Expr, None] = {}
    value = Slope(x, x, conditions, task.unfolder).of(side)
    return node("where", value, *conditions) if conditions else value
