"""Arithmetic done: polynomials expanded, fractions reduced, floors of integers dropped."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor, gcd, lcm

import flint

from derive.engine.rational import ARITHMETIC, Ratio, factored, make_field, ratio, write_polynomial
from derive.engine.tidy import quotient, split_sign
from derive.errors import OutsideDomain
from derive.expressions.build import add, fn, num
from derive.expressions.expr import Expr, number_value, postorder
from derive.expressions.walk import rebuild

_WHOLE = {"floor": floor, "ceil": ceil}
_EXTREME = {"min": min, "max": max}


def folded(expr: Expr) -> Expr:
    """`expr` with its arithmetic done; letters stand for integers."""
    memo: dict[Expr, Expr] = {}
    for each in postorder(expr):
        new = rebuild(each, (memo[a] for a in each.args))
        memo[each] = new if each.head in ARITHMETIC or each.head == "pow" else _folded_here(new)
    return _polynomial(memo[expr])


def neatest(expr: Expr) -> Expr:
    """The shorter of the expanded form and the factored one."""
    expanded = folded(expr)
    return min((expanded, factored(expanded)), key=_written_length)


def _written_length(expr: Expr) -> int:
    """How many letters and numbers are written."""
    lengths: dict[Expr, int] = {}
    for each in postorder(expr):
        lengths[each] = sum(lengths[a] for a in each.args) or 1
    return lengths[expr]


def _folded_here(expr: Expr) -> Expr:
    if expr.head in _WHOLE:
        return _whole(expr)
    if expr.head in _EXTREME:
        return _extreme(expr)
    if expr.head == "mod":
        a, b = (_polynomial(x) for x in expr.args)
        x, y = number_value(a), number_value(b)
        if y == 1 and _is_whole(a):
            return num(0)
        return num(x % y) if x is not None and y else fn("mod", a, b)
    return expr


def _extreme(expr: Expr) -> Expr:
    """The least or the largest of several numbers; equal ones are one."""
    parts = list(dict.fromkeys(_polynomial(a) for a in expr.args))
    values = [number_value(a) for a in parts]
    known = [v for v in values if v is not None]
    if known and len(known) == len(parts):
        return num(_EXTREME[expr.head](known))
    return parts[0] if len(parts) == 1 else fn(expr.head, *parts)


def _whole(expr: Expr) -> Expr:
    """⌊u⌋ and ⌈u⌉: a number, u itself where u is a polynomial with whole coefficients."""
    inside = _polynomial(expr.args[0])
    value = number_value(inside)
    if value is not None:
        return num(_WHOLE[expr.head](value))
    if _is_whole(inside):
        return inside
    below = whole_number(inside.args[1]) if inside.head == "div" else None
    if below is None or below < 2 or expr.head != "floor":
        return fn(expr.head, inside)
    return _multiples_outside(inside.args[0], below)


def _multiples_outside(above: Expr, below: int) -> Expr:
    """⌊(q·a + r)/q⌋ = a + ⌊r/q⌋, every coefficient of r from 0 to q − 1."""
    within = make_field(above)
    poly = ratio(above, within).over
    parts = {k: divmod(int(c.p), below) for k, c in poly.to_dict().items()}
    outside = within.ring.from_dict({k: m for k, (m, _) in parts.items() if m})
    left = within.ring.from_dict({k: r for k, (_, r) in parts.items() if r})
    kept = quotient(write_polynomial(left, within), num(below))
    taken = write_polynomial(outside, within)
    value = number_value(kept)
    return add(fn("floor", kept), taken) if value is None else add(num(floor(value)), taken)


def _is_whole(expr: Expr) -> bool:
    """Whether a polynomial in integers shows that it is an integer: no quotient, no fraction in it."""
    return all(e.head != "div" and (e.head != "num" or e.value.denominator == 1) for e in postorder(expr))


def _polynomial(expr: Expr) -> Expr:
    within = make_field(expr)
    try:
        whole = ratio(expr, within)
    except ZeroDivisionError as error:
        raise OutsideDomain("a size is divided by zero") from error
    scale = _scale(whole)
    over, under = (write_polynomial(poly * scale, within) for poly in (whole.over, whole.under))
    found = quotient(_positive_first(over), _positive_first(under))
    negative = found.head == "neg" and found.args[0].head == "num"
    return num(-found.args[0].value) if negative else found


def _scale(whole: Ratio) -> flint.fmpq:
    """What makes all coefficients of numerator and denominator whole, without a common divisor."""
    found = [c for poly in (whole.over, whole.under) for c in poly.to_dict().values()]
    below = lcm(*(int(c.q) for c in found))
    above = gcd(*(int(c.p) * (below // int(c.q)) for c in found))
    return flint.fmpq(below, above or 1)


def _positive_first(expr: Expr) -> Expr:
    """a + b − c rather than −c + a + b."""
    if expr.head != "add":
        return expr
    return add(*sorted(expr.args, key=lambda term: split_sign(term)[0] < 0))


def whole_number(expr: Expr) -> int | None:
    """The integer that a folded expression is."""
    value = number_value(expr)
    return int(value) if isinstance(value, Fraction) and value.denominator == 1 else None
