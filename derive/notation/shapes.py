"""Shapes of expressions: one size for each index an expression takes; () is a number, None is not known.

A vector is a column. `shapes_of_heads` has the rules; sizes are compared as linear forms: n + 1 is 1 + n.
"""

from __future__ import annotations

from collections.abc import Sequence

from derive.expressions.build import ONE
from derive.expressions.expr import Expr, binds, postorder
from derive.notation.context import Context
from derive.notation.shapes_of_heads import RULES, common_shape, matmul_shape, square_shape
from derive.notation.sizes import (
    NUMBER,
    MaybeShape,
    Shape,
    ShapeMismatch,
    Unpaired,
    said,
    same_shape,
    same_size,
)

__all__ = [
    "ARRAY_HEADS", "NUMBER", "MaybeShape", "Shape", "ShapeMismatch", "Unpaired", "matmul_shape", "said",
    "same_shape", "same_size", "shape_of",
]  # fmt: skip
ARRAY_HEADS = frozenset(
    "matmul transpose hadamard hadamard_div dot outer otimes star kron cross inverse trace det norm "
    "frobenius diag tril triu vec total ones zeros identity vector row matrix block".split()
)
_ALWAYS_NUMBERS = frozenset({"dot", "trace", "det", "norm", "frobenius", "total", "delta", "limit"})


def shape_of(
    expr: Expr,
    context: Context,
    memo: dict[Expr, MaybeShape] | None = None,
    unwritten: frozenset[str] = frozenset(),
) -> MaybeShape:
    """The shape of `expr`; raises ShapeMismatch where two shapes do not fit.

    `unwritten` are size letters that no text names: a misfit with one of them leaves the shape open.
    """
    known = {} if memo is None else memo
    if expr not in known:
        for each in postorder(expr):
            if each not in known:
                known[each] = _shape_or_open(each, context, known, unwritten)
    return known[expr]


def _shape_or_open(
    expr: Expr, context: Context, known: dict[Expr, MaybeShape], unwritten: frozenset[str]
) -> MaybeShape:
    try:
        return _shape(expr, context, known)
    except ShapeMismatch as mismatch:
        sizes = [part.value for size in (*mismatch.left, *mismatch.right) for part in postorder(size)]
        if not any(size in unwritten for size in sizes if isinstance(size, str)):
            raise
        return None


def _shape(expr: Expr, context: Context, known: dict[Expr, MaybeShape]) -> MaybeShape:
    if not expr.args:
        return _leaf(expr, context)
    shapes = [known[a] for a in expr.args]
    if expr.head in ("trace", "det"):
        square_shape(expr, shapes)
    if expr.head in _ALWAYS_NUMBERS:
        return NUMBER
    rule = RULES.get(expr.head)
    if rule is not None:
        return rule(expr, shapes)
    if expr.head == "entry":
        return _entry(expr, shapes, context)
    if expr.head == "call":
        return None if _is_unknown(expr.args[0], context) else NUMBER
    if binds(expr):
        return shapes[0] if expr.head in ("sum", "prod") else NUMBER
    if expr.head == "cases":
        return common_shape(expr, shapes[::2])
    return common_shape(expr, shapes)


def _leaf(expr: Expr, context: Context) -> MaybeShape:
    if expr.head == "sym":
        letter = context.letters.get(expr.value)
        if letter is None:
            return NUMBER
        return letter.axes or (None if letter.role in ("array", "sequence") else NUMBER)
    return None if expr.head in ARRAY_HEADS or expr.head == "dots" else NUMBER


def _is_unknown(name: Expr, context: Context) -> bool:
    letter = context.letters.get(name.value) if name.head == "sym" else None
    return letter is not None and letter.role == "array"


def _entry(expr: Expr, shapes: Sequence[MaybeShape], context: Context) -> MaybeShape:
    whole, taken = shapes[0], len(expr.args) - 1
    if expr.args[0].head == "sym" and context.role(expr.args[0].value) == "sequence":
        return NUMBER
    if whole is None:
        return None
    if not whole:
        return NUMBER
    if taken > len(whole):
        raise ShapeMismatch(f"{taken} indices on {said(whole)}", whole, (ONE,) * taken)
    return whole[taken:]
