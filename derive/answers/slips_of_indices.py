"""Slips with indices, deltas and sums."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from derive.answers.slipped_results import Repaired, Slipped, right_result
from derive.expressions.build import fn, num
from derive.expressions.expr import Expr, binds, free_indices, postorder
from derive.expressions.walk import rebuild, substitute, transform
from derive.notation.functions import FunctionTable
from derive.records.statement import Statement


def exchanged_indices(s: Statement, functions: FunctionTable) -> Iterator[Slipped]:
    free = free_places(s)
    result = right_result(s, functions)
    for k, a in enumerate(free):
        for b in free[k + 1 :]:
            if result is not None:
                yield substitute(result, {a: b, b: a}), fn("tuple", a, b)


def free_places(s: Statement) -> list[Expr]:
    names = free_indices(s.left) | free_indices(s.right)
    return [e for e in postorder(s.left, s.right) if e.head == "idx" and e.value in names]


def wrong_index(s: Statement, functions: FunctionTable) -> Iterator[Slipped]:
    """One entry of the answer with another free index: p_k for p_i."""
    free = free_places(s)
    result = right_result(s, functions)
    answer = s.right
    if result is None:
        return
    for each in [e for e in postorder(answer) if e.head == "entry" and free_indices(e)]:
        for old in free:
            for new in free:
                if old is not new and old in each.args[1:]:
                    changed = rebuild(each, (each.args[0], *(new if x is old else x for x in each.args[1:])))
                    for place, repaired in enumerate(each_replaced(answer, each, changed)):
                        yield Repaired(repaired), fn("tuple", changed, each, num(place))


def each_replaced(expr: Expr, old: Expr, new: Expr) -> Iterator[Expr]:
    """One occurrence after the other replaced."""
    if expr is old:
        yield new
        return
    for k, arg in enumerate(expr.args):
        for changed in each_replaced(arg, old, new):
            yield rebuild(expr, (*expr.args[:k], changed, *expr.args[k + 1 :]))


def delta_taken(value: Expr) -> Callable[[Statement, FunctionTable], Iterator[Slipped]]:
    def slip(s: Statement, functions: FunctionTable) -> Iterator[Slipped]:
        result = right_result(s, functions)
        if result is not None:
            deltas = [e for e in postorder(result) if e.head == "delta"]
            if deltas:
                yield transform(result, lambda e: value if e.head == "delta" else None), deltas[0]

    return slip


def sum_left_out(s: Statement, functions: FunctionTable) -> Iterator[Slipped]:
    result = right_result(s, functions)
    if result is None:
        return
    for each in [e for e in postorder(result) if e.head == "sum"]:
        for index in free_places(s):
            yield substitute(result, {each: substitute(each.args[0], {each.args[1]: index})}), each


def sum_over_wrong_index(s: Statement, functions: FunctionTable) -> Iterator[Slipped]:
    """Σ_j of what holds another index in the place of j."""
    result = right_result(s, functions)
    if result is None:
        return
    for each in [e for e in postorder(result) if binds(e) and e.head == "sum"]:
        for index in free_places(s):
            body = substitute(each.args[0], {each.args[1]: index})
            yield substitute(result, {each: rebuild(each, (body, *each.args[1:]))}), each
