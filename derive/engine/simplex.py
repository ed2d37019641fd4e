"""A x = b, x ≥ 0 over the rationals: the simplex method with Bland's rule, exact."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

MOST_STEPS = 2_000
Row = list[Fraction]


def nonnegative_solution(
    columns: Sequence[Sequence[Fraction]], target: Sequence[Fraction], wanted: Sequence[int] = ()
) -> list[Fraction] | None:
    """x ≥ 0 with Σ x_j·column_j = target, with Σ x_j over `wanted` not zero where that can be; else None."""
    rows = len(target)
    table: list[Row] = []
    for i in range(rows):
        sign = -1 if target[i] < 0 else 1
        row = [sign * c[i] for c in columns]
        unit = [Fraction(int(i == k)) for k in range(rows)]
        table.append([*row, *unit, sign * target[i]])
    n = len(columns)
    basis = [n + i for i in range(rows)]
    cost = [Fraction(0)] * n + [Fraction(1)] * rows
    if not _minimise(table, basis, cost, n + rows) or _value(table, basis, cost) != 0:
        return None
    _drop_artificial(table, basis, n)
    second = [Fraction(-int(j in set(wanted))) for j in range(n)] + [Fraction(0)] * rows
    if wanted:
        _minimise(table, basis, second, n)
    x = [Fraction(0)] * n
    for i, j in enumerate(basis):
        if j < n:
            x[j] = table[i][-1]
    return x


def _drop_artificial(table: list[Row], basis: list[int], n: int) -> None:
    """The columns beyond n leave the basis, where they are zero; a row without any other is void."""
    for i in reversed(range(len(table))):
        if basis[i] >= n:
            column = next((j for j in range(n) if table[i][j]), None)
            if column is None:
                del table[i], basis[i]
            else:
                _pivot(table, basis, i, column)


def _value(table: list[Row], basis: list[int], cost: Row) -> Fraction:
    return sum((cost[j] * table[i][-1] for i, j in enumerate(basis)), Fraction(0))


def _minimise(table: list[Row], basis: list[int], cost: Row, width: int) -> bool:
    """Pivot until no column below `width` lowers the cost; stops (True) when the cost has no bound."""
    for _ in range(MOST_STEPS):
        free = (j for j in range(width) if j not in basis)
        entering = next((j for j in free if _reduced(table, basis, cost, j) < 0), None)
        if entering is None:
            return True
        ratios = [(row[-1] / row[entering], basis[i], i) for i, row in enumerate(table) if row[entering] > 0]
        if not ratios:
            return True
        _pivot(table, basis, min(ratios)[2], entering)
    return False


def _reduced(table: list[Row], basis: list[int], cost: Row, j: int) -> Fraction:
    return cost[j] - sum((cost[b] * table[i][j] for i, b in enumerate(basis)), Fraction(0))


def _pivot(table: list[Row], basis: list[int], i: int, j: int) -> None:
    scale = table[i][j]
    table[i] = [v / scale for v in table[i]]
    for k, row in enumerate(table):
        if k != i and row[j]:
            factor = row[j]
            table[k] = [a - factor * b for a, b in zip(row, table[i], strict=True)]
    basis[i] = j
