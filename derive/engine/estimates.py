"""Estimates term by term: Σ a_t ≤ Σ b_t and ∏ |a_t| ≤ ∏ b_t, where the bounds b_t are declared."""

from __future__ import annotations

from derive.engine.neat import neat
from derive.engine.plain_sign import plainly_signed
from derive.engine.rules import Grounds
from derive.expressions.build import TRUE, fn
from derive.expressions.expr import Expr, free_indices, node
from derive.expressions.walk import alpha, rebuild, substitute, transform


def absolute_values_inside(expr: Expr) -> Expr:
    """|∏_t a_t| = ∏_t |a_t|."""

    def here(each: Expr) -> Expr | None:
        inner = each.args[0] if each.head == "abs" else each
        return None if inner is each or inner.head != "prod" else rebuild(inner, _over_body(inner))

    return transform(expr, here)


def _over_body(product: Expr) -> tuple[Expr, ...]:
    return (fn("abs", product.args[0]), *product.args[1:])


def bounded_by(expr: Expr, relation: Expr, grounds: Grounds) -> Expr | None:
    """What a sum or product is at most, each term replaced by its declared bound; None where it is not so."""
    declared = any(alpha(relation) is alpha(a) for a in grounds.context.assumptions)
    if not declared or relation.head not in ("lt", "le") or expr.head not in ("sum", "prod"):
        return None
    small, great = relation.args
    body, place, lo, hi, condition = expr.args
    if expr.head == "prod" and not plainly_signed(body, False):
        return None
    for index in free_indices(small):
        letter = node("idx", value=index)
        known = grounds.context.letters.get(index.name)
        whole = known is not None and (known.lo, known.hi) == (lo, hi) and condition is TRUE
        if whole and alpha(substitute(small, {letter: place})) is alpha(body):
            return neat(rebuild(expr, (substitute(great, {letter: place}), *expr.args[1:])))
    return None
