"""Constructors that do the bookkeeping: 0·a, 1·a, a+0, signs and rational coefficients.

They are for results of our own making (derivatives, contracted sums); what a person wrote is
built with `derive.expressions.build`, which keeps every sign and every 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from derive.expressions.build import ONE, TWO, ZERO, add, div, mul, neg, num, power
from derive.expressions.expr import Expr, number_value, postorder
from derive.expressions.walk import rebuild

UNIT = Fraction(1)


def split_sign(expr: Expr) -> tuple[int, Expr]:
    """(s, a) with expr = s·a, s = ±1 and a without a leading sign."""
    sign = 1
    while expr.head == "neg":
        sign, expr = -sign, expr.args[0]
    if expr.head == "num" and expr.value < 0:
        return -sign, num(-expr.value)
    if expr.head in ("mul", "div"):
        inner, first = split_sign(expr.args[0])
        if inner < 0:
            return -sign, rebuild(expr, (first, *expr.args[1:]))
    return sign, expr


def signed(sign: int, expr: Expr) -> Expr:
    return neg(expr) if sign < 0 else expr


def negate(expr: Expr) -> Expr:
    """−a, with −0 = 0 and −(−a) = a."""
    sign, bare = split_sign(expr)
    return bare if bare is ZERO else signed(-sign, bare)


def factors_of(expr: Expr) -> tuple[Fraction, list[Expr]]:
    """(c, [f, …]) with expr = c·f·…; products flattened, numbers and signs gathered in c."""
    coefficient = UNIT
    found: list[Expr] = []
    stack = [expr]
    while stack:
        each = stack.pop()
        if each.head == "neg":
            coefficient = -coefficient
            stack.append(each.args[0])
        elif each.head == "num":
            coefficient *= each.value
        elif each.head == "mul":
            stack.extend(reversed(each.args))
        else:
            found.append(each)
    return coefficient, found


def product(*parts: Expr) -> Expr:
    """a·b·…, flattened, the rational coefficient in front and its sign outside."""
    coefficient = UNIT
    found: list[Expr] = []
    for part in parts:
        c, fs = factors_of(part)
        if c is not UNIT:
            coefficient *= c
        found += fs
    return scaled(coefficient, found)


def scaled(coefficient: Fraction, factors: Iterable[Expr]) -> Expr:
    """c·f·…, with a unit numerator given up to a quotient that can take it: 2·(1/n) is 2/n."""
    kept = list(factors)
    if coefficient is UNIT:
        return mul(*kept)
    if not coefficient:
        return ZERO
    size = abs(coefficient)
    for place, each in enumerate(kept):
        if each.head == "div" and each.args[0] is ONE and size != 1 and size.denominator == 1:
            kept[place], size = div(num(size), each.args[1]), Fraction(1)
    leading = [] if size == 1 else [num(size)]
    return signed(1 if coefficient > 0 else -1, mul(*leading, *kept))


def total(*parts: Expr) -> Expr:
    """a + b + …, flattened, numbers gathered where the first one stands, zeros dropped."""
    constant, place = Fraction(0), 0
    found: list[Expr] = []
    for term in (t for part in parts for t in terms_of(part)):
        sign, bare = split_sign(term)
        if bare.head == "num":
            place = place if constant else len(found)
            constant += sign * bare.value
        else:
            found.append(term)
    if constant:
        found.insert(place, signed(1 if constant > 0 else -1, num(abs(constant))))
    return add(*found)


def terms_of(expr: Expr) -> list[Expr]:
    """The terms of a sum, nested sums flattened: a + (b + c) gives a, b, c."""
    found: list[Expr] = []
    stack = [expr]
    while stack:
        each = stack.pop()
        if each.head == "add":
            stack.extend(reversed(each.args))
        else:
            found.append(each)
    return found


def quotient(a: Expr, b: Expr) -> Expr:
    """a/b with 0/b = 0, a/1 = a and the signs outside."""
    if a is ZERO or b is ONE:
        return a
    if a.head == "num" and b.head == "num" and b.value:
        return signed(1 if a.value * b.value >= 0 else -1, num(abs(a.value / b.value)))
    (s, a), (t, b) = split_sign(a), split_sign(b)
    return signed(s * t, div(a, b))


def raised(base: Expr, exponent: Expr) -> Expr:
    """a^b with a¹ = a and (for a constant that we made ourselves) a⁰ = 1."""
    if exponent is ONE:
        return base
    return ONE if exponent is ZERO else power(base, exponent)


def squared(g: Expr) -> Expr:
    """g², written h^{2n} where g is h^n."""
    n = number_value(g.args[1]) if g.head == "pow" else None
    return power(g.args[0], num(2 * n)) if n is not None and n.denominator == 1 and n > 0 else power(g, TWO)


def tidy(expr: Expr) -> Expr:
    """The bookkeeping done at every node; nothing is expanded, cancelled or reordered otherwise."""
    memo: dict[Expr, Expr] = {}
    for each in postorder(expr):
        args = [memo[a] for a in each.args]
        memo[each] = _tidy_here(each, args)
    return memo[expr]


def _tidy_here(each: Expr, args: list[Expr]) -> Expr:
    if each.head == "add":
        return total(*args)
    if each.head == "mul":
        return product(*args)
    if each.head == "neg":
        return negate(args[0])
    if each.head == "div":
        return quotient(*args)
    if each.head == "pow":
        return raised(*args)
    if each.head == "sum" and args[0] is ZERO:
        return ZERO
    return rebuild(each, args)
