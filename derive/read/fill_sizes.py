r"""Sizes of `I`, `\mathbf 1` and `\mathbf 0` that are not written: taken from what they stand beside.

A⁻¹ A = I        I is as large as A
1ᵀ x             1 is as long as x
"""

from __future__ import annotations

from collections.abc import Callable

from derive.errors import DeriveError
from derive.expressions.build import ONE
from derive.expressions.expr import Expr, node
from derive.expressions.walk import rebuild, transform
from derive.notation.context import Context
from derive.notation.shapes import Shape, shape_of

ShapeOf = Callable[[Expr], Shape | None]
_TOGETHER = frozenset({"add", "hadamard", "hadamard_div", "eq", "ne", "dot"})
_PASSES = 4


def fill_sizes(expr: Expr, shape_of: ShapeOf) -> Expr:
    """`expr` with the sizes put in where they are clear; others stay open."""
    for _ in range(_PASSES):
        filled = transform(expr, lambda each: _filled_node(each, shape_of))
        if filled is expr:
            break
        expr = filled
    return expr


def sized_sides(left: Expr, right: Expr, context: Context) -> tuple[Expr, Expr]:
    """Both sides of an equation, the sizes of one put into the other."""

    def shape(each: Expr) -> Shape | None:
        try:
            return shape_of(each, context)
        except DeriveError:
            return None

    filled = fill_sizes(node("eq", left, right), shape)
    return filled.args[0], filled.args[1]


def _filled_node(expr: Expr, shape_of: ShapeOf) -> Expr | None:
    if expr.head in _TOGETHER:
        known = next((s for a in expr.args if (s := shape_of(a))), None)
        if known:
            return rebuild(expr, [_of_shape(a, known) for a in expr.args])
    if expr.head == "matmul":
        return rebuild(expr, [_between(expr, k, shape_of) for k in range(len(expr.args))])
    return None


def _of_shape(expr: Expr, shape: Shape) -> Expr:
    if expr.head == "neg":
        return rebuild(expr, [_of_shape(expr.args[0], shape)])
    if expr.head == "mul":
        return rebuild(expr, [*expr.args[:-1], _of_shape(expr.args[-1], shape)])
    if expr.head == "transpose" and len(shape) == 2 and shape[0] is ONE:
        return rebuild(expr, [_of_shape(expr.args[0], shape[1:])])
    if expr.args:
        return expr
    if expr.head in ("ones", "zeros"):
        return node(expr.head, *shape)
    if expr.head == "identity" and len(shape) == 2 and shape[0] is shape[1]:
        return node("identity", shape[0])
    return expr


def _between(product: Expr, k: int, shape_of: ShapeOf) -> Expr:
    """A factor of a product by the last size before it, or the first size behind it."""
    factor = product.args[k]
    before = shape_of(product.args[k - 1]) if k else None
    behind = shape_of(product.args[k + 1]) if k + 1 < len(product.args) else None
    size = before[-1] if before and len(before) == 2 else behind[0] if behind else None
    if size is None:
        return factor
    if factor.head == "identity" and not factor.args:
        return node("identity", size)
    if factor.head in ("ones", "zeros") and not factor.args and k:
        return node(factor.head, size)
    row = factor.head == "transpose" and factor.args[0].head in ("ones", "zeros") and not factor.args[0].args
    if row and behind:
        return node("transpose", node(factor.args[0].head, behind[0]))
    return factor
