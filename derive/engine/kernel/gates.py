"""Defined letters that are kept: how such a letter changes with another, by the chain rule.

    y = σ(a): y (1 − y)     y = tanh a: 1 − y²     y = e^a: y     y = a^q: q y^{1−1/q} where a > 0

times ∂a, for one step; any other definition is differentiated as it stands.
"""

from __future__ import annotations

from collections.abc import Callable

from derive.engine.kernel.unfold import Reject, Unfolder, matched
from derive.expressions.build import ONE, TWO, ZERO, div, mul, num, power, rel, sub
from derive.expressions.expr import Expr, number_value
from derive.expressions.walk import freshen

GATES: dict[str, Callable[[Expr], Expr]] = {
    "sigma": lambda y: mul(y, sub(ONE, y)),
    "tanh": lambda y: sub(ONE, power(y, TWO)),
    "exp": lambda y: y,
    "sqrt": lambda y: div(ONE, mul(TWO, y)),
}
Step = tuple[Expr, Expr, tuple[Expr, ...]]  # ∂letter = factor · ∂inner, where the conditions hold


def changes(unfolder: Unfolder, e: Expr, base: Expr) -> bool:
    """Whether e is a kept letter, or a place of one, that depends on `base`."""
    letter = e.args[0] if e.head == "entry" else e
    if letter.head != "sym" or letter.value not in unfolder.stages or letter is base:
        return False
    return base.value in unfolder.ground({letter.value}) and (
        e.head == "entry" or not unfolder.axes(letter.value)
    )


def step(unfolder: Unfolder, e: Expr, base: Expr) -> Step:
    definition = matched(unfolder.context, e)
    if definition is None:
        raise Reject(f"a use of {e!r} that its definition does not cover")
    right, keep = freshen(definition), frozenset({base.value})
    smooth = (e.args[0] if e.head == "entry" else e).value in unfolder.smooth
    q = number_value(right.args[1]) if right.head == "pow" else None
    if q is not None and q.denominator > 1 and abs(q.numerator) == 1:
        inner = unfolder.unfold(right.args[0], keep)
        return mul(num(q), power(e, num(1 - 1 / q))), inner, () if smooth else (rel("gt", inner, ZERO),)
    if right.head not in GATES:
        return ONE, unfolder.unfold(right, keep), ()
    inner = unfolder.unfold(right.args[0], keep)
    needed = (rel("gt", inner, ZERO),) if right.head == "sqrt" and not smooth else ()
    return GATES[right.head](e), inner, needed
