"""Values at a point: exact rationals as long as it goes, then balls that certainly hold the value.

Undefined at the point: `OutsideDomain`.  Not certain at this precision: `Uncertain` (ask for more bits).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from flint import arb

from derive.engine.ball_functions import FUNCTIONS
from derive.engine.ball_steps import STEPS
from derive.engine.values import (
    Uncertain,
    Value,
    add_values,
    divide,
    exp_value,
    multiply,
    power_value,
    sign,
    subtract,
    to_ball,
)
from derive.errors import DeriveError, OutsideDomain, TooLarge
from derive.expressions.expr import (
    LOGIC,
    RELATIONS,
    Expr,
    Index,
    free_indices,
    kinds,
    number_value,
    postorder,
)

MAX_TERMS = 200_000
PRIME = "\N{PRIME}"
BRACKETS, PLACES = kinds("iverson", "delta"), kinds("idx")
ABOUT_PLACES = LOGIC | RELATIONS | {"idx", "sym", "num", "add", "neg", "mul", "truth", "iverson", "delta"}


@dataclass
class Point:
    """Values of letters (sym by name), of entries (name with integer indices), and of indices."""

    letters: dict[str, Fraction] = field(default_factory=dict)
    entries: dict[tuple[str, tuple[int, ...]], Fraction] = field(default_factory=dict)
    indices: dict[Index, int] = field(default_factory=dict)


class Evaluator:
    """Evaluates trees without definitions or derivatives at one point, at the present precision."""

    def __init__(self, point: Point) -> None:
        self.point = point
        self.indices = dict(point.indices)
        self._memo: dict[Any, Value] = {}
        self._terms = 0

    def value(self, expr: Expr) -> Value:
        free = free_indices(expr)
        key: Any = expr
        if free:
            key = (expr, tuple(sorted((i.name, i.uid, self.indices.get(i)) for i in free)))
        if key in self._memo:
            return self._memo[key]
        rule = RULES.get(expr.head)
        if rule is None:
            raise DeriveError(f"no evaluation for {expr.head!r}")
        found = rule(self, expr)
        self._memo[key] = found
        return found

    def integer(self, expr: Expr) -> int:
        v = self.value(expr)
        if isinstance(v, Fraction):
            if v.denominator == 1:
                return v.numerator
            raise OutsideDomain("an index or a limit of a sum is not an integer")
        raise Uncertain("an index that is not certainly an integer")

    def holds(self, relation: Expr) -> bool:
        """Whether a relation certainly holds (True) or certainly fails (False)."""
        head = relation.head
        if head == "truth":
            return bool(relation.value)
        if head == "and":
            return all(self.holds(r) for r in relation.args)
        if head == "or":
            return any(self.holds(r) for r in relation.args)
        if head == "not":
            return not self.holds(relation.args[0])
        a, b = (self.value(x) for x in relation.args)
        return _compare(head, a, b)

    def count(self) -> None:
        self._terms += 1
        if self._terms > MAX_TERMS:
            raise TooLarge("a sum of more than 200,000 terms")


def _compare(head: str, a: Value, b: Value) -> bool:
    gap = subtract(a, b)
    s = sign(gap)
    table = {"eq": s == 0, "ne": s != 0, "lt": s < 0, "le": s <= 0, "gt": s > 0, "ge": s >= 0}
    return table[head]


Rule = Callable[[Evaluator, Expr], Value]


def _leaf(ev: Evaluator, e: Expr) -> Value:
    value = number_value(e)
    assert value is not None
    return value


def _const(ev: Evaluator, e: Expr) -> Value:
    if e.value == "pi":
        return arb.pi()
    if e.value == "e":
        return arb.const_e()
    raise OutsideDomain(f"{e.value} is not a real number")


def _sym(ev: Evaluator, e: Expr) -> Value:
    found = ev.point.letters.get(e.value)
    if found is None:
        raise DeriveError(f"no value for {e.value!r}")
    return found


def _idx(ev: Evaluator, e: Expr) -> Value:
    return Fraction(ev.indices[e.value])


def _entry(ev: Evaluator, e: Expr) -> Value:
    key = (e.args[0].value, tuple(ev.integer(a) for a in e.args[1:]))
    found = ev.point.entries.get(key)
    if found is None:
        raise OutsideDomain(f"{key[0]} has no entry {key[1]}")
    return found


def _call(ev: Evaluator, e: Expr) -> Value:
    """One function that an undefined f may be: a cubic of u₁ + 2u₂ + …; f′2 is its derivative by u₂."""
    name, *primes = e.args[0].value.split(PRIME)
    seed = sum(map(ord, name))
    total, scale = Fraction(0), Fraction(1)
    for k, argument in enumerate(e.args[1:], start=1):
        total = add_values(total, multiply(Fraction(k), ev.value(argument)))
    c = [Fraction(1 + seed * (k + 5) % 7, k + 2) for k in range(4)]
    for place in primes:
        scale *= int(place or 1)
        c = [k * a for k, a in enumerate(c)][1:] or [Fraction(0)]
    value: Value = Fraction(0)
    for a in reversed(c):
        value = add_values(multiply(value, total), a)
    return multiply(scale, value)


def _add(ev: Evaluator, e: Expr) -> Value:
    total = ev.value(e.args[0])
    for arg in e.args[1:]:
        total = add_values(total, ev.value(arg))
    return total


def _mul(ev: Evaluator, e: Expr) -> Value:
    """A product; 0 where a bracket about places is, whether or not the other factors have values there."""
    if e.kinds & BRACKETS and any(_excluded(ev, a) for a in e.args):
        return Fraction(0)
    total = ev.value(e.args[0])
    for arg in e.args[1:]:
        total = multiply(total, ev.value(arg))
    return total


def _excluded(ev: Evaluator, factor: Expr) -> bool:
    """Whether the factor is, or has as a factor, a bracket or δ of index letters and sizes that is 0."""
    if factor.head == "mul":
        return any(_excluded(ev, a) for a in factor.args)
    if factor.head not in ("iverson", "delta") or not factor.kinds & PLACES:
        return False
    return all(x.head in ABOUT_PLACES for x in postorder(factor)) and not ev.value(factor)


def _neg(ev: Evaluator, e: Expr) -> Value:
    return -ev.value(e.args[0])


def _div(ev: Evaluator, e: Expr) -> Value:
    return divide(ev.value(e.args[0]), ev.value(e.args[1]))


def _pow(ev: Evaluator, e: Expr) -> Value:
    base, exponent = e.args
    if base.head == "const" and base.value == "e":
        return exp_value(ev.value(exponent))
    return power_value(ev.value(base), ev.value(exponent))


def _loop(combine: Callable[[Value, Value], Value], start: int) -> Rule:
    def rule(ev: Evaluator, e: Expr) -> Value:
        body, index, lo, hi, condition = e.args
        before = ev.indices.get(index.value)
        total: Value = Fraction(start)
        low, high = ev.integer(lo), ev.integer(hi)
        if high < low - 1:
            raise OutsideDomain("the limits of a sum are reversed")
        for k in range(low, high + 1):
            ev.count()
            ev.indices[index.value] = k
            if ev.holds(condition):
                total = combine(total, ev.value(body))
        if before is None:
            ev.indices.pop(index.value, None)
        else:
            ev.indices[index.value] = before
        return total

    return rule


def _delta(ev: Evaluator, e: Expr) -> Value:
    return Fraction(int(sign(subtract(ev.value(e.args[0]), ev.value(e.args[1]))) == 0))


def _iverson(ev: Evaluator, e: Expr) -> Value:
    return Fraction(int(ev.holds(e.args[0])))


def _cases(ev: Evaluator, e: Expr) -> Value:
    for value, condition in zip(e.args[::2], e.args[1::2], strict=True):
        if ev.holds(condition):
            return ev.value(value)
    raise OutsideDomain("no case applies")


def _exp(ev: Evaluator, e: Expr) -> Value:
    return exp_value(ev.value(e.args[0]))


def _log(ev: Evaluator, e: Expr) -> Value:
    a = ev.value(e.args[0])
    if sign(a) <= 0:
        raise OutsideDomain("the logarithm of a number that is not positive")
    return Fraction(0) if isinstance(a, Fraction) and a == 1 else to_ball(a).log()


def _sqrt(ev: Evaluator, e: Expr) -> Value:
    return power_value(ev.value(e.args[0]), Fraction(1, 2))


def _abs(ev: Evaluator, e: Expr) -> Value:
    return abs(ev.value(e.args[0]))


def _sign(ev: Evaluator, e: Expr) -> Value:
    return Fraction(sign(ev.value(e.args[0])))


def _heaviside(ev: Evaluator, e: Expr) -> Value:
    return (Fraction(sign(ev.value(e.args[0]))) + 1) / 2


RULES: Mapping[str, Rule] = {
    "num": _leaf,
    "dec": _leaf,
    "const": _const,
    "sym": _sym,
    "idx": _idx,
    "entry": _entry,
    "call": _call,
    "add": _add,
    "mul": _mul,
    "neg": _neg,
    "div": _div,
    "pow": _pow,
    "sum": _loop(add_values, 0),
    "prod": _loop(multiply, 1),
    "delta": _delta,
    "iverson": _iverson,
    "cases": _cases,
    "exp": _exp,
    "log": _log,
    "sqrt": _sqrt,
    "abs": _abs,
    "sign": _sign,
    "heaviside": _heaviside,
    **STEPS,
    **FUNCTIONS,
}
