"""Random nested sums and products with clashing index names, and their values by brute force."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import prod
from random import Random

from derive.expressions import build as b
from derive.expressions.expr import RELATIONS, Expr

Env = Mapping[Expr, Fraction | int]

COMPARE = {
    "eq": lambda p, q: p == q,
    "ne": lambda p, q: p != q,
    "lt": lambda p, q: p < q,
    "le": lambda p, q: p <= q,
    "gt": lambda p, q: p > q,
    "ge": lambda p, q: p >= q,
}


def value(expr: Expr, env: Env) -> Fraction | int | bool:
    """The value by the plain meaning of the tree; an array's entry is a fixed odd-looking rational."""
    head, args = expr.head, expr.args
    if expr in env:
        return env[expr]
    if head in ("num", "truth"):
        return expr.value
    if head == "entry":
        return array(args[0].value, *(value(a, env) for a in args[1:]))
    if head in ("sum", "prod"):
        return total(expr, env)
    if head == "softmax":
        return family(expr, env)
    parts = [value(a, env) for a in args]
    if head in RELATIONS:
        return COMPARE[head](*parts)
    if head == "delta":
        return int(parts[0] == parts[1])
    if head == "add":
        return sum(parts)
    if head == "mul":
        return prod(parts)
    if head == "neg":
        return -parts[0]
    if head == "pow":
        return parts[0] ** int(parts[1])
    if head == "div":
        return Fraction(parts[0]) / parts[1]
    if head == "cases":
        return next(v for v, holds in zip(parts[::2], parts[1::2], strict=True) if holds)
    raise AssertionError(f"no value for {expr!r} under {dict(env)!r}")


def total(expr: Expr, env: Env) -> Fraction | int:
    body, index, lo, hi, condition = expr.args
    ranged = range(int(value(lo, env)), int(value(hi, env)) + 1)
    inner = [{**env, index: k} for k in ranged]
    terms = [value(body, e) for e in inner if value(condition, e)]
    return sum(terms) if expr.head == "sum" else prod(terms)


def family(expr: Expr, env: Env) -> Fraction | int:
    """A function of a whole array taken at one place, f(a)_p = a_p + 2 Σ a² (rational, unlike softmax)."""
    body, index, lo, hi, place = expr.args
    places = range(int(value(lo, env)), int(value(hi, env)) + 1)
    own = value(body, {**env, index: value(place, env)})
    return own + 2 * sum(value(body, {**env, index: k}) ** 2 for k in places)


def array(name: str, *places: Fraction | int) -> Fraction:
    """Entries that no accident makes equal: different names and places give different values."""
    code = sum(ord(c) for c in name) * 31
    for k, place in enumerate(places):
        code = code * 17 + int(place) * (k + 3)
    return Fraction(code % 101 + 1, code % 7 + 2)


def random_sum(rng: Random, depth: int, scope: list[Expr], used: list[Expr]) -> Expr:
    """Sums, products and functions of a family, in x, y, arrays X, F and the indices of `scope`.

    `used` collects every index bound anywhere; all are called i, j or k.
    """
    if depth == 0:
        return leaf(rng, scope)
    kind = rng.choice(["sum", "sum", "sum", "prod", "add", "mul", "softmax"])
    if kind in ("add", "mul"):
        parts = [random_sum(rng, depth - 1, scope, used) for _ in range(2)]
        return b.add(*parts) if kind == "add" else b.mul(*parts)
    index = b.fresh_idx(rng.choice("ijk"))
    used.append(index)
    lo, hi = rng.choice([(b.ONE, b.sym("n")), (b.ONE, rng.choice([b.sym("n"), *scope]))])
    inner = [*scope, index]
    body = b.mul(random_sum(rng, depth - 1, inner, used), leaf(rng, inner))
    if kind == "softmax":
        return b.node(kind, body, index, b.ONE, b.sym("n"), rng.choice([*scope, b.idx("i")]))
    condition = b.TRUE if rng.random() < 0.7 else b.rel(rng.choice(["ne", "le"]), index, rng.choice(inner))
    return b.bound(kind, body, index, lo, hi, condition)


def leaf(rng: Random, scope: list[Expr]) -> Expr:
    places = [*scope, *scope, b.idx("i"), b.idx("j")]
    kind = rng.choice(["letter", "entry", "entry", "pair", "delta"])
    if kind == "letter":
        return rng.choice([b.sym("x"), b.sym("y")])
    if kind == "entry":
        return b.entry(b.sym("X"), rng.choice(places))
    one, two = rng.choice(places), rng.choice(places)
    return b.entry(b.sym("F"), one, two) if kind == "pair" else b.delta(one, two)
