"""What each head asks for in order to have a value."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from derive.engine.kernel.unfold import exact
from derive.expressions.build import ONE, TWO, ZERO, power, sub
from derive.expressions.expr import (
    Expr,
    node,
    postorder,
)
from derive.notation.context import Context


def _power_needs(context: Context, base: Expr, exponent: Expr) -> list[Expr]:
    q = exact(exponent)
    if q is not None:
        if q.denominator == 1:
            return [node("ne", base, ZERO)] if q < 0 else []
        return [node("ge" if q > 0 else "gt", base, ZERO)]
    if base.head == "const":
        return []
    whole = whole_valued(context, exponent)
    if whole and at_least_one(context, exponent):
        return []
    return [node("ne" if whole else "gt", base, ZERO)]


def at_least_one(context: Context, x: Expr) -> bool:
    """A sum, product or power of sizes and of whole numbers from 1 on."""
    q = exact(x.args[1] if x.head == "pow" else x)
    if x.head == "pow":
        return q is not None and q.denominator == 1 and q >= 1 and at_least_one(context, x.args[0])
    if q is not None:
        return q.denominator == 1 and q >= 1
    if x.head in ("add", "mul"):
        return all(at_least_one(context, a) for a in x.args)
    return x.head == "sym" and context.role(x.value) == "size"


def whole_valued(context: Context, e: Expr) -> bool:
    """Whether e is made of integers by sums, products and powers."""
    return all(_whole(context, x) for x in postorder(e))


def _whole(context: Context, x: Expr) -> bool:
    """An integer; a sum, product or power of such."""
    if x.head in ("num", "pow"):
        q = exact(x.args[1] if x.head == "pow" else x)
        return q is not None and q.denominator == 1 and (q >= 0 or x.head == "num")
    letter = x.head == "sym" and context.role(x.value) in ("size", "integer", "index")
    return letter or x.head in ("add", "neg", "mul", "idx")


NEEDS: dict[str, Callable[..., Sequence[Expr]]] = {
    "div": lambda context, a, b: [node("ne", b, ZERO)],
    "log": lambda context, u: [node("gt", u, ZERO)],
    "sqrt": lambda context, u: [node("ge", u, ZERO)],
    "tan": lambda context, u: [node("ne", node("cos", u), ZERO)],
    **dict.fromkeys(("asin", "acos"), lambda context, u: [node("ge", sub(ONE, power(u, TWO)), ZERO)]),
    "pow": _power_needs,
    "where": lambda context, value, *conditions: conditions,
}
