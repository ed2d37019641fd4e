"""Constructors. They check arity and nothing else: no constructor simplifies."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import count

from derive.expressions.expr import Expr, Index, node

_uids = count(1)

TRUE = node("truth", value=True)
FALSE = node("truth", value=False)


def num(value: int | Fraction) -> Expr:
    return _whole(value.numerator) if value.denominator == 1 else node("num", value=Fraction(value))


@lru_cache(maxsize=4096)
def _whole(value: int) -> Expr:
    return node("num", value=Fraction(value))


ZERO = num(0)
ONE = num(1)
MINUS_ONE = num(-1)
TWO = num(2)
PI = node("const", value="pi")
E = node("const", value="e")
INF = node("const", value="inf")


def dec(printed: str) -> Expr:
    """A decimal, kept with its printed digits: `dec("0.50")` is 1/2 known to two places."""
    Fraction(printed)
    return node("dec", value=printed)


def sym(name: str) -> Expr:
    return node("sym", value=name)


def idx(name: str) -> Expr:
    """A free index letter."""
    return node("idx", value=Index(name))


def fresh_idx(name: str) -> Expr:
    """A bound index that occurs nowhere else."""
    return node("idx", value=Index(name, next(_uids)))


def entry(base: Expr, *indices: Expr) -> Expr:
    return node("entry", base, *indices)


def add(*terms: Expr) -> Expr:
    return ZERO if not terms else terms[0] if len(terms) == 1 else node("add", *terms)


def mul(*factors: Expr) -> Expr:
    return ONE if not factors else factors[0] if len(factors) == 1 else node("mul", *factors)


def neg(a: Expr) -> Expr:
    return node("neg", a)


def sub(a: Expr, b: Expr) -> Expr:
    return node("add", a, neg(b))


def div(a: Expr, b: Expr) -> Expr:
    return node("div", a, b)


def power(a: Expr, b: Expr) -> Expr:
    return node("pow", a, b)


def fn(name: str, *args: Expr) -> Expr:
    return node(name, *args)


def exp(a: Expr) -> Expr:
    return node("exp", a)


def log(a: Expr) -> Expr:
    return node("log", a)


def delta(a: Expr, b: Expr) -> Expr:
    return node("delta", a, b)


def iverson(relation: Expr) -> Expr:
    return node("iverson", relation)


def deriv(body: Expr, letter: Expr) -> Expr:
    return node("deriv", body, letter)


def rel(kind: str, a: Expr, b: Expr) -> Expr:
    return node(kind, a, b)


def eq(a: Expr, b: Expr) -> Expr:
    return node("eq", a, b)


def ne(a: Expr, b: Expr) -> Expr:
    return node("ne", a, b)


def conj(*parts: Expr) -> Expr:
    kept = [p for p in parts if p is not TRUE]
    return TRUE if not kept else kept[0] if len(kept) == 1 else node("and", *kept)


def cases(branches: Sequence[tuple[Expr, Expr]]) -> Expr:
    """`cases([(value, condition), …])`; the first condition that holds decides."""
    return node("cases", *(part for branch in branches for part in branch))


def bound(head: str, body: Expr, index: Expr, lo: Expr, hi: Expr, condition: Expr = TRUE) -> Expr:
    """`bound("sum", body, i, lo, hi)`: binds an index that already is unique (from `fresh_idx`)."""
    if index.head != "idx" or not index.value.uid:
        raise ValueError(f"a bound index needs its own identity, got {index!r}")
    return node(head, body, index, lo, hi, condition)


def sum_over(body: Expr, index: Expr, lo: Expr, hi: Expr, condition: Expr = TRUE) -> Expr:
    return bound("sum", body, index, lo, hi, condition)


def prod_over(body: Expr, index: Expr, lo: Expr, hi: Expr, condition: Expr = TRUE) -> Expr:
    return bound("prod", body, index, lo, hi, condition)
