"""Rules for sums, products and Kronecker deltas as steps name them, forwards and backwards.

A rule read backwards is replayed by applying the forward one to what is given, its first parameter.
"""

from __future__ import annotations

from collections.abc import Mapping

from derive.engine import forms
from derive.engine.forms_of_sums import count_factors, count_terms, decide_brackets
from derive.engine.indices import contract, index_ranges, take_out_term
from derive.engine.linear import Range
from derive.engine.rules import Grounds
from derive.expressions.expr import Expr, Index, node
from derive.expressions.walk import transform


def _contract(expr: Expr, parameters: tuple[Expr, ...], grounds: Grounds) -> Expr:
    """Σ_j f_j δ_jk = f_k; the parameters give the ranges of free indices: k, lo, hi, …"""
    return forms.neat(contract(expr, grounds.context, read_ranges(parameters)))


def _sift(expr: Expr, parameters: tuple[Expr, ...], grounds: Grounds) -> Expr:
    """As `contract`, where no bracket has to be multiplied out for it."""
    return forms.neat(contract(expr, grounds.context, read_ranges(parameters), split=False))


def _decide_brackets(expr: Expr, parameters: tuple[Expr, ...], grounds: Grounds) -> Expr:
    """δ(e, s) [1 ≤ e ≤ N] = δ(e, s); the parameters give the ranges of free indices."""
    ranges = {**index_ranges(expr, grounds.context), **read_ranges(parameters)}
    return forms.neat(decide_brackets(expr, ranges))


def _count_terms(expr: Expr, parameters: tuple[Expr, ...], grounds: Grounds) -> Expr:
    """Σ_{n=1}^{N} c = N c."""
    return forms.neat(count_terms(expr, grounds.context))


def _count_back(expr: Expr, parameters: tuple[Expr, ...], grounds: Grounds) -> Expr | None:
    """Backwards: the first parameter is what is given."""
    (after,) = parameters
    return after if forms.key(_count_terms(after, (), grounds)) == forms.key(expr) else None


def _count_factors(expr: Expr, parameters: tuple[Expr, ...], grounds: Grounds) -> Expr:
    """Π_{n=1}^{N} c f_n = c^N Π f_n."""
    return forms.neat(count_factors(expr, grounds.context))


def _factors_back(expr: Expr, parameters: tuple[Expr, ...], grounds: Grounds) -> Expr | None:
    """Backwards: the first parameter is what is given."""
    (after,) = parameters
    return after if forms.key(_count_factors(after, (), grounds)) == forms.key(expr) else None


def _brackets_back(expr: Expr, parameters: tuple[Expr, ...], grounds: Grounds) -> Expr | None:
    """Bounds that hold for certain put in: the first parameter is what is given, the others the ranges."""
    after, *ranges = parameters
    return after if forms.key(_decide_brackets(after, tuple(ranges), grounds)) == forms.key(expr) else None


def _take_out_term(expr: Expr, parameters: tuple[Expr, ...], grounds: Grounds) -> Expr:
    """Σ_j f_j − f_i = Σ_{j≠i} f_j; the parameters give the ranges of free indices."""
    return transform(expr, lambda each: take_out_term(each, read_ranges(parameters)))


def read_ranges(parameters: tuple[Expr, ...]) -> dict[Index, Range]:
    triples = zip(parameters[::3], parameters[1::3], parameters[2::3], strict=True)
    return {k.value: (lo, hi) for k, lo, hi in triples}


def write_ranges(ranges: Mapping[Index, Range]) -> tuple[Expr, ...]:
    free = ((k, r) for k, r in ranges.items() if not k.uid)
    return tuple(e for k, (lo, hi) in free for e in (node("idx", value=k), lo, hi))


INDEX_RULES = {
    "contract": _contract,
    "sift": _sift,
    "take-out-term": _take_out_term,
    "decide-brackets": _decide_brackets,
    "brackets-put-in": _brackets_back,
    "count-terms": _count_terms,
    "terms-counted": _count_back,
    "count-factors": _count_factors,
    "factors-counted": _factors_back,
}
