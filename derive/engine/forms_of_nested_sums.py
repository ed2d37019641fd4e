"""Sums in sums multiplied out: Σ_k g_k (f_k − Σ_t h_tk) = Σ_k g_k f_k − Σ_k g_k Σ_t h_tk, in one order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations

from derive.engine.forms_of_terms import expand, pull_out_of_sums
from derive.engine.neat import KEPT, key
from derive.engine.tidy import factors_of, product, scaled, terms_of, total
from derive.expressions.build import TRUE
from derive.expressions.expr import Expr, free_indices, number_value
from derive.expressions.walk import freshen, rebuild

MOST_TERMS = 16
MOST_NESTED = 4


@dataclass(frozen=True)
class _Part:
    """Sums (outermost first; of each only index, range and condition count) of one product."""

    sums: tuple[Expr, ...]
    body: Expr

    def nested(self, order: tuple[Expr, ...]) -> Expr:
        body = self.body
        for each in reversed(order):
            body = rebuild(each, (body, *each.args[1:]))
        return body


def sums_outside(expr: Expr) -> Expr:
    """Every product with sums multiplied out, the sums of each term outermost and in one order.

    Of the orders of independent sums the one that is written first is taken, so that Σ_k Σ_t and
    Σ_t Σ_k of the same terms are the same form; factors without an index stand before its sum.
    """
    if _most_sums(expr) < 2:
        return expr
    parts = _parts(expr)
    if len(parts) > MOST_TERMS or all(len(p.sums) < 2 for p in parts):
        return expr
    found = pull_out_of_sums(total(*(_in_order(p) for p in parts)))
    return expr if key(found) == key(expr) else found


@lru_cache(maxsize=KEPT)
def _most_sums(expr: Expr) -> int:
    """At most how many sums stand in one term once everything is multiplied out."""
    if expr.head == "sum":
        return 1 + _most_sums(expr.args[0]) if expr.args[4] is TRUE else 0
    if expr.head == "mul":
        return sum(map(_most_sums, expr.args))
    if expr.head in ("add", "neg", "div"):
        return max(map(_most_sums, expr.args if expr.head == "add" else expr.args[:1]))
    power = number_value(expr.args[1]) if expr.head == "pow" else None
    return int(power) * _most_sums(expr.args[0]) if power in (2, 3) else 0


def _parts(expr: Expr) -> list[_Part]:
    return [part for term in terms_of(expand(expr)) for part in _term_parts(term)]


def _term_parts(term: Expr) -> list[_Part]:
    below = (term.args[1],) if term.head == "div" else ()
    coefficient, factors = factors_of(term.args[0] if below else term)
    plain = [f for f in factors if not _opens(f)]
    found = [_Part((), scaled(coefficient, plain))]
    for each in (f for f in factors if _opens(f)):
        own = freshen(each)
        inner = _parts(own.args[0])
        found = [_Part((*a.sums, own, *b.sums), product(a.body, b.body)) for a in found for b in inner]
        if len(found) > MOST_TERMS:
            return [_Part((), term)]
    return [_Part(p.sums, Expr("div", (p.body, *below)) if below else p.body) for p in found]


def _opens(factor: Expr) -> bool:
    return factor.head == "sum" and factor.args[4] is TRUE


def _in_order(part: _Part) -> Expr:
    bound = {s.args[1].value for s in part.sums}
    bound_limits = any(bound & free_indices(limit) for s in part.sums for limit in s.args[2:4])
    if bound_limits or not 1 < len(part.sums) <= MOST_NESTED:
        return part.nested(part.sums)
    written = (part.nested(order) for order in permutations(part.sums))
    return min(written, key=key)
