"""A x = b, x ≥ 0 over the rationals: the simplex method with Bland's rule, exact."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from flint import fmpq

MOST_STEPS = 2_000
Rational = Fraction | int
Row = dict[int, Any]  # flint.fmpq by column, zeros left out; the last column is the right side


def nonnegative_solution(
    columns: Sequence[Sequence[Rational]], target: Sequence[Rational], wanted: Sequence[int] = ()
) -> list[Fraction] | None:
    """x ≥ 0 with Σ x_j·column_j = target, with Σ x_j over `wanted` not zero where that can be; else None.

    At first a variable of its own is basic in each row (basis ≥ n); one that leaves does not come back."""
    n = len(columns)
    table = [_row([*(c[i] for c in columns), b], -1 if b < 0 else 1) for i, b in enumerate(target)]
    basis = [n + i for i in range(len(table))]
    cost: Row = {}
    for row in table:
        _subtract(cost, row, fmpq(1))
    if not _minimise(table, basis, cost, n) or n in cost:
        return None
    _drop_artificial(table, basis, n)
    if wanted:
        second: Row = {j: fmpq(-1) for j in wanted}
        for row, j in zip(table, basis, strict=True):
            if j in second:
                _subtract(second, row, second[j])
        _minimise(table, basis, second, n)
    x = [Fraction(0)] * n
    for row, j in zip(table, basis, strict=True):
        value = row.get(n, fmpq(0))
        x[j] = Fraction(int(value.p), int(value.q))
    return x


def _row(values: Sequence[Rational], sign: int) -> Row:
    return {j: fmpq(sign * v.numerator, v.denominator) for j, v in enumerate(values) if v}


def _subtract(row: Row, other: Row, factor: Any) -> None:
    """row − factor·other, in place."""
    for j, v in other.items():
        left = row.get(j, 0) - factor * v
        if left:
            row[j] = left
        else:
            del row[j]


def _drop_artificial(table: list[Row], basis: list[int], n: int) -> None:
    """The variables beyond n leave the basis, where they are zero; a row without any other is void."""
    for i in reversed(range(len(table))):
        if basis[i] >= n:
            column = min((j for j in table[i] if j < n), default=None)
            if column is None:
                del table[i], basis[i]
            else:
                _pivot(table, basis, {}, i, column)


def _minimise(table: list[Row], basis: list[int], cost: Row, n: int) -> bool:
    """Pivot until no column lowers the cost; stops (True) when the cost has no bound."""
    for _ in range(MOST_STEPS):
        entering = min((j for j, c in cost.items() if c < 0 and j < n), default=None)
        if entering is None:
            return True
        ratios = [
            (row.get(n, fmpq(0)) / row[entering], basis[i], i)
            for i, row in enumerate(table)
            if entering in row and row[entering] > 0
        ]
        if not ratios:
            return True
        _pivot(table, basis, cost, min(ratios)[2], entering)
    return False


def _pivot(table: list[Row], basis: list[int], cost: Row, i: int, j: int) -> None:
    scale = table[i][j]
    table[i] = {k: v / scale for k, v in table[i].items()}
    for row in (*table[:i], *table[i + 1 :], cost):
        if j in row:
            _subtract(row, table[i], row[j])
    basis[i] = j
