"""Values of array expressions in floating point: a referee that shares nothing with the prover.

Matrices are lists of rows; a vector is a column, a number 1 × 1. A derivative is a quotient of differences.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from derive.expressions.expr import Expr, number_value

Rows = list[list[float]]
STEP = 1e-5
SMALL = 0.05  # of a determinant or a number below a line


class NoValue(Exception):
    """Nothing that floating point could be trusted with."""


def _sigma(u: float) -> float:
    return 1 / (1 + math.exp(-u))


FUNCTIONS: Mapping[str, Callable[[float], float]] = {
    "exp": math.exp, "log": math.log, "sqrt": math.sqrt, "tanh": math.tanh, "sigma": _sigma,
    "sin": math.sin, "cos": math.cos, "abs": abs, "floor": math.floor, "relu": lambda u: max(u, 0.0),
}  # fmt: skip


@dataclass
class Values:
    """`sizes` of the letters of sizes, `point` of the other letters."""

    sizes: Mapping[str, int]
    point: Mapping[str, Rows]

    def of(self, e: Expr) -> Rows:
        number = number_value(e)
        if number is not None:
            return [[float(number)]]
        if e.head == "sym":
            return self.point[e.value] if e.value in self.point else [[float(self.sizes[e.value])]]
        if e.head == "deriv":
            return self.slope(*e.args)
        if e.head in FUNCTIONS:
            return entrywise(FUNCTIONS[e.head], self.of(e.args[0]))
        if e.head in ("identity", "ones", "zeros"):
            return self.filled(e)
        if e.head == "pow":
            base, (exponent,) = self.of(e.args[0]), self.of(e.args[1])
            return entrywise(lambda u: _power(u, exponent[0]), base)
        return RULES[e.head](*map(self.of, e.args[: 1 if e.head == "norm" else None]))

    def filled(self, e: Expr) -> Rows:
        rows, columns = [int(self.of(a)[0][0]) for a in (*e.args, *e.args, e.args[0])][:2]
        if e.head == "identity":
            return [[float(r == c) for c in range(rows)] for r in range(rows)]
        columns = columns if len(e.args) > 1 else 1
        return [[float(e.head == "ones")] * columns for _ in range(rows)]

    def slope(self, body: Expr, letter: Expr) -> Rows:
        """∂f/∂X in the shape of X for a number f, (dim f) × (dim x) for vectors."""
        at = self.point[letter.value]
        slopes = [[self._by_entry(body, letter, r, c) for c in range(len(at[0]))] for r in range(len(at))]
        if all(len(s) == 1 == len(s[0]) for row in slopes for s in row):
            return [[s[0][0] for s in row] for row in slopes]
        return [[row[0][k][0] for row in slopes] for k in range(len(slopes[0][0]))]

    def _by_entry(self, body: Expr, letter: Expr, r: int, c: int) -> Rows:
        ends = []
        for step in (STEP, -STEP):
            moved = [list(row) for row in self.point[letter.value]]
            moved[r][c] += step
            ends.append(Values(self.sizes, {**self.point, letter.value: moved}).of(body))
        return pairwise(lambda u, v: (u - v) / (2 * STEP), *ends)


def entrywise(f: Callable[[float], float], a: Rows) -> Rows:
    return [[f(u) for u in row] for row in a]


def pairwise(f: Callable[[float, float], float], a: Rows, b: Rows) -> Rows:
    """A number goes with every entry."""
    if len(a) * len(a[0]) == 1:
        return entrywise(lambda v: f(a[0][0], v), b)
    if len(b) * len(b[0]) == 1:
        return entrywise(lambda u: f(u, b[0][0]), a)
    return [[f(u, v) for u, v in zip(r, s, strict=True)] for r, s in zip(a, b, strict=True)]


def _folded(f: Callable[[float, float], float]) -> Callable[..., Rows]:
    def rule(first: Rows, *others: Rows) -> Rows:
        for other in others:
            first = pairwise(f, first, other)
        return first

    return rule


def product(first: Rows, *others: Rows) -> Rows:
    for other in others:
        if len(first[0]) != len(other):
            first = pairwise(lambda u, v: u * v, first, other)
            continue
        turned = list(zip(*other, strict=True))
        first = [[math.fsum(u * v for u, v in zip(r, c, strict=True)) for c in turned] for r in first]
    return first


def transposed(a: Rows) -> Rows:
    return [list(row) for row in zip(*a, strict=True)]


def _over(u: float, v: float) -> float:
    if abs(v) < SMALL:
        raise NoValue
    return u / v


def _power(u: float, q: float) -> float:
    if (q < 0 and abs(u) < SMALL) or (u < 0 and q != int(q)):
        raise NoValue
    return float(u**q)


def determinant(a: Rows) -> float:
    if len(a) == 1:
        return a[0][0]
    minors = ([row[:k] + row[k + 1 :] for row in a[1:]] for k in range(len(a)))
    return math.fsum((-1) ** k * a[0][k] * determinant(m) for k, m in enumerate(minors))


def inverse(a: Rows) -> Rows:
    d, n = determinant(a), len(a)
    if abs(d) < SMALL:
        raise NoValue
    if n == 1:
        return [[1 / d]]

    def minor(r: int, c: int) -> Rows:
        return [row[:c] + row[c + 1 :] for row in a[:r] + a[r + 1 :]]

    return [[(-1) ** (r + c) * determinant(minor(c, r)) / d for c in range(n)] for r in range(n)]


def total(a: Rows) -> Rows:
    return [[math.fsum(u for row in a for u in row)]]


def _diag(a: Rows) -> Rows:
    if len(a[0]) > 1 or len(a) == 1:
        return [[a[k][k]] for k in range(len(a))]
    return [[a[r][0] * (r == c) for c in range(len(a))] for r in range(len(a))]


def _softmax(z: Rows) -> Rows:
    powers = entrywise(math.exp, z)
    return pairwise(_over, powers, total(powers))


def _norm(a: Rows) -> Rows:
    return [[math.sqrt(total(entrywise(lambda u: u * u, a))[0][0])]]


RULES: Mapping[str, Callable[..., Rows]] = {
    "add": _folded(lambda u, v: u + v),
    "mul": _folded(lambda u, v: u * v),
    "hadamard": _folded(lambda u, v: u * v),
    "div": _folded(_over),
    "hadamard_div": _folded(_over),
    "neg": lambda a: entrywise(lambda u: -u, a),
    "matmul": product,
    "transpose": transposed,
    "trace": lambda a: [[math.fsum(a[k][k] for k in range(len(a)))]],
    "det": lambda a: [[determinant(a)]],
    "inverse": inverse,
    "total": total,
    "dot": lambda a, b: total(pairwise(lambda u, v: u * v, a, b)),
    "outer": lambda a, b: product(a, transposed(b)),
    "diag": _diag,
    "softmax": _softmax,
    "logsumexp": lambda z: entrywise(math.log, total(entrywise(math.exp, z))),
    "norm": _norm,
    "frobenius": _norm,
}  # fmt: skip


def differ(left: Rows, right: Rows, tolerance: float) -> bool:
    """Whether the two are certainly apart in some entry."""
    if (len(left), len(left[0])) != (len(right), len(right[0])):
        raise NoValue
    pairs = [(u, v) for r, s in zip(left, right, strict=True) for u, v in zip(r, s, strict=True)]
    if not all(math.isfinite(x) and abs(x) < 1e6 for pair in pairs for x in pair):
        raise NoValue
    return any(abs(u - v) > tolerance * (1 + abs(u) + abs(v)) for u, v in pairs)


def values(sizes: Mapping[str, int], point: Mapping[str, Any]) -> Values:
    return Values(sizes, {name: [[float(u) for u in row] for row in rows] for name, rows in point.items()})
