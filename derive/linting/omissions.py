r"""Omissions that say what is left out: `x_1 + x_2 + \dots + x_n` is Σ_{i=1}^{n} x_i."""

from __future__ import annotations

from derive.expressions.build import ONE, TRUE, add, bound, fresh_idx, mul, num
from derive.expressions.expr import Expr, kinds, number_value
from derive.expressions.walk import rebuild, substitute, transform

_BIG = {"add": ("sum", add), "mul": ("prod", mul)}


def with_omissions_filled(expr: Expr) -> Expr:
    """Sums and products with an omission between their first terms and their last, written with Σ and Π."""

    def rule(each: Expr) -> Expr | None:
        return _filled(each) if each.head in _BIG else None

    return transform(expr, rule) if expr.kinds & kinds("dots") else expr


def _filled(each: Expr) -> Expr | None:
    args = list(each.args)
    places = [k for k, a in enumerate(args) if a.head == "dots"]
    if len(places) != 1 or not 0 < places[0] < len(args) - 1:
        return None
    at = places[0]
    last = args[at + 1]
    for start in range(at - 1, -1, -1):
        found = _between(args[start], last)
        if found is None:
            continue
        body, index, hi = found
        if all(_taken(body, index, k + 1) is args[start + k] for k in range(at - start)):
            kind, build = _BIG[each.head]
            total = bound(kind, body, index, ONE, hi, TRUE)
            rest = [*args[:start], total, *args[at + 2 :]]
            return build(*rest) if len(rest) > 1 else total
    return None


def _taken(body: Expr, index: Expr, value: int) -> Expr:
    return substitute(body, {index: num(value)})


def _between(first: Expr, last: Expr) -> tuple[Expr, Expr, Expr] | None:
    """The body, its index and its last place, where `first` is the body at 1 and `last` at that place."""
    index = fresh_idx("i")
    ends: list[Expr] = []
    body = _general(first, last, index, ends)
    distinct = list(dict.fromkeys(ends))
    return (body, index, distinct[0]) if body is not None and len(distinct) == 1 else None


def _general(first: Expr, last: Expr, index: Expr, ends: list[Expr]) -> Expr | None:
    """What both have in common, with the index where one has 1 and the other the last place."""
    if first is last:
        return first
    if number_value(first) == 1 and last.head in ("sym", "idx", "num"):
        ends.append(last)
        return index
    if first.head != last.head or len(first.args) != len(last.args) or not first.args:
        return None
    parts = [_general(a, c, index, ends) for a, c in zip(first.args, last.args, strict=True)]
    kept = [p for p in parts if p is not None]
    return rebuild(first, tuple(kept)) if len(kept) == len(parts) else None
