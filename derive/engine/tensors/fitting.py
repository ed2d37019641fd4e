"""Dense points made to fit what is assumed: symmetric, orthogonal, idempotent, commuting, inverse matrices.

Orthogonal: (1 − S)(1 + S)⁻¹ for S = −Sᵀ (Cayley). Idempotent: U (V U)⁻¹ V. Commuting with A: 1 + 2A + A².
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from random import Random

from derive.engine.tensors.tables import Table, flipped, multiplied, solved
from derive.expressions.expr import Expr, node
from derive.notation.context import Context

Point = dict[str, Table]


def fitted(context: Context, sizes: Mapping[str, int], point: Point, random: Random) -> Point:
    """The point with letters changed so that the equations assumed hold, where that is known how."""
    found = dict(point)
    for relation in context.assumptions:
        if relation.head == "eq":
            for left, right in (relation.args, relation.args[::-1]):
                _fit(left, right, found, random)
    return found


def _fit(left: Expr, right: Expr, point: Point, random: Random) -> None:
    if left.head == "sym" and left.value in point:
        table = point[left.value]
        if right is node("transpose", left):
            point[left.value] = _mixed(table, lambda x, y: x + y)
        elif right is node("neg", node("transpose", left)):
            point[left.value] = _mixed(table, lambda x, y: x - y)
        elif right.head == "num":
            point[left.value] = [[Fraction(right.value)] * len(row) for row in table]
    elif left.head == "matmul" and len(left.args) == 2:
        _fit_product(*left.args, right, point, random)


def _fit_product(a: Expr, c: Expr, right: Expr, point: Point, random: Random) -> None:
    one = right.head == "identity"
    if one and a.head == "transpose" and a.args[0] is c and c.value in point:
        point[c.value] = orthonormal(point[c.value])
    elif one and c.head == "transpose" and c.args[0] is a and a.value in point:
        point[a.value] = flipped(orthonormal(flipped(point[a.value])))
    elif a.head == c.head == "sym" and a.value in point and c.value in point:
        if a is c and right is a:
            point[a.value] = projection(point[a.value], random)
        elif a is c and one:
            half = projection(point[a.value], random)
            point[a.value] = [[2 * x - int(i == j) for j, x in enumerate(r)] for i, r in enumerate(half)]
        elif one:
            point[c.value] = solved(point[a.value])[0] or point[c.value]
        elif right is node("matmul", c, a):
            point[c.value] = _polynomial(point[a.value])


def _mixed(a: Table, combine: Callable[[Fraction, Fraction], Fraction]) -> Table:
    if len(a) != len(a[0]):
        return a
    return [[combine(a[i][j], a[j][i]) for j in range(len(a))] for i in range(len(a))]


def orthonormal(a: Table) -> Table:
    """Columns of (1 − S)(1 + S)⁻¹, S from the entries of a; more columns than rows have none."""
    n, k = len(a), len(a[0])
    if k > n:
        return a
    wide = [[a[i][j % k] for j in range(n)] for i in range(n)]
    s = [[wide[i][j] - wide[j][i] for j in range(n)] for i in range(n)]
    low = [[Fraction(int(i == j)) - s[i][j] for j in range(n)] for i in range(n)]
    high = [[Fraction(int(i == j)) + s[i][j] for j in range(n)] for i in range(n)]
    return [row[:k] for row in multiplied(low, solved(high)[0])]


def projection(a: Table, random: Random) -> Table:
    """U (V U)⁻¹ V of a rank between 0 and n."""
    n = len(a)
    if len(a[0]) != n:
        return a
    rank = max(n - 1, 1)
    u = [row[:rank] for row in a]
    v = [[Fraction(random.randint(1, 9)) for _ in range(n)] for _ in range(rank)]
    inside = _product(v, u)
    inverse, det = solved(inside)
    return _product(_product(u, inverse), v) if det else a


def _product(a: Table, c: Table) -> Table:
    return [
        [sum((x * y for x, y in zip(r, s, strict=True)), Fraction(0)) for s in zip(*c, strict=True)]
        for r in a
    ]


def _polynomial(a: Table) -> Table:
    """1 + 2 A + A²."""
    square = _product(a, a)
    return [[int(i == j) + 2 * x + square[i][j] for j, x in enumerate(r)] for i, r in enumerate(a)]
