"""Array expressions head by head, and the slopes of functions taken entry by entry; `t` holds the values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import product
from typing import Any

from derive.engine.kernel.duals import Matrix, bilinear, linear, minus, plus, rows_of, times, turned
from derive.engine.kernel.unfold import Reject
from derive.expressions.expr import Expr, node, number_value


def _add(t: Any, e: Expr) -> Any:
    shape = t.extent(t.shape(e))
    parts = [t.spread(t.value(a), *shape) for a in e.args]
    found = parts[0]
    for part in parts[1:]:
        found = plus(found, part)
    return found


def _mul(t: Any, e: Expr) -> Any:
    found = t.value(e.args[0])
    for a in e.args[1:]:
        found = t.hadamard(found, t.value(a))
    return found


def _matmul(t: Any, e: Expr) -> Any:
    """uᵀ (∂f/∂X) v is the slope of f in the direction u vᵀ."""
    first, *others = e.args
    if first.head == "transpose" and others[0].head == "deriv" and not t.shape(others[0].args[0]):
        u, v, axes = t.value(first.args[0]), [t.value(x) for x in others[1:]], len(t.shape(others[0]))
        if axes == len(others) and all(rows_of(x)[1] == 1 for x in (u, *v)):
            return t.slope_along(*others[0].args, times(u, turned(v[0])) if v else u)
    found = t.value(e.args[0])
    for a in e.args[1:]:
        other = t.value(a)
        fits = rows_of(found)[1] == rows_of(other)[0]
        found = times(found, other) if fits else t.hadamard(found, other)
    return found


def _dot(t: Any, e: Expr) -> Any:
    return t.total(t.hadamard(*map(t.value, e.args)))


def _outer(t: Any, e: Expr) -> Any:
    return times(t.value(e.args[0]), turned(t.value(e.args[1])))


def _diag(t: Any, e: Expr) -> Any:
    def own(x: Matrix) -> Matrix:
        n, zero = x.nrows(), t.field.number(Fraction(0))
        if len(t.shape(e)) == 1:
            return t.field.table(n, 1, [x[i, i] for i in range(n)])
        return t.field.table(n, n, [x[i, 0] if i == j else zero for i in range(n) for j in range(n)])

    return linear(own, t.value(e.args[0]))


def _triangle(t: Any, e: Expr) -> Any:
    below = e.head == "tril"

    def own(x: Matrix) -> Matrix:
        zero, places = t.field.number(Fraction(0)), product(range(x.nrows()), range(x.ncols()))
        kept = [x[i, j] if (i >= j if below else i <= j) else zero for i, j in places]
        return t.field.table(x.nrows(), x.ncols(), kept)

    return linear(own, t.value(e.args[0]))


def _vec(t: Any, e: Expr) -> Any:
    """The columns on top of each other."""

    def own(x: Matrix) -> Matrix:
        m, n = x.nrows(), x.ncols()
        return t.field.table(m * n, 1, [x[i, j] for j in range(n) for i in range(m)])

    return linear(own, t.value(e.args[0]))


def _kron(t: Any, e: Expr) -> Any:
    def own(a: Matrix, c: Matrix) -> Matrix:
        (m, n), (p, q) = (a.nrows(), a.ncols()), (c.nrows(), c.ncols())
        places = product(range(m), range(p), range(n), range(q))
        return t.field.table(m * p, n * q, [a[i, j] * c[k, s] for i, k, j, s in places])

    return bilinear(own, *map(t.value, e.args))


def _cross(t: Any, e: Expr) -> Any:
    def own(a: Matrix, c: Matrix) -> Matrix:
        pairs = [((i + 1) % 3, (i + 2) % 3) for i in range(3)]
        return t.field.table(3, 1, [a[j, 0] * c[k, 0] - a[k, 0] * c[j, 0] for j, k in pairs])

    return bilinear(own, *map(t.value, e.args))


def _block(t: Any, e: Expr) -> Any:
    """[a; b] as E₁ a + E₂ b with zeros above and below."""
    parts = [t.value(a) for a in e.args]
    height, found, start = sum(rows_of(p)[0] for p in parts), None, 0
    for part in parts:
        own = rows_of(part)[0]
        entries = [t.field.number(Fraction(int(r - start == c))) for r in range(height) for c in range(own)]
        moved = times(t.field.table(height, own, entries), part)
        found, start = moved if found is None else plus(found, moved), start + own
    return found


def _norm(t: Any, e: Expr) -> Any:
    """√ of the sum of squares."""
    if e.head == "norm" and number_value(e.args[1]) != 2:
        raise Reject("a norm of another degree than 2")
    inside, squares = t.value(e.args[0]), node("hadamard", e.args[0], e.args[0])
    return t.applied("sqrt", t.total(t.hadamard(inside, inside)), node("total", squares))


def split_exponent(exponent: Expr) -> tuple[int, Expr]:
    """(q, k) for an exponent k + q with a whole number q."""
    terms = exponent.args if exponent.head == "add" else (exponent,)
    signed = [(-1, each.args[0]) if each.head == "neg" else (1, each) for each in terms]
    values = [None if (v := number_value(each)) is None else sign * v for sign, each in signed]
    whole = sum((v for v in values if v is not None and v.denominator == 1), Fraction(0))
    rest = [x for x, v in zip(terms, values, strict=True) if v is None or v.denominator != 1]
    if not whole or not rest:
        return 0, exponent
    return int(whole), rest[0] if len(rest) == 1 else node("add", *rest)


def _pow(t: Any, e: Expr) -> Any:
    """Entry by entry; an even power of a norm has no root in it."""
    base, exponent = e.args[0], number_value(e.args[1])
    if exponent is None and not t.shape(base):
        whole, rest = split_exponent(e.args[1])
        found = t.raised(t.value(base), rest)
        if not whole:
            return found
        return t.hadamard(found, t.value(node("pow", base, node("num", value=Fraction(whole)))))
    if exponent is None or abs(exponent) > 16 or 2 * exponent % 2 not in (0, 1):
        raise Reject("a power with another exponent than a small whole number or half of one")
    if (
        base.head in ("norm", "frobenius")
        and exponent % 2 == 0
        and (base.head[0] == "f" or number_value(base.args[1]) == 2)
    ):
        inside = t.value(base.args[0])
        value, exponent = t.total(t.hadamard(inside, inside)), exponent / 2
    else:
        value = t.value(base)
    if exponent.denominator == 2:
        value, exponent = t.applied("sqrt", value, base), exponent * 2
    found = t.filled(*rows_of(value), 1)
    for _ in range(abs(int(exponent))):
        found = t.hadamard(found, value)
    return t.reciprocal(found) if exponent < 0 else found


def _softmax(t: Any, e: Expr) -> Any:
    """e^z over its sum along the last axis; log softmax is z − log Σ e^z."""
    if len(e.args) != 1:
        raise Reject("a function of a family at one place")
    z = t.value(e.args[0])
    column = len(t.shape(e.args[0])) == 1
    powers = t.applied("exp", z, e.args[0])
    n, of_powers = rows_of(z)[0 if column else 1], node("exp", e.args[0])
    sums = t.total(powers) if column else times(powers, t.filled(n, 1, 1))
    if e.head in ("logsumexp", "log_softmax"):
        ones = node("ones", *t.shape(e.args[0])[-1:])
        logs = t.applied("log", sums, node("total", of_powers) if column else node("matmul", of_powers, ones))
        if e.head == "logsumexp":
            return logs
        return plus(z, minus(t.spread(logs, *rows_of(z)) if column else times(logs, t.filled(1, n, 1))))
    spread = sums if column else times(sums, t.filled(1, n, 1))
    return t.hadamard(powers, t.reciprocal(spread))


def _over(t: Any, e: Expr) -> Any:
    return t.hadamard(t.value(e.args[0]), t.reciprocal(t.value(e.args[1])))


RULES: Mapping[str, Callable[[Any, Expr], Any]] = {
    "add": _add,
    "neg": lambda t, e: minus(t.value(e.args[0])),
    "mul": _mul,
    "hadamard": _mul,
    "div": _over,
    "hadamard_div": _over,
    "pow": _pow,
    "matmul": _matmul,
    "dot": _dot,
    "outer": _outer,
    "kron": _kron,
    "cross": _cross,
    "transpose": lambda t, e: turned(t.value(e.args[0])),
    "trace": lambda t, e: t.trace(t.value(e.args[0])),
    "total": lambda t, e: t.total(t.value(e.args[0])),
    "diag": _diag,
    "tril": _triangle,
    "triu": _triangle,
    "vec": _vec,
    "block": _block,
    "inverse": lambda t, e: t.inverse(t.value(e.args[0])),
    "det": lambda t, e: t.det(t.value(e.args[0])),
    **dict.fromkeys(("softmax", "log_softmax", "logsumexp"), _softmax),
    "norm": _norm,
    "frobenius": _norm,
    "identity": lambda t, e: t.eye(t.size(e.args[0])),
    "ones": lambda t, e: t.filled(*t.extent(e.args), 1),
    "zeros": lambda t, e: t.filled(*t.extent(e.args), 0),
}
SLOPES: Mapping[str, Callable[[Any, Any], Any]] = {
    "exp": lambda t, a: t.applied("exp", a),
    "log": lambda t, a: t.reciprocal(a),
    "sqrt": lambda t, a: t.scaled(t.one(Fraction(1, 2)), t.reciprocal(t.applied("sqrt", a))),
    "reciprocal": lambda t, a: minus(t.hadamard(t.reciprocal(a), t.reciprocal(a))),
    "tanh": lambda t, a: plus(
        t.filled(*rows_of(a), 1), minus(t.hadamard(t.applied("tanh", a), t.applied("tanh", a)))
    ),
    "sigma": lambda t, a: plus(
        t.applied("sigma", a), minus(t.hadamard(t.applied("sigma", a), t.applied("sigma", a)))
    ),
    "sin": lambda t, a: t.applied("cos", a),
    "cos": lambda t, a: minus(t.applied("sin", a)),
}
