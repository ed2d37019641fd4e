"""Dense points made to fit what is assumed: symmetric, orthogonal, idempotent, commuting, inverse matrices.

Orthogonal: (1 − S)(1 + S)⁻¹ for S = −Sᵀ (Cayley), or that with a row turned. Idempotent: U (V U)⁻¹ V.
N N = 0: u vᵀ for vᵀu = 0. Commuting with A: 1 + 2A + A². ‖u‖ = 1: (2t, 1 − ‖t‖²)/(1 + ‖t‖²).
Σ p = c: the last entry. A = E for a letter that does not stand in E: the value of E.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from random import Random

from derive.engine.tensors.exact import Exact
from derive.engine.tensors.lower import Pointwise
from derive.engine.tensors.tables import Table, flipped, multiplied, solved
from derive.errors import DeriveError
from derive.expressions.expr import Expr, node, number_value
from derive.expressions.walk import letters
from derive.notation.context import Context

Point = dict[str, Table]


def fitted(context: Context, sizes: Mapping[str, int], point: Point, random: Random) -> Point:
    """The point with letters changed so that the equations assumed hold, where that is known how."""
    found = dict(point)
    for relation in context.assumptions:
        if relation.head == "eq":
            for left, right in (relation.args, relation.args[::-1]):
                _fit(left, right, found, random)
    for relation in context.assumptions:
        if relation.head == "eq":
            left, right = relation.args
            _put(left, right, context, sizes, found)
    return found


def _put(left: Expr, right: Expr, context: Context, sizes: Mapping[str, int], point: Point) -> None:
    """A = E for a letter that does not stand in E."""
    if left.head != "sym":
        left, right = right, left
    if left.head == "sym" and left.value in point and left.value not in letters(right):
        try:
            value, old = Exact(Pointwise(context), sizes, point).value(right), point[left.value]
            whole = (len(value), len(value[0])) == (1, 1)
            point[left.value] = [[value[0][0]] * len(row) for row in old] if whole else value
        except DeriveError:
            return


def _fit(left: Expr, right: Expr, point: Point, random: Random) -> None:
    value = number_value(right)
    if left.head == "sym" and left.value in point:
        table = point[left.value]
        if right is node("transpose", left):
            point[left.value] = _mixed(table, lambda x, y: x + y)
        elif right is node("neg", node("transpose", left)):
            point[left.value] = _mixed(table, lambda x, y: x - y)
        elif value is not None:
            point[left.value] = [[value] * len(row) for row in table]
    elif left.head == "transpose" and right is node("neg", left.args[0]) and left.args[0].head == "sym":
        _fit(left.args[0], node("neg", left), point, random)
    elif value == 1 and _squared(left) in point:
        point[_squared(left)] = unit(point[_squared(left)])
    elif value is not None and left.head == "total" and left.args[0].value in point:
        point[left.args[0].value] = adding_up(point[left.args[0].value], value)
    elif left.head == "matmul" and len(left.args) == 2:
        _fit_product(*left.args, right, point, random)


def _squared(expr: Expr) -> str:
    """The letter v of v · v, vᵀv, ‖v‖ or ‖v‖²; "" for another expression."""
    if expr.head == "pow":
        expr = expr.args[0] if expr.args[0].head == "norm" else expr
    if expr.head == "norm" and number_value(expr.args[1]) == 2:
        found = expr.args[0]
    elif expr.head in ("dot", "matmul") and len(expr.args) == 2:
        first, found = expr.args
        first = first.args[0] if first.head == "transpose" else first
        if first is not found or (expr.head == "matmul" and expr.args[0].head != "transpose"):
            return ""
    else:
        return ""
    return str(found.value) if found.head == "sym" else ""


def unit(v: Table) -> Table:
    """A rational vector of length 1: the last entry of v stands for no parameter."""
    if len(v[0]) != 1:
        return v
    t = [row[0] for row in v[:-1]]
    square = sum((x * x for x in t), Fraction(0))
    return [*([2 * x / (1 + square)] for x in t), [(1 - square) / (1 + square)]]


def adding_up(v: Table, total: Fraction) -> Table:
    """The last entry makes up what is missing."""
    rest = sum((x for row in v for x in row), Fraction(0)) - v[-1][-1]
    return [*v[:-1], [*v[-1][:-1], total - rest]]


def _fit_product(a: Expr, c: Expr, right: Expr, point: Point, random: Random) -> None:
    one = right.head == "identity"
    if one and a.head == "transpose" and a.args[0] is c and c.value in point:
        point[c.value] = _turned(orthonormal(point[c.value]), random)
    elif one and c.head == "transpose" and c.args[0] is a and a.value in point:
        point[a.value] = flipped(_turned(orthonormal(flipped(point[a.value])), random))
    elif a is c and a.head == "sym" and a.value in point and _is_zero(right):
        point[a.value] = nilpotent(point[a.value])
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


def _turned(q: Table, random: Random) -> Table:
    """The first row with the other sign, every other time: det Q may be −1."""
    return [[-x for x in q[0]], *q[1:]] if random.randint(0, 1) else q


def _is_zero(expr: Expr) -> bool:
    return expr.head == "zeros" or number_value(expr) == 0


def nilpotent(a: Table) -> Table:
    """u vᵀ with vᵀu = 0."""
    n = len(a)
    u = [a[i][0] for i in range(n)]
    v = [a[i][-1] if n > 1 else Fraction(0) for i in range(n)]
    square = sum((x * x for x in u), Fraction(0))
    if len(a[0]) != n or not square:
        return a
    along = sum((x * y for x, y in zip(u, v, strict=True)), Fraction(0)) / square
    return [[x * (z - along * y) for y, z in zip(u, v, strict=True)] for x in u]


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
