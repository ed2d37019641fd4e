"""The proof of a derivative by a whole array: by dual numbers, or by differentials, df = ⟨∂f/∂X, H⟩."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from derive.engine.tensors.closed_form import ArrayGradient, array_gradient
from derive.engine.tensors.forward import Forward
from derive.engine.tensors.identities import MatrixVerdict
from derive.engine.tensors.lower import Pointwise
from derive.errors import DeriveError
from derive.expressions import build as b
from derive.expressions.expr import Expr, node
from derive.notation.context import Letter
from derive.notation.functions import FunctionTable
from derive.records.statement import Statement


def verified(
    found: ArrayGradient, functions: FunctionTable, pointwise: Callable[[Statement], Any]
) -> MatrixVerdict:
    """∂f/∂X = G by dual numbers in the kernel, or df = ⟨G, H⟩ for every change H of X by differentials.

    pointwise   decides statements, those between whole arrays too
    """
    if found.closed is None:
        return MatrixVerdict("undecided", {}, "the derivative has no matrix notation; see its entries")
    asked = Statement(b.deriv(found.expr, found.letter), found.closed, found.context)
    verdict = pointwise(asked)
    if verdict.verdict != "undecided":
        return MatrixVerdict(
            verdict.verdict, dict(verdict.certificate or {}), verdict.reason, verdict.holds_if
        )
    axes = found.context.letters[found.letter.value].axes
    change = b.sym(f"d{found.letter.value}")
    context = found.context.with_letters(Letter(change.value, axes=axes))
    low = Pointwise(context)
    try:
        left = Forward(found.letter, change, low, functions).of(found.expr)
        right = paired(found, change, low)
    except DeriveError as error:
        return MatrixVerdict("undecided", {}, str(error))
    verdict = pointwise(Statement(left, right, context))
    return MatrixVerdict(verdict.verdict, dict(verdict.certificate or {}), verdict.reason, verdict.holds_if)


def paired(found: ArrayGradient, change: Expr, low: Pointwise) -> Expr:
    """⟨G, H⟩ = tr(Gᵀ H) for a number, J h for a vector of a vector."""
    assert found.closed is not None
    over = len(found.free)
    if over == 0:
        inner = node("hadamard", found.closed, change) if low.shape(change) else b.mul(found.closed, change)
        return node("total", inner) if low.shape(inner) else inner
    if not found.places:
        return b.mul(found.closed, change)
    return node("matmul", found.closed, change)


__all__ = ["ArrayGradient", "array_gradient", "paired", "verified"]
