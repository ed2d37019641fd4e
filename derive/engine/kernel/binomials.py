"""The binomial theorem with powers of the index: a sum over the whole range of a binomial coefficient.

    Σ_{k=0}^{N} C(N, k)·x^k = (1 + x)^N
    Σ_{k=0}^{N} k^m·C(N, k)·x^k = Σ_{i=1}^{m} S(m, i)·N(N − 1)…(N − i + 1)·x^i·(1 + x)^{N − i}

S(m, i) counts the partitions of m things into i parts. Where 1 + x = 0 the power (1 + x)^q is 1 for q = 0
and 0 for q > 0. A base of a power whose exponent holds k must not be 0, as 0^0 has no value.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

from derive.engine.kernel.needs import at_least_one, whole_valued
from derive.engine.kernel.polynomials import terms
from derive.engine.kernel.unfold import exact
from derive.expressions.build import ONE, TRUE, ZERO, add, div, mul, num, power, rel, sub
from derive.expressions.expr import Expr, free_indices, kinds, node
from derive.expressions.walk import substitute, transform
from derive.notation.context import Context

MOST_MOMENT = 4
SUMS, COEFFICIENTS = kinds("sum"), kinds("binomial")
MOVING = kinds("deriv", "limit")


@dataclass
class Summand:
    """outside · k^moment · ratio^k · C(top, k), the bases of powers with k in their exponents besides."""

    index: Expr
    outside: list[Expr] = field(default_factory=list)
    ratios: list[Expr] = field(default_factory=list)
    bases: list[Expr] = field(default_factory=list)
    tops: list[Expr] = field(default_factory=list)
    moment: int = 0

    def take(self, e: Expr, sign: int) -> bool:
        """The factor e (sign −1: of the denominator) taken in, if it is of one of these kinds."""
        if e.head in ("mul", "div"):
            below = (-sign if k and e.head == "div" else sign for k in range(len(e.args)))
            return all(self.take(a, s) for a, s in zip(e.args, below, strict=True))
        if e.head == "neg":
            self.outside.append(num(-1))
            return self.take(e.args[0], sign)
        if not holds(e, self.index):
            self.outside.append(e if sign > 0 else div(ONE, e))
            return True
        if e.head == "binomial" and sign > 0 and e.args[1] is self.index and not holds(e.args[0], self.index):
            self.tops.append(e.args[0])
            return True
        m = 1 if e is self.index else _moment(e, self.index)
        if m and sign > 0:
            self.moment += m
            return True
        return e.head == "pow" and self._power(e.args[0], e.args[1], sign)

    def _power(self, base: Expr, exponent: Expr, sign: int) -> bool:
        start = substitute(exponent, {self.index: ZERO})
        rate = line(exponent, self.index)
        if holds(base, self.index) or rate is None:
            return False
        self.outside.append(power(base, mul(num(sign), start)))
        self.ratios.append(power(base, num(sign * rate)))
        self.bases.append(base)
        return True


def holds(e: Expr, index: Expr) -> bool:
    return index.value in free_indices(e)


def _moment(e: Expr, index: Expr) -> int:
    q = exact(e.args[1]) if e.head == "pow" and e.args[0] is index else None
    return int(q) if q is not None and q.denominator == 1 and 0 < q <= MOST_MOMENT else 0


def line(e: Expr, index: Expr) -> Fraction | None:
    """a of an exponent a·k + c with a whole number a."""
    parts = terms(e)
    a = parts.pop((index,), Fraction(0))
    return None if a.denominator != 1 or any(holds(x, index) for k in parts for x in k) else a


def without_sums(tree: Expr, context: Context) -> Expr:
    """The tree with such sums put as what they come to, where their bases are not 0."""

    def put(e: Expr) -> Expr | None:
        found = closed(e, context, tree) if e.head == "sum" else None
        return None if found is None else node("where", *found) if len(found) > 1 else found[0]

    return transform(tree, put) if tree.kinds & SUMS and tree.kinds & COEFFICIENTS else tree


def closed(e: Expr, context: Context, tree: Expr) -> tuple[Expr, ...] | None:
    """The sum without Σ, and what its powers ask for; None where it is no such sum. Where 1 + x = 0 the rules
    know no slope of (1 + x)^n: with derivatives or limits 1 + x must be a number."""
    body, index, lo, hi, condition = e.args
    if e.head != "sum" or condition is not TRUE or exact(lo) != 0:
        return None
    low = least(context, hi)
    if low is None or low < 0:
        return None
    found = Summand(index)
    if not found.take(body, 1) or len(found.tops) != 1 or found.tops[0] is not hi:
        return None
    if found.moment > MOST_MOMENT or any(not whole_valued(context, x) for x in _exponents(found)):
        return None
    x = mul(*found.ratios) if found.ratios else ONE
    if (ratio := exact(x)) is not None:
        x = num(ratio)
    if tree.kinds & MOVING and not exact(add(ONE, x)):
        return None
    total = mul(*found.outside, _moments(context, hi, x, found.moment))
    asked = [rel("ne", b, ZERO) for b in dict.fromkeys(found.bases) if not exact(b)]
    return (total, *asked)


def _exponents(found: Summand) -> list[Expr]:
    return [e.args[1] for e in found.outside if e.head == "pow" and e.args[0] in found.bases]


def least(context: Context, n: Expr) -> int | None:
    """A declared least value of a whole number: 1 for a size, c for n ≥ c."""
    found = [1] if at_least_one(context, n) else []
    for a in context.assumptions if n.head == "sym" and whole_valued(context, n) else ():
        c = exact(a.args[1]) if a.head == "ge" and a.args[0] is n else None
        found += [int(c)] if c is not None and c.denominator == 1 else []
    return max(found, default=None)


def _moments(context: Context, n: Expr, x: Expr, m: int) -> Expr:
    base = add(ONE, x)
    if (value := exact(base)) is not None:
        base = num(value)
    terms, falling = [], [ONE]
    for i in range(m + 1):
        if i:
            falling.append(sub(n, num(i - 1)) if i > 1 else n)
        parts = num(_partitions(m, i))
        if parts is not ZERO:
            terms.append(mul(parts, *falling[1:], power(x, num(i)), _power(context, base, n, i)))
    return add(*terms)


def _power(context: Context, base: Expr, n: Expr, i: int) -> Expr:
    """base^{n − i}, where n ≥ i or a factor 0 stands before it."""
    whole = power(base, sub(n, num(i)) if i else n)
    value = exact(base)
    if value or (least(context, n) or 0) > i:
        return whole if value != 0 else ZERO
    rest: Callable[[], tuple[Expr, ...]] = lambda: (ONE, rel("eq", n, num(i)), ZERO, TRUE)  # noqa: E731
    return node("cases", *rest()) if value == 0 else node("cases", whole, rel("ne", base, ZERO), *rest())


def _partitions(m: int, i: int) -> int:
    """S(m, i) = i·S(m − 1, i) + S(m − 1, i − 1)"""
    if not m or not i:
        return int(m == i)
    return i * _partitions(m - 1, i) + _partitions(m - 1, i - 1)
