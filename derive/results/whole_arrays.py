r"""From entries, ∂y_i/∂x_j = (G)_{ij}, to whole arrays, ∂y/∂x = G, in the reader's layout."""

from __future__ import annotations

from derive.answers.laid_out import turned
from derive.errors import DeriveError
from derive.expressions.build import deriv
from derive.expressions.expr import Expr, node
from derive.notation.context import Context
from derive.notation.shapes import same_shape, shape_of
from derive.notation.style import Style


def whole_sides(start: Expr, closed: Expr, context: Context, style: Style) -> tuple[Expr, Expr] | None:
    """∂y_i/∂x_j and G → ∂y/∂x and G, or their transposes where the layout has these.

    In numerator layout ∂E/∂w = 2 (X w − t)ᵀ X is a row; elsewhere it is the column 2 Xᵀ (X w − t).
    None where the shape of G is not that of ∂y/∂x.
    """
    if start.head != "deriv" or start.args[0].head == "deriv":
        return None
    (over, body), (by, letter) = _entry_of(start.args[0]), _entry_of(start.args[1])
    left = deriv(body, letter)
    if not _same_shape(left, closed, context):
        return None
    return (
        (node("transpose", left), turned(closed))
        if style.turns(over, by, letter=body.head == "sym")
        else (left, closed)
    )


def _entry_of(expr: Expr) -> tuple[int, Expr]:
    """How many places are taken of an array, and the array."""
    return (len(expr.args) - 1, expr.args[0]) if expr.head == "entry" else (0, expr)


def _same_shape(left: Expr, right: Expr, context: Context) -> bool:
    try:
        first, second = shape_of(left, context), shape_of(right, context)
    except DeriveError:
        return False
    return first is not None and second is not None and same_shape(first, second)
