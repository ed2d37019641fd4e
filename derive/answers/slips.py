"""Slips: every mistaken rewriting of what is asked for, with the place where it happens.

A slip of differentiation is one rule mistaken at one place (`mistaken_derivative`); any other is a change
of the right result, or of the definitions it rests on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import islice

from derive.answers.rule_slips import SLIPS, mistaken_derivatives
from derive.answers.slipped_results import Repaired, Slipped, right_result
from derive.answers.slips_of_arrays import products_exchanged, transposed
from derive.answers.slips_of_indices import (
    delta_taken,
    each_replaced,
    exchanged_indices,
    free_places,
    sum_left_out,
    sum_over_wrong_index,
    wrong_index,
)
from derive.expressions.build import ONE, ZERO, add, div, entry, fn, mul, neg, num, sym
from derive.expressions.expr import Expr, number_value, postorder
from derive.expressions.walk import letters, substitute, transform
from derive.notation.functions import FunctionTable
from derive.records.statement import Statement

MOST = 40


def slipped(slip: str, statement: Statement, functions: FunctionTable) -> Iterator[Slipped]:
    """(the mistaken result, where) for every way in which the slip can happen on the left side."""
    if slip in SLIPS:
        found: Iterator[Slipped] = iter(
            mistaken_derivatives(statement.left, slip, statement.context, functions)
        )
    else:
        found = islice(RESULTS[slip](statement, functions), MOST)
    for result, place in found:
        yield (in_range(result) if isinstance(result, Expr) else result), place


def in_range(expr: Expr) -> Expr:
    """[1 ≤ k ≤ n] of an index letter k is 1: a letter names a place that is there."""

    def rule(each: Expr) -> Expr | None:
        if each.head != "iverson":
            return None
        condition = each.args[0]
        parts = condition.args if condition.head == "and" else (condition,)
        return ONE if all(p.head in ("le", "ge") and _bounds_a_letter(p) for p in parts) else None

    return transform(expr, rule)


def _bounds_a_letter(relation: Expr) -> bool:
    """`1 ≤ k`, `k ≤ n`: a free index letter against a number or a size."""
    letters_in = [a for a in relation.args if a.head == "idx" and not a.value.uid]
    return len(letters_in) == 1 and any(a.head in ("num", "sym") for a in relation.args)


def _sign(s: Statement, functions: FunctionTable) -> Iterator[Slipped]:
    yield neg(s.left), s.left


def _term_sign(s: Statement, functions: FunctionTable) -> Iterator[Slipped]:
    """One term of a sum in the answer with the other sign."""
    for each in [e for e in postorder(s.right) if e.head == "add"]:
        for k, term in enumerate(each.args):
            bare = term.args[0] if term.head == "neg" else term
            turned = bare if term.head == "neg" else neg(term)
            right = add(*each.args[:k], turned, *each.args[k + 1 :])
            yield Repaired(substitute(s.right, {each: right})), bare


def _factors(s: Statement, functions: FunctionTable) -> Iterator[Slipped]:
    for value in (2, 3, 4):
        yield div(s.left, num(value)), num(value)


def _extra_factors(s: Statement, functions: FunctionTable) -> Iterator[Slipped]:
    for value in (2, 3, 4):
        yield mul(num(value), s.left), num(value)


def _names(s: Statement, role: str) -> list[Expr]:
    names = {**letters(s.left), **letters(s.right)}
    for definition in s.context.definitions:
        names |= letters(definition.right)
    context = s.context
    return [
        x
        for n, x in names.items()
        if n in context.letters
        and context.role(n) == role
        and (role == "size" or not context.letters[n].axes)
    ]


def _size_left_out(s: Statement, functions: FunctionTable) -> Iterator[Slipped]:
    for size in _names(s, "size"):
        yield mul(size, s.left), size


def _size_too_many(s: Statement, functions: FunctionTable) -> Iterator[Slipped]:
    for size in _names(s, "size"):
        yield div(s.left, size), size


def _term_left_out(s: Statement, functions: FunctionTable) -> Iterator[Slipped]:
    """A term of a sum left out, one after another."""
    for result in _forms(s, functions):
        for each in [e for e in postorder(result) if e.head == "add" and not _is_below(e, result)]:
            for k, term in enumerate(each.args):
                if abs(number_value(term) or 0) == 1:
                    continue  # that is "off by one"
                rest = add(*each.args[:k], *each.args[k + 1 :])
                yield substitute(result, {each: rest}), term


def _is_below(part: Expr, whole: Expr) -> bool:
    """Whether a sum stands in a denominator: nobody forgets a term of 1 + e^{-x}."""
    return any(e.head == "div" and any(x is part for x in postorder(e.args[1])) for e in postorder(whole))


def _forms(s: Statement, functions: FunctionTable) -> Iterator[Expr]:
    result = right_result(s, functions)
    yield from [s.left] if result is None or result is s.left else [s.left, result]


def _bias_left_out(s: Statement, functions: FunctionTable) -> Iterator[Slipped]:
    """The b of W x + b, or the 1 that counts it in k (n + 1)."""
    for result in _forms(s, functions):
        for each in [e for e in postorder(result) if e.head == "add"]:
            for k, term in enumerate(each.args):
                if _is_bias(term, each, result):
                    rest = add(*each.args[:k], *each.args[k + 1 :])
                    yield substitute(result, {each: rest}), term


def _is_bias(term: Expr, total: Expr, whole: Expr) -> bool:
    base = term.args[0] if term.head == "entry" else term
    if base.head == "sym":
        return bool(base.value[:1] == "b")
    products = [e for e in postorder(whole) if e.head == "mul" and total in e.args]
    numbers = all(e.head in ("num", "sym", "mul", "pow") for a in total.args for e in postorder(a))
    return term is ONE and bool(products) and numbers


def _one_off(s: Statement, functions: FunctionTable) -> Iterator[Slipped]:
    """A whole number one too large or too small, or a result that is off by one: of counts and places."""
    for result in _forms(s, functions):
        for each in _counted(result, s.left):
            value = number_value(each)
            for step in (1, -1):
                for changed in each_replaced(result, each, num((value or Fraction(0)) + step)):
                    yield changed, s.left if value in (1, -1) else each
    if _is_count(s.left):
        for step in (1, -1):
            yield add(s.left, num(step)), s.left


def _is_count(*exprs: Expr) -> bool:
    """Arithmetic, roundings, sums: what sizes are made of."""
    return all(e.head in COUNTING for e in postorder(*exprs))


def _counted(result: Expr, left: Expr) -> list[Expr]:
    """Numbers that may be a miscount: in a count all but exponents, elsewhere those of places and limits."""
    nodes = list(postorder(result))
    if _is_count(result, left):
        raised = [e.args[1] for e in nodes if e.head == "pow" and letters(e.args[0])]
        return [e for e in nodes if _is_whole(e) and e not in raised]
    places = [a for e in nodes if e.head == "entry" for a in e.args[1:]]
    limits = [a for e in nodes if e.head in ("sum", "prod") for a in e.args[2:4]]
    return [e for e in postorder(*places, *limits) if _is_whole(e)]


def _is_whole(expr: Expr) -> bool:
    return expr.head == "num" and expr.value.denominator == 1


def _floor_left_out(s: Statement, functions: FunctionTable) -> Iterator[Slipped]:
    for result in _forms(s, functions):
        for each in [e for e in postorder(result) if e.head in ("floor", "ceil")]:
            other = "ceil" if each.head == "floor" else "floor"
            yield substitute(result, {each: each.args[0]}), each
            yield substitute(result, {each: fn(other, each.args[0])}), each


def _carry_left_out(s: Statement, functions: FunctionTable) -> Iterator[Slipped]:
    """A defined letter taken as a constant, though it depends on the letter of the derivative."""
    for each in [e for e in postorder(s.left) if e.head == "deriv"]:
        for definition in s.context.definitions:
            if definition.left.head != "sym" or definition.left is each.args[0]:
                continue
            kept = tuple(d for d in s.context.definitions if d is not definition)
            frozen = Statement(
                s.left, s.right, type(s.context)(s.context.letters, kept, s.context.assumptions)
            )
            result = right_result(frozen, functions)
            if result is not None:
                yield result, definition.left


def _factor_left_out(s: Statement, functions: FunctionTable) -> Iterator[Slipped]:
    """A letter, or an entry at the free indices, that is missing as a factor."""
    free = free_places(s)
    entries = [
        substitute(d.left, dict(zip(d.left.args[1:], free, strict=False)))
        for d in s.context.definitions
        if d.left.head == "entry" and len(d.left.args) == len(free) + 1
    ]
    entries += [
        entry(sym(n), *free) for n, x in s.context.letters.items() if free and len(x.axes) == len(free)
    ]
    entries += [e for e in postorder(s.left, s.right) if e.head == "entry" and e.args[0].head == "sym"]
    for factor in (*_names(s, "scalar"), *dict.fromkeys(entries)):
        yield div(s.left, factor), factor


def _zero_taken(s: Statement, functions: FunctionTable) -> Iterator[Slipped]:
    yield ZERO, s.left


RESULTS: Mapping[str, Callable[[Statement, FunctionTable], Iterator[Slipped]]] = {
    "sign": _sign,
    "term-sign": _term_sign,
    "factor-left-out": _factors,
    "factor-too-many": _extra_factors,
    "size-left-out": _size_left_out,
    "size-too-many": _size_too_many,
    "letter-left-out": _factor_left_out,
    "indices-exchanged": exchanged_indices,
    "wrong-index": wrong_index,
    "delta-taken-as-one": delta_taken(ONE),
    "delta-taken-as-zero": delta_taken(ZERO),
    "sum-left-out": sum_left_out,
    "sum-over-wrong-index": sum_over_wrong_index,
    "bias-left-out": _bias_left_out,
    "term-left-out": _term_left_out,
    "one-off": _one_off,
    "floor-left-out": _floor_left_out,
    "dependence-left-out": _carry_left_out,
    "transpose-left-out": transposed,
    "products-exchanged": products_exchanged,
    "taken-as-zero": _zero_taken,
}
COUNTING = frozenset("add mul neg div pow num dec sym idx entry sum prod floor ceil max min truth".split())
ORDER = ["dependence-left-out", *SLIPS, *(name for name in RESULTS if name != "dependence-left-out")]
