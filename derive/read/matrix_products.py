"""Products and powers of letters that turned out to be arrays."""

from __future__ import annotations

from derive.expressions.build import mul
from derive.expressions.expr import Expr, node, number_value
from derive.expressions.walk import transform
from derive.notation.context import Context
from derive.notation.shapes import same_size, shape_of

MOST_FACTORS = 8


def as_products(expr: Expr, context: Context) -> Expr:
    """Arrays side by side are multiplied as matrices; A² of a square matrix is A A, A^(-1) its inverse.

    Of other arrays a power is that of each entry.
    """

    def rule(each: Expr) -> Expr | None:
        if each.head == "pow":
            return _power(each, context)
        return _product(each, context) if each.head == "mul" else None

    return transform(expr, rule)


def _power(expr: Expr, context: Context) -> Expr | None:
    base, exponent = expr.args
    shape = shape_of(base, context, {})
    if not shape or len(shape) != 2 or not same_size(*shape):
        return None
    under = exponent.head == "neg"
    times = number_value(exponent.args[0] if under else exponent)
    if times is None or times.denominator != 1 or not 0 < times < MOST_FACTORS:
        return None
    product = node("matmul", *[base] * int(times)) if times > 1 else base
    return node("inverse", product) if under else product


def _product(expr: Expr, context: Context) -> Expr | None:
    arrays = [a for a in expr.args if shape_of(a, context, {})]
    if len(arrays) < 2:
        return None
    flat = [x for a in arrays for x in (a.args if a.head == "matmul" else (a,))]
    return mul(*(a for a in expr.args if a not in arrays), node("matmul", *flat))
