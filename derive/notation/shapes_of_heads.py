"""The shape of an array expression from those of its parts, head by head; None is not known.

matmul   (m, n)(n, p) → (m, p)   (m, n)(n) → (m)   (1, n)(n) → ()   (n)(1, m) → (n, m)
transpose (m, n) → (n, m)        of a vector (n): the row (1, n)
+, ⊙, functions: both shapes are the same, or one side is a number
∂a/∂b    the shape of a, then that of b
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from derive.expressions.build import ONE, add, mul, num
from derive.expressions.expr import Expr, number_value
from derive.notation.sizes import (
    NUMBER,
    MaybeShape,
    ShapeMismatch,
    Unpaired,
    said,
    same_shape,
    same_size,
)


def common_shape(expr: Expr, shapes: Sequence[MaybeShape]) -> MaybeShape:
    """The common shape; numbers go with every shape."""
    known = [s for s in shapes if s]
    for shape in known[1:]:
        if not same_shape(shape, known[0]):
            raise Unpaired(f"{said(known[0])} and {said(shape)} do not fit", known[0], shape)
    if known:
        return known[0]
    return None if any(s is None for s in shapes) else NUMBER


def matmul_shape(left: MaybeShape, right: MaybeShape) -> MaybeShape:
    """The shape of left · right; a 1 × 1 product is a number."""
    if left is None or right is None:
        return None
    if not left or not right:
        return left or right
    if len(left) == 1:
        if right[0] is ONE:
            return (left[0], *right[1:])
        raise ShapeMismatch(f"{said(left)} times {said(right)} has no meaning", left, right)
    if len(left) > 2 or len(right) > 2 or not same_size(left[1], right[0]):
        raise ShapeMismatch(f"{said(left)} times {said(right)} does not fit", left, right)
    shape = (left[0], *right[1:])
    return NUMBER if all(size is ONE for size in shape) and left[0] is ONE else shape


def _matmul(expr: Expr, shapes: Sequence[MaybeShape]) -> MaybeShape:
    found = shapes[0]
    for shape in shapes[1:]:
        found = matmul_shape(found, shape)
    return found


def _transpose(expr: Expr, shapes: Sequence[MaybeShape]) -> MaybeShape:
    (shape,) = shapes
    if shape is None or not shape:
        return shape
    if len(shape) > 2:
        raise ShapeMismatch(f"{said(shape)} has no transpose", shape, shape)
    if len(shape) == 1:
        return (ONE, shape[0])
    return shape[1:] if shape[0] is ONE else (shape[1], shape[0])


def square_shape(expr: Expr, shapes: Sequence[MaybeShape]) -> MaybeShape:
    """Of a square matrix, as traces and determinants are."""
    (shape,) = shapes
    if shape and (len(shape) != 2 or not same_size(*shape)):
        raise ShapeMismatch(f"{said(shape)} is not square", shape, shape)
    return shape


def _outer(expr: Expr, shapes: Sequence[MaybeShape]) -> MaybeShape:
    left, right = shapes
    return None if left is None or right is None else (*left, *right)


def _kron(expr: Expr, shapes: Sequence[MaybeShape]) -> MaybeShape:
    """(m, n) ⊗ (p, q) → (m p, n q); a vector is a column: (m) ⊗ (p, q) → (m p, q)."""
    left, right = shapes
    if left is None or right is None or not 1 <= len(left) <= 2 or not 1 <= len(right) <= 2:
        return None
    rows, columns = mul(left[0], right[0]), [shape[1] for shape in (left, right) if len(shape) == 2]
    if not columns:
        return (rows,)
    return (rows, mul(*columns) if len(columns) == 2 else columns[0])


def _along_last(expr: Expr, shapes: Sequence[MaybeShape]) -> MaybeShape:
    """One value for each row; a number for a vector."""
    return shapes[0][:-1] if shapes[0] else shapes[0]


def _cross(expr: Expr, shapes: Sequence[MaybeShape]) -> MaybeShape:
    """(3) × (3) → (3)."""
    for shape in shapes:
        column = shape is not None and (len(shape) == 1 or (len(shape) == 2 and shape[1] is ONE))
        if shape is not None and (not column or number_value(shape[0]) != 3):
            raise ShapeMismatch(
                f"a cross product is of vectors of 3, and this is {said(shape)}", shape, shape
            )
    return next((s for s in shapes if s is not None), None)


def _diag(expr: Expr, shapes: Sequence[MaybeShape]) -> MaybeShape:
    (shape,) = shapes
    return None if shape is None else (shape * 2 if len(shape) == 1 else shape[:1])


def _triangle(expr: Expr, shapes: Sequence[MaybeShape]) -> MaybeShape:
    """Of a matrix, square or not."""
    (shape,) = shapes
    if shape is not None and len(shape) != 2:
        raise ShapeMismatch(f"{said(shape)} has no triangle", shape, shape)
    return shape


def _vec(expr: Expr, shapes: Sequence[MaybeShape]) -> MaybeShape:
    """(m, n) → (n m): the columns on top of each other."""
    (shape,) = shapes
    if shape is not None and len(shape) != 2:
        raise ShapeMismatch(f"{said(shape)} has no columns to be stacked", shape, shape)
    return None if shape is None else (mul(*reversed(shape)),)


def _filled(expr: Expr, shapes: Sequence[MaybeShape]) -> MaybeShape:
    return expr.args


def _identity(expr: Expr, shapes: Sequence[MaybeShape]) -> MaybeShape:
    return expr.args * 2


def _listed(expr: Expr, shapes: Sequence[MaybeShape]) -> MaybeShape:
    if any(s is None for s in shapes) or any(a.head == "dots" for a in expr.args):
        return None
    first = shapes[0] or NUMBER
    for shape in shapes[1:]:
        if not same_shape(shape or NUMBER, first):
            raise ShapeMismatch(
                f"{said(first)} and {said(shape or NUMBER)} stand in one list", first, shape or ()
            )
    return (num(len(expr.args)), *first)


def _matrix(expr: Expr, shapes: Sequence[MaybeShape]) -> MaybeShape:
    """Rows of numbers; a single column of numbers is a vector."""
    if any(s is None for s in shapes):
        return None
    first = shapes[0] or NUMBER
    if len(first) != 1:
        return None
    for shape in shapes[1:]:
        if not same_shape(shape or NUMBER, first):
            raise ShapeMismatch("the rows of a matrix differ in length", first, shape or NUMBER)
    rows = num(len(expr.args))
    return (rows,) if first[0] is ONE else (rows, first[0])


def _block(expr: Expr, shapes: Sequence[MaybeShape]) -> MaybeShape:
    """[a; b]: the first sizes add up; a number counts one."""
    if any(s is None for s in shapes):
        return None
    full = [s or (ONE,) for s in shapes if s is not None]
    for shape in full[1:]:
        if not same_shape(shape[1:], full[0][1:]):
            raise ShapeMismatch(f"{said(full[0])} on top of {said(shape)} does not fit", full[0], shape)
    return (add(*(s[0] for s in full)), *full[0][1:])


def _derivative(expr: Expr, shapes: Sequence[MaybeShape]) -> MaybeShape:
    over, under = shapes
    return None if over is None or under is None else (*over, *under)


RULES: dict[str, Callable[[Expr, Sequence[MaybeShape]], MaybeShape]] = {
    "matmul": _matmul,
    "transpose": _transpose,
    "inverse": square_shape,
    "outer": _outer,
    "kron": _kron,
    "logsumexp": _along_last,
    "cross": _cross,
    "diag": _diag,
    "tril": _triangle,
    "triu": _triangle,
    "vec": _vec,
    "ones": _filled,
    "zeros": _filled,
    "identity": _identity,
    "vector": _listed,
    "row": _listed,
    "matrix": _matrix,
    "block": _block,
    "deriv": _derivative,
    "otimes": lambda expr, shapes: None,
    "star": lambda expr, shapes: None,
    "bigcirc": lambda expr, shapes: None,
}
