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
    whole = all(
        x.head in ("add", "neg", "mul", "num", "idx")
        or (x.head == "sym" and context.role(x.value) in ("size", "integer", "index"))
        for x in postorder(exponent)
    )
    return [node("ne" if whole else "gt", base, ZERO)]


NEEDS: dict[str, Callable[..., Sequence[Expr]]] = {
    "div": lambda context, a, b: [node("ne", b, ZERO)],
    "log": lambda context, u: [node("gt", u, ZERO)],
    "sqrt": lambda context, u: [node("ge", u, ZERO)],
    "tan": lambda context, u: [node("ne", node("cos", u), ZERO)],
    **dict.fromkeys(("asin", "acos"), lambda context, u: [node("ge", sub(ONE, power(u, TWO)), ZERO)]),
    "pow": _power_needs,
    "where": lambda context, value, *conditions: conditions,
}
