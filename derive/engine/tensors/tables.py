"""Tables of rational numbers: products, transposes, inverses and determinants."""

from __future__ import annotations

from fractions import Fraction

Row = list[Fraction]
Table = list[Row]


def multiplied(a: Table, c: Table) -> Table:
    if len(a) == 1 and len(a[0]) == 1 and len(c) != 1:
        return [[a[0][0] * x for x in row] for row in c]
    if len(c) == 1 and len(c[0]) == 1 and len(a[0]) != 1:
        return [[x * c[0][0] for x in row] for row in a]
    columns = list(zip(*c, strict=True))
    return [
        [sum((x * y for x, y in zip(row, column, strict=True)), Fraction(0)) for column in columns]
        for row in a
    ]


def flipped(a: Table) -> Table:
    return [list(row) for row in zip(*a, strict=True)]


def solved(a: Table) -> tuple[Table, Fraction]:
    """(A⁻¹, det A) by elimination; raises NoValue for a singular matrix with no inverse."""
    n = len(a)
    rows = [list(row) + [Fraction(int(i == j)) for j in range(n)] for i, row in enumerate(a)]
    det = Fraction(1)
    for k in range(n):
        pivot = next((r for r in range(k, n) if rows[r][k]), None)
        if pivot is None:
            return [], Fraction(0)
        if pivot != k:
            rows[k], rows[pivot] = rows[pivot], rows[k]
            det = -det
        det *= rows[k][k]
        rows[k] = [x / rows[k][k] for x in rows[k]]
        for r in range(n):
            if r != k and rows[r][k]:
                rows[r] = [x - rows[r][k] * y for x, y in zip(rows[r], rows[k], strict=True)]
    return [row[n:] for row in rows], det
