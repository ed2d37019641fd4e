"""Conditions between index letters: `i = k` and `i ≠ j` of a case split.

i = k            k is another name of i: f(i, k) under i = k is f(i, i), and ∂f_i/∂x_k is ∂f_i/∂x_i
i ≠ j, j idle    an index letter that nothing else names stands for some place of its range: j ≠ i says
                 that there are two places, j = i says nothing
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from derive.expressions.build import TWO, idx, rel
from derive.expressions.expr import Expr, free_indices
from derive.expressions.walk import substitute
from derive.notation.context import Context
from derive.records.statement import Statement
from derive.records.verdict import Verdict


@dataclass(frozen=True)
class Settled:
    """The statement with its places settled; `same`: for a letter that is gone, the one in its place."""

    statement: Statement
    same: Mapping[str, str]

    def told(self, verdict: Verdict) -> Verdict:
        """The verdict, its counterexample with the places that are gone."""
        example = verdict.counterexample
        if example is None or not self.same:
            return verdict
        also = {gone: example.point[kept] for gone, kept in self.same.items() if kept in example.point}
        return replace(verdict, counterexample=replace(example, point={**example.point, **also}))


def settle_places(statement: Statement) -> Settled:
    """The statement with conditions between index letters carried out."""
    same: dict[str, str] = {}
    for condition in statement.context.assumptions:
        pair = _one_range(condition, statement.context)
        if pair is not None:
            kept, gone = (substitute(place, _renaming(same)) for place in pair)
            if kept is not gone:
                same = {name: _name(kept) if to == _name(gone) else to for name, to in same.items()}
                same[_name(gone)] = _name(kept)
    return Settled(_without_idle(_merged(statement, same)), same)


def _merged(statement: Statement, same: Mapping[str, str]) -> Statement:
    if not same:
        return statement
    renaming, context = _renaming(same), statement.context
    kept = (a for a in context.assumptions if _one_range(a, context) is None)
    assumptions = tuple(substitute(a, renaming) for a in kept)
    left, right = (substitute(side, renaming) for side in (statement.left, statement.right))
    return replace(statement, left=left, right=right, context=replace(context, assumptions=assumptions))


def _without_idle(statement: Statement) -> Statement:
    """`i ≠ j` with an idle j is n ≥ 2, for the n places that j ranges over."""
    context = statement.context
    assumptions = context.assumptions
    for place, condition in enumerate(assumptions):
        pair = _places(condition, "ne")
        others = (statement.left, statement.right, *(a for a in assumptions if a is not condition))
        idle = next((p for p in pair or () if not _names(p, others)), None)
        size = _size(idle, context) if idle is not None else None
        if size is not None:
            assumptions = (*assumptions[:place], rel("ge", size, TWO), *assumptions[place + 1 :])
    return replace(statement, context=replace(context, assumptions=assumptions))


def _places(condition: Expr, relation: str) -> tuple[Expr, Expr] | None:
    """The two free index letters of `i relation k`."""
    if condition.head != relation:
        return None
    a, b = condition.args
    return (a, b) if all(x.head == "idx" and not x.value.uid for x in (a, b)) else None


def _one_range(condition: Expr, context: Context) -> tuple[Expr, Expr] | None:
    """The two letters of `i = k`, when they have the same range."""
    pair = _places(condition, "eq")
    return pair if pair and _size(pair[0], context) is _size(pair[1], context) else None


def _renaming(same: Mapping[str, str]) -> dict[Expr, Expr]:
    return {idx(gone): idx(kept) for gone, kept in same.items()}


def _name(place: Expr) -> str:
    name: str = place.value.name
    return name


def _names(place: Expr, exprs: Iterable[Expr]) -> bool:
    return any(place.value in free_indices(e) for e in exprs)


def _size(place: Expr, context: Context) -> Expr | None:
    letter = context.letters.get(_name(place))
    return letter.hi if letter else None
