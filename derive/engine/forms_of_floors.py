"""Whole numbers in floors: ⌊u + n⌋ = ⌊u⌋ + n, and ⌊(a + n b)/b⌋ = ⌊a/b⌋ + n."""

from __future__ import annotations

from derive.engine.neat import neat
from derive.engine.tidy import split_sign, terms_of, total
from derive.expressions.build import add, div, fn, num
from derive.expressions.expr import Expr, number_value
from derive.expressions.walk import transform


def out_of_floors(expr: Expr) -> Expr:
    """Whole numbers taken out of ⌊·⌋ and ⌈·⌉."""

    def here(each: Expr) -> Expr | None:
        if each.head not in ("floor", "ceil"):
            return None
        whole, rest = _parted(each.args[0])
        return add(fn(each.head, rest), num(whole)) if whole else None

    found = transform(expr, here)
    return expr if found is expr else neat(found)


def _parted(expr: Expr) -> tuple[int, Expr]:
    """n and u of u + n; of (a + n b)/b for a number b."""
    below = number_value(expr.args[1]) if expr.head == "div" else None
    if expr.head == "div" and (below is None or below.denominator != 1 or below == 0):
        return 0, expr
    unit = int(below) if below is not None else 1
    whole, kept = 0, []
    for term in terms_of(expr.args[0] if below is not None else expr):
        sign, bare = split_sign(term)
        value = number_value(bare)
        if value is None or value.denominator != 1 or value.numerator % unit:
            kept.append(term)
        else:
            whole += sign * (value.numerator // unit)
    rest = total(*kept)
    return whole, rest if below is None else div(rest, expr.args[1])
