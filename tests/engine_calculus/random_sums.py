"""Random expressions with nested sums and deltas, in x, X_i, F_ij; the names of indices clash."""

from __future__ import annotations

from random import Random

from derive.expressions import build as b
from derive.expressions.expr import Expr
from derive.notation.context import EMPTY, Context, Letter

N = b.sym("n")
CONTEXT: Context = EMPTY.with_letters(
    Letter("n", "size"),
    Letter("x"),
    Letter("X", axes=(N,)),
    Letter("F", axes=(N, N)),
    *(Letter(k, "index", lo=b.ONE, hi=N) for k in "ijk"),
)


def random_body(rng: Random, depth: int, scope: tuple[Expr, ...] = ()) -> Expr:
    """Σ, sums, products, squares and quotients over entries and deltas."""
    if depth == 0:
        return leaf(rng, scope)
    kind = rng.choice(["sum", "sum", "sum", "add", "mul", "square", "div"])
    if kind == "sum":
        index = b.fresh_idx(rng.choice("ijk"))
        inner = (*scope, index)
        body = b.mul(random_body(rng, depth - 1, inner), leaf(rng, inner))
        return b.sum_over(body, index, b.ONE, N)
    first, second = random_body(rng, depth - 1, scope), leaf(rng, scope)
    if kind == "square":
        return b.power(first, b.num(2))
    if kind == "div":
        return b.div(first, b.add(b.num(3), b.power(b.sym("x"), b.num(2))))
    return b.add(first, b.neg(second)) if kind == "add" else b.mul(first, second)


def leaf(rng: Random, scope: tuple[Expr, ...]) -> Expr:
    places = [*scope, *scope, b.idx("i"), b.idx("j")]
    one, two = rng.choice(places), rng.choice(places)
    return {
        "letter": b.sym("x"),
        "entry": b.entry(b.sym("X"), one),
        "pair": b.entry(b.sym("F"), one, two),
        "delta": b.delta(one, two),
    }[rng.choice(["letter", "entry", "entry", "pair", "delta"])]


def random_letter(rng: Random) -> Expr:
    """x, X_k, X_i, F_ik or F_ij: by free indices, of which some stand in the expression."""
    k, i, j = b.idx("k"), b.idx("i"), b.idx("j")
    array, matrix = b.sym("X"), b.sym("F")
    return rng.choice(
        [b.sym("x"), b.entry(array, k), b.entry(array, i), b.entry(matrix, i, k), b.entry(matrix, i, j)]
    )
