"""Tables of rational numbers: products, transposes, inverses and determinants.

Of other numbers that are added, multiplied and divided too (dual numbers), more slowly.
"""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq, fmpq_mat

Row = list[Fraction]
Table = list[Row]


def multiplied(a: Table, c: Table) -> Table:
    if len(a) == 1 and len(a[0]) == 1 and len(c) != 1:
        return [[a[0][0] * x for x in row] for row in c]
    if len(c) == 1 and len(c[0]) == 1 and len(a[0]) != 1:
        return [[x * c[0][0] for x in row] for row in a]
    if _is_rational(a) and _is_rational(c):
        return _rows(_exact(a) * _exact(c))
    columns = list(zip(*c, strict=True))
    return [
        [sum((x * y for x, y in zip(row, column, strict=True)), Fraction(0)) for column in columns]
        for row in a
    ]


def flipped(a: Table) -> Table:
    return [list(row) for row in zip(*a, strict=True)]


def solved(a: Table) -> tuple[Table, Fraction]:
    """(A⁻¹, det A); no rows where A is singular."""
    if not _is_rational(a):
        return eliminated(a)
    exact = _exact(a)
    det = exact.det()
    return (_rows(exact.inv()) if det else []), Fraction(int(det.p), int(det.q))


def eliminated(a: Table) -> tuple[Table, Fraction]:
    """(A⁻¹, det A) by elimination."""
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


def _is_rational(a: Table) -> bool:
    return all(isinstance(x, (Fraction, int)) for row in a for x in row)


def _exact(a: Table) -> fmpq_mat:
    return fmpq_mat(len(a), len(a[0]), [fmpq(x.numerator, x.denominator) for row in a for x in row])


def _rows(a: fmpq_mat) -> Table:
    return [[Fraction(int(x.p), int(x.q)) for x in row] for row in a.tolist()]
