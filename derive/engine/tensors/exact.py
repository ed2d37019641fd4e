"""The exact value of an array expression at a point: rational entries, sizes as numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from derive.engine.tensors.lower import Pointwise
from derive.engine.tensors.tables import Table, flipped, multiplied, solved
from derive.errors import DeriveError
from derive.expressions.expr import Expr, number_value
from derive.notation.shapes import Shape


class NoValue(DeriveError):
    """No exact value at this point: a singular matrix, a division by 0, a function of irrational values."""


class Exact:
    """Values at one point. Every value is kept as a table: a vector is a column, a number 1 × 1."""

    def __init__(
        self, low: Pointwise, sizes: Mapping[str, int], point: Mapping[str, Table], *, roots: bool = False
    ) -> None:
        """`roots`: a norm and a function get a rational value, enough to see that both sides exist."""
        self.low = low
        self.roots = roots
        self.sizes = sizes
        self.point = point
        self.memo: dict[Expr, Table] = {}

    def value(self, expr: Expr) -> Table:
        if expr not in self.memo:
            self.memo[expr] = self._value(expr)
        return self.memo[expr]

    def size(self, expr: Expr) -> int:
        value = number_value(expr)
        if value is not None:
            return int(value)
        if expr.head == "sym":
            return self.sizes[expr.value]
        parts = [self.size(a) for a in expr.args]
        if expr.head == "add":
            return sum(parts)
        if expr.head == "neg":
            return -parts[0]
        if expr.head == "mul":
            return _product(parts)
        raise NoValue(f"{expr!r} is no size")

    def extent(self, shape: Shape) -> tuple[int, int]:
        sizes = [self.size(n) for n in shape]
        return (sizes[0] if sizes else 1, sizes[1] if len(sizes) > 1 else 1)

    def _value(self, expr: Expr) -> Table:
        number = number_value(expr)
        if number is not None:
            return [[number]]
        if expr.head == "sym":
            if expr.value in self.point:
                return self.point[expr.value]
            return [[Fraction(self.size(expr))]]
        if expr.head in _MADE:
            return _MADE[expr.head](self, expr)
        if expr.head in _ENTRYWISE:
            return self.entrywise(expr, _ENTRYWISE[expr.head])
        if self.roots and expr.head in EVERYWHERE and len(expr.args) == 1:
            return self.somewhere(expr)
        raise NoValue(f"{expr.head} has no rational value here")

    def somewhere(self, expr: Expr) -> Table:
        """1 for each value of a function, of a logarithm where its argument is positive."""
        inside = self.value(expr.args[0])
        if expr.head in ("log", "sqrt") and any(x <= 0 for row in inside for x in row):
            raise NoValue(f"{expr.head} of a number that is not positive")
        rows, columns = self.extent(self.low.shape(expr))
        return [[Fraction(1)] * columns for _ in range(rows)]

    def entrywise(self, expr: Expr, rule: Callable[[Sequence[Fraction]], Fraction]) -> Table:
        parts = [self.value(a) for a in expr.args]
        rows, columns = self.extent(self.low.shape(expr))
        return [[rule([_at(p, i, j) for p in parts]) for j in range(columns)] for i in range(rows)]


def _at(table: Table, i: int, j: int) -> Fraction:
    return table[0][0] if len(table) == 1 and len(table[0]) == 1 else table[i][j]


def _product(values: Sequence[int]) -> int:
    found = 1
    for value in values:
        found *= value
    return found


def _times(values: Sequence[Fraction]) -> Fraction:
    found = Fraction(1)
    for value in values:
        found *= value
    return found


def _over(values: Sequence[Fraction]) -> Fraction:
    if not values[1]:
        raise NoValue("a division by 0")
    return values[0] / values[1]


def _raised(values: Sequence[Fraction]) -> Fraction:
    base, exponent = values
    if exponent.denominator != 1 or abs(exponent) > 60 or (not base and exponent <= 0):
        raise NoValue("a power without a rational value")
    return base ** int(exponent)


EVERYWHERE = frozenset("exp log sqrt tanh sigma sin cos softmax log_softmax logsumexp".split())
_ENTRYWISE: Mapping[str, Callable[[Sequence[Fraction]], Fraction]] = {
    "add": lambda v: sum(v, Fraction(0)),
    "neg": lambda v: -v[0],
    "mul": _times,
    "hadamard": _times,
    "div": _over,
    "hadamard_div": _over,
    "pow": _raised,
    "abs": lambda v: abs(v[0]),
    "max": max,
    "min": min,
}


# ---- products, inverses ------------------------------------------------------------------------------


def _matmul(work: Exact, expr: Expr) -> Table:
    found = work.value(expr.args[0])
    for each in expr.args[1:]:
        found = multiplied(found, work.value(each))
    return found


def _inverse(work: Exact, expr: Expr) -> Table:
    found, det = solved(work.value(expr.args[0]))
    if not det:
        raise NoValue("a singular matrix")
    return found


def _det(work: Exact, expr: Expr) -> Table:
    return [[solved(work.value(expr.args[0]))[1]]]


def _trace(work: Exact, expr: Expr) -> Table:
    inside = work.value(expr.args[0])
    return [[sum((row[i] for i, row in enumerate(inside)), Fraction(0))]]


def _total(work: Exact, expr: Expr) -> Table:
    return [[sum((x for row in work.value(expr.args[0]) for x in row), Fraction(0))]]


def _dot(work: Exact, expr: Expr) -> Table:
    a, c = (work.value(x) for x in expr.args)
    if (len(a), len(a[0])) != (len(c), len(c[0])):
        raise NoValue("an inner product of two shapes")
    return [[sum((x * y for r, s in zip(a, c, strict=True) for x, y in zip(r, s, strict=True)), Fraction(0))]]


def _diag(work: Exact, expr: Expr) -> Table:
    inside = work.value(expr.args[0])
    if len(work.low.shape(expr)) == 1:
        return [[row[i]] for i, row in enumerate(inside)]
    return [[row[0] if i == j else Fraction(0) for j in range(len(inside))] for i, row in enumerate(inside)]


def _triangle(below: bool) -> Callable[[Exact, Expr], Table]:
    def make(work: Exact, expr: Expr) -> Table:
        rows = work.value(expr.args[0])
        return [
            [x if (i >= j if below else i <= j) else Fraction(0) for j, x in enumerate(row)]
            for i, row in enumerate(rows)
        ]

    return make


def _vec(work: Exact, expr: Expr) -> Table:
    """The columns on top of each other."""
    return [[x] for row in flipped(work.value(expr.args[0])) for x in row]


def _filled(value: int) -> Callable[[Exact, Expr], Table]:
    def make(work: Exact, expr: Expr) -> Table:
        rows, columns = work.extent(expr.args)
        return [[Fraction(value)] * columns for _ in range(rows)]

    return make


def _identity(work: Exact, expr: Expr) -> Table:
    n = work.size(expr.args[0])
    return [[Fraction(int(i == j)) for j in range(n)] for i in range(n)]


def _transpose(work: Exact, expr: Expr) -> Table:
    return flipped(work.value(expr.args[0]))


def _block(work: Exact, expr: Expr) -> Table:
    return [row for part in expr.args for row in work.value(part)]


def _outer(work: Exact, expr: Expr) -> Table:
    a, c = (work.value(x) for x in expr.args)
    return multiplied(a, flipped(c))


def _squares(work: Exact, expr: Expr) -> Table:
    """A norm has a rational value where its square is one."""
    square = sum((x * x for row in work.value(expr.args[0]) for x in row), Fraction(0))
    for top in (Fraction(0), Fraction(1)):
        if square == top:
            return [[top]]
    if work.roots:
        return [[Fraction(float(square) ** 0.5)]]
    raise NoValue("a norm without a rational value")


def _power(work: Exact, expr: Expr) -> Table:
    base, exponent = expr.args
    two = number_value(exponent)
    if base.head in ("norm", "frobenius") and two is not None and two.denominator == 1 and not two % 2:
        square = sum((x * x for row in work.value(base.args[0]) for x in row), Fraction(0))
        return [[_raised((square, two / 2))]]
    return work.entrywise(expr, _raised)


def _kron(work: Exact, expr: Expr) -> Table:
    a, c = (work.value(x) for x in expr.args)
    return [[x * y for x in row for y in other] for row in a for other in c]


def _cross(work: Exact, expr: Expr) -> Table:
    """(a₂c₃ − a₃c₂, a₃c₁ − a₁c₃, a₁c₂ − a₂c₁)."""
    a, c = ([row[0] for row in work.value(x)] for x in expr.args)
    return [[a[i - 2] * c[i - 1] - a[i - 1] * c[i - 2]] for i in range(3)]


def _exponential(work: Exact, expr: Expr) -> Table:
    """exp of a nilpotent matrix is a polynomial in it: Σ_{k<n} A^k/k!."""
    a = work.value(expr.args[0])
    n = len(a)
    power = found = [[Fraction(int(i == j)) for j in range(n)] for i in range(n)]
    for k in range(1, n + 1):
        power = (
            [[x / k for x in row] for row in multiplied(power, a)] if n > 1 else [[power[0][0] * a[0][0] / k]]
        )
        found = [[x + y for x, y in zip(r, s, strict=True)] for r, s in zip(found, power, strict=True)]
    if any(x for row in power for x in row):
        raise NoValue("the exponential of this matrix has no rational value")
    return found


_MADE: Mapping[str, Callable[[Exact, Expr], Table]] = {
    "matmul": _matmul,
    "transpose": _transpose,
    "inverse": _inverse,
    "det": _det,
    "trace": _trace,
    "total": _total,
    "dot": _dot,
    "outer": _outer,
    "diag": _diag,
    "tril": _triangle(True),
    "triu": _triangle(False),
    "vec": _vec,
    "ones": _filled(1),
    "zeros": _filled(0),
    "identity": _identity,
    "block": _block,
    "norm": _squares,
    "frobenius": _squares,
    "pow": _power,
    "kron": _kron,
    "cross": _cross,
    "expm": _exponential,
}
