"""Statements ∂f/∂X = G, also as −∂f/∂X = −G and (∂f/∂X)ᵀ = Gᵀ: looked at in one random direction H of X.

The slope of f in the direction H is ⟨G, H⟩: one evaluation, where ∂f/∂X takes one for each entry of X.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

from derive.engine.kernel.duals import minus, turned
from derive.expressions.build import ZERO
from derive.expressions.expr import Expr, node, postorder
from derive.notation.shapes import Shape

WRAPPERS: dict[str, Callable[[Any], Any]] = {"neg": minus, "transpose": turned}


def slope_and_gradient(
    left: Expr, right: Expr, shape: Callable[[Expr], Shape]
) -> tuple[Expr, Expr, Expr] | None:
    """(f, X, G), where one side is ∂f/∂X by a letter and no other derivative stands in the statement."""
    for one, other in ((left, right), (right, left)):
        around, slope = wrapped(one)
        if slope.head == "deriv" and slope.args[1].head == "sym":
            body, letter = slope.args
            whole = len(shape(body)) < (1 if around else 2) and not (around and other is ZERO)
            if whole and not any(e.head == "deriv" for e in postorder(body, other)):
                return body, letter, reduce(lambda e, head: node(head, e), around, other)
    return None


def beside_gradient(left: Expr, right: Expr, zero: Sequence[Any]) -> list[Any]:
    """What is added to G for left − right − Σ zero: the zeros with the sign and the shape of G."""
    around, slope = wrapped(left)
    found = list(zero)
    if slope.head != "deriv":
        around, found = wrapped(right)[0], [minus(each) for each in zero]
    for head in around:
        found = [WRAPPERS[head](each) for each in found]
    return found


def wrapped(side: Expr) -> tuple[list[str], Expr]:
    """The signs and transposes around a derivative, and what they stand around."""
    around = []
    while side.head in WRAPPERS:
        around.append(side.head)
        (side,) = side.args
    return around, side
