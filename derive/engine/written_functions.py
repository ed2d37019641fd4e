"""Functions of a written array by its entries: tr A = Σ a_ii, ‖v‖ = √Σ v_i², det A, A⁻¹ = adj A / det A."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import permutations

from derive.errors import DeriveError
from derive.expressions.build import ONE, ZERO, add, div, fn, mul, neg, sub
from derive.expressions.expr import Expr, number_value

Grid = tuple[tuple[Expr, ...], ...]
LARGEST_DETERMINANT = 4


class NotWritten(DeriveError):
    """An expression that is no table of entries."""


class SizesDiffer(NotWritten):
    """Written arrays whose sizes do not fit."""


def size_of(grid: Grid) -> str:
    return f"{len(grid)} × {len(grid[0])}"


def filled(expr: Expr) -> Grid | None:
    """1, 0 and I of sizes that are numbers; None for another head."""
    if expr.head not in ("ones", "zeros", "identity"):
        return None
    sizes = [number_value(a) for a in expr.args]
    if not sizes or any(n is None or n > 64 for n in sizes):
        raise NotWritten(f"{expr.head} of sizes that are no small numbers")
    rows = int(sizes[0] or 0)
    if expr.head == "identity":
        return tuple(tuple(ONE if r == c else ZERO for c in range(rows)) for r in range(rows))
    columns = int(sizes[1] or 0) if len(sizes) > 1 else 1
    return ((ONE if expr.head == "ones" else ZERO,) * columns,) * rows


def _square(grid: Grid, word: str) -> int:
    if len(grid) != len(grid[0]):
        raise SizesDiffer(f"{size_of(grid)} has no {word}: it is not square")
    return len(grid)


def _trace(expr: Expr, a: Grid) -> Expr:
    return add(*(a[i][i] for i in range(_square(a, "trace"))))


def _total(expr: Expr, a: Grid) -> Expr:
    return add(*(x for row in a for x in row))


def _norm(expr: Expr, a: Grid) -> Expr:
    """The root of the sum of squares."""
    if expr.head == "norm" and number_value(expr.args[1]) != 2:
        raise NotWritten("a norm of another degree than 2")
    return fn("sqrt", add(*(mul(x, x) for row in a for x in row)))


def _diag(expr: Expr, a: Grid) -> Grid:
    """A column's diagonal matrix; the diagonal of a matrix as a column."""
    if len(a[0]) == 1:
        return tuple(tuple(a[r][0] if r == c else ZERO for c in range(len(a))) for r in range(len(a)))
    return tuple((a[i][i],) for i in range(_square(a, "diagonal")))


def determinant(a: Grid) -> Expr:
    """Σ over permutations, signed (Leibniz)."""
    n = _square(a, "determinant")
    if n > LARGEST_DETERMINANT:
        raise NotWritten(f"determinants are written out up to {LARGEST_DETERMINANT} rows")
    terms = []
    for order in permutations(range(n)):
        swaps = sum(order[j] < order[i] for i in range(n) for j in range(i + 1, n))
        term = mul(*(a[r][c] for r, c in enumerate(order)))
        terms.append(neg(term) if swaps % 2 else term)
    return add(*terms)


def _inverse(expr: Expr, a: Grid) -> Grid:
    """adj A / det A."""
    n, whole = _square(a, "inverse"), determinant(a)
    if n == 1:
        return ((div(ONE, a[0][0]),),)

    def cofactor(r: int, c: int) -> Expr:
        rest = tuple(tuple(x for k, x in enumerate(row) if k != c) for q, row in enumerate(a) if q != r)
        return determinant(rest) if (r + c) % 2 == 0 else neg(determinant(rest))

    return tuple(tuple(div(cofactor(c, r), whole) for c in range(n)) for r in range(n))


def cross_product(a: Grid, c: Grid) -> Grid:
    """(a₂c₃ − a₃c₂, a₃c₁ − a₁c₃, a₁c₂ − a₂c₁)."""
    if (len(a), len(a[0])) != (3, 1) or (len(c), len(c[0])) != (3, 1):
        raise SizesDiffer(f"a cross product of {size_of(a)} and {size_of(c)}: it is of columns of 3")
    pairs = ((1, 2), (2, 0), (0, 1))
    return tuple((sub(mul(a[j][0], c[k][0]), mul(a[k][0], c[j][0])),) for j, k in pairs)


def kronecker(a: Grid, c: Grid) -> Grid:
    """a_ij C in blocks."""
    return tuple(tuple(mul(x, y) for x in row for y in other) for row in a for other in c)


OF_ONE: Mapping[str, Callable[[Expr, Grid], Grid | Expr]] = {
    "trace": _trace,
    "total": _total,
    "norm": _norm,
    "frobenius": _norm,
    "diag": _diag,
    "det": lambda expr, a: determinant(a),
    "inverse": _inverse,
}
OF_TWO: Mapping[str, Callable[[Grid, Grid], Grid]] = {"cross": cross_product, "kron": kronecker}


def function_of(expr: Expr, grids: Sequence[Grid]) -> Grid | Expr | None:
    """The value of a function of whole arrays; None where `expr` is none of them."""
    if expr.head in OF_ONE and len(grids) == 1:
        return OF_ONE[expr.head](expr, grids[0])
    if expr.head in OF_TWO and len(grids) == 2:
        return OF_TWO[expr.head](*grids)
    return None
