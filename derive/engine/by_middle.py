"""Proposals of a middle between sums: one sum of the gap, a sum that is assumed, tangents of logarithms.

    log u ≥ 1 + log t − t/u for every t > 0:

    Σ p log p − Σ p log q ≥ 0    from p log(p/q) ≥ p − q
    Σ p log p ≥ −log n           from p log p ≥ −p log n + p − 1/n

The gap is one sum over the places, and what no sum is in is on the other side; a sum of the tangents lies
between the two, which is seen by the sums that are assumed (kernel/reduced.py, between; kernel/termwise.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from derive.engine.field import Frac
from derive.engine.inequality import gap_of
from derive.engine.learning import normalizer
from derive.engine.normal import Normalizer
from derive.engine.prepare import Prepared
from derive.errors import DeriveError
from derive.expressions.build import ONE, ZERO, add, div, fresh_idx, log, mul, neg, num, power, sub, sum_over
from derive.expressions.expr import Expr, kinds, number_value
from derive.expressions.walk import freshen, substitute

LOGARITHM, SUM = kinds("log"), kinds("sum")


@dataclass(frozen=True)
class Logarithm:
    """a·log u, where the number in front is positive, or else not."""

    a: Expr
    u: Expr
    positive: bool

    def at_least(self, t: Expr) -> Expr:
        """log u ≥ log t + 1 − t/u and log u ≤ log t − 1 + u/t"""
        low, high = sub(ONE, div(t, self.u)), sub(div(self.u, t), ONE)
        return mul(self.a, add(log(t), low if self.positive else high))


@dataclass(frozen=True)
class Gathered:
    """Σ_{i=1}^n (Σ logs + rest) − below."""

    logs: tuple[Logarithm, ...]
    rest: tuple[Expr, ...]
    below: Expr
    index: Expr
    hi: Expr

    def summed(self, *parts: Expr) -> Expr:
        return sum_over(add(*parts, *self.rest), self.index, ONE, self.hi)


def middles(prepared: Prepared) -> Iterator[dict[str, Any]]:
    """The gap as one sum; where it is one already, a sum of tangents."""
    if prepared.statement.relation not in ("le", "ge"):
        return
    n = normalizer(prepared.inside, prepared.scope)
    try:
        gathered = _gathered(n, gap_of(prepared))
        pair = None if gathered is None else _pair(n, gathered.logs)
    except DeriveError:
        return
    small, big = _sides(prepared)
    yield from _by_assumed_sums(prepared, small, big)
    if gathered is None:
        return
    if not gathered.logs:
        if len(gathered.rest) > 1 and (big.head != "sum" or small.kinds & SUM):
            yield {"rule": "scaled", "small": gathered.below, "big": gathered.summed(), "factor": ONE}
        return
    logs = gathered.logs if pair is None else (Logarithm(pair[0].a, div(pair[0].u, pair[1].u), True),)
    if big.head != "sum" or small.kinds & SUM:
        whole = gathered.summed(*(mul(x.a, log(x.u)) for x in logs))
        yield {"rule": "scaled", "small": gathered.below, "big": whole, "factor": ONE}
        return
    for t in (ONE, div(ONE, gathered.hi)) if pair is None else (ONE,):
        yield {"rule": "between", "middle": gathered.summed(*(x.at_least(t) for x in logs))}


def _by_assumed_sums(prepared: Prepared, small: Expr, big: Expr) -> Iterator[dict[str, Any]]:
    """c as c/k times a sum that is assumed to be k: |Σ w x| ≤ Σ w = 1."""
    for equation in prepared.assumptions if SUM & (small.kinds ^ big.kinds) else ():
        for total, k in (equation.args, equation.args[::-1]) if equation.head == "eq" else ():
            value, c = number_value(k), number_value(small if big.kinds & SUM else big)
            if total.head == "sum" and value and c:
                middle = freshen(total) if c == value else mul(num(c / value), freshen(total))
                yield {"rule": "between", "middle": middle}


def _pair(n: Normalizer, logs: tuple[Logarithm, ...]) -> tuple[Logarithm, Logarithm] | None:
    """a log u − a log v"""
    if sorted(x.positive for x in logs) != [False, True]:
        return None
    first, second = sorted(logs, key=lambda x: not x.positive)
    return (first, second) if n.form(add(first.a, second.a)).num == 0 else None


def _sides(prepared: Prepared) -> tuple[Expr, Expr]:
    a, b = prepared.left, prepared.right
    return (a, b) if prepared.statement.relation in ("lt", "le") else (b, a)


def _gathered(n: Normalizer, gap: Expr) -> Gathered | None:
    """The sums of the gap over one range from 1, as one; None where there is more than this."""
    form = n.forms(gap)[0]
    below = n.ring.constant_value(Frac(form.den, n.ring.one.num))
    if not below:
        return None
    i, ends = fresh_idx("i"), dict[Expr, None]()
    logs, rest, apart = list[Logarithm](), list[Expr](), list[Expr]()
    for c, exponents in n.ring.terms(form.num):
        sums = [k for k in exponents if n.ring.generators[k].kind == "sum"]
        others = n.ring.monomial({k: e for k, e in exponents.items() if k not in sums})
        factor = mul(num(c / below), n.express_poly(others))
        if not sums:
            apart.append(factor)
            continue
        ((index, lo, hi), *more), factors = n.ring.generators[sums[0]].payload
        if more or len(sums) > 1 or exponents[sums[0]] != 1 or lo is not ONE:
            return None
        ends.setdefault(hi)
        parts = [(substitute(f, {index: i}), k) for f, k in factors]
        found = [f for f, k in parts if f.head == "log" and k == 1]
        a = mul(factor, *(power(f, num(k)) for f, k in parts if f not in found))
        if len(found) == 1:
            logs.append(Logarithm(a, found[0].args[0], c / below > 0))
        else:
            rest.append(mul(a, *found))
    if len(ends) != 1:
        return None
    return Gathered(tuple(logs), tuple(rest), neg(add(*apart)) if apart else ZERO, i, next(iter(ends)))
