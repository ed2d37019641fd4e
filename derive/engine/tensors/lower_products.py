"""Products by entries: (A B)_ij = Σ_k A_ik B_kj, u · v = Σ_i u_i v_i, (u vᵀ)_ij = u_i v_j."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce

from derive.engine.tensors.pointwise import THREE, Places, Pointwise, Rule, places_of, summed
from derive.expressions import build as b
from derive.expressions.expr import Expr, node


def _matmul(low: Pointwise, expr: Expr, places: Places) -> Expr:
    left = expr.args[0] if len(expr.args) == 2 else node("matmul", *expr.args[:-1])
    right = expr.args[-1]
    first, second = low.shape(left), low.shape(right)
    if not first or not second:
        return b.mul(low.part(left, places), low.part(right, places))
    if len(first) == 1:
        return b.mul(low.entry(left, places[:1]), low.entry(right, (b.ONE, *places[1:])))
    row = places[:1] if places and not (first[0] is b.ONE and not places) else (b.ONE,)
    rest = places[1:] if len(second) == 2 else ()
    if len(second) == 2 and not places:
        rest = (b.ONE,)
    return _contracted(low, (left, row), (right, rest), first[1])


def _contracted(low: Pointwise, left: tuple[Expr, Places], right: tuple[Expr, Places], size: Expr) -> Expr:
    """Σ_k left_{…k} right_{k…}; a block on the right gives one sum for each of its parts.

    (diag(v) B)_ij = v_i B_ij and (A diag(v))_ij = A_ij v_j are no sums.
    """
    if left[0].head == "diag" and len(left[1]) == 1:
        return b.mul(low.entry(left[0].args[0], left[1]), low.entry(right[0], (*left[1], *right[1])))
    if right[0].head == "diag" and len(right[1]) == 1:
        return b.mul(low.entry(left[0], (*left[1], *right[1])), low.entry(right[0].args[0], right[1]))
    if size is b.ONE:
        return b.mul(low.entry(left[0], (*left[1], b.ONE)), low.entry(right[0], (b.ONE, *right[1])))
    if right[0].head == "block":
        return _over_blocks(low, left, right)
    k = b.fresh_idx("j")
    return b.sum_over(
        b.mul(low.entry(left[0], (*left[1], k)), low.entry(right[0], (k, *right[1]))), k, b.ONE, size
    )


def _over_blocks(low: Pointwise, left: tuple[Expr, Places], right: tuple[Expr, Places]) -> Expr:
    """W [h; x] = Σ_j W_ij h_j + Σ_j W_{i, n+j} x_j."""
    terms, before = [], b.ZERO
    for part in right[0].args:
        size = (low.shape(part) or (b.ONE,))[0]
        k = b.fresh_idx("j")
        column = k if before is b.ZERO else b.add(before, k)
        body = b.mul(low.entry(left[0], (*left[1], column)), low.part(part, (k, *right[1])))
        terms.append(b.sum_over(body, k, b.ONE, size))
        before = size if before is b.ZERO else b.add(before, size)
    return b.add(*terms)


def _dot(low: Pointwise, expr: Expr, places: Places) -> Expr:
    """u · v = Σ_i u_i v_i; the entries of both taken together for matrices."""
    left, right = expr.args
    shape = low.shape(left)
    inner = places_of(shape)
    return summed(b.mul(low.entry(left, inner), low.part(right, inner)), inner, shape)


def _outer(low: Pointwise, expr: Expr, places: Places) -> Expr:
    cut = len(low.shape(expr.args[0]))
    return b.mul(low.entry(expr.args[0], places[:cut]), low.entry(expr.args[1], places[cut:]))


def _entrywise(make: Callable[[Expr, Expr], Expr]) -> Callable[[Pointwise, Expr, Places], Expr]:
    return lambda low, expr, places: reduce(make, [low.part(a, places) for a in expr.args])


def _cross(low: Pointwise, expr: Expr, places: Places) -> Expr:
    """(a × c)_i = Σ_jk ε_ijk a_j c_k, ε the sign of the permutation ijk of 1, 2, 3, else 0."""
    epsilon = low.permutation_sign()
    j, k = b.fresh_idx("j"), b.fresh_idx("k")
    left, right = (low.entry(a, (p, *places[1:])) for a, p in zip(expr.args, (j, k), strict=True))
    body = b.mul(b.entry(epsilon, places[0], j, k), left, right)
    return summed(body, (j, k), (THREE, THREE))


PRODUCTS: Mapping[str, Rule] = {
    "matmul": _matmul,
    "hadamard": _entrywise(b.mul),
    "hadamard_div": _entrywise(b.div),
    "dot": _dot,
    "outer": _outer,
    "cross": _cross,
}
