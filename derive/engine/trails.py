"""The search between two forms: cheapest first from both ends, until the two meet.

A move is one rewriting of the table, a contraction, a declared equation, or a definition put in; it
costs a reader more where the form it leads to is long.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

from derive.engine import forms
from derive.engine.index_rules import write_ranges
from derive.engine.indices import index_ranges
from derive.engine.lemmas import use_lemma
from derive.engine.rewriting import REWRITINGS, apply_rule, unfold_words, use_relation
from derive.engine.rules import Grounds
from derive.engine.ugliness import written_size
from derive.expressions.build import sym
from derive.expressions.expr import Expr, postorder

MOST_FORMS = 160
LARGEST_FORM = 600
MOST_WRITTEN = 9_000


@dataclass(frozen=True)
class Move:
    """One edge of the search: `before` becomes `after` by the rule with its parameters."""

    rule: str
    back: str
    before: Expr
    after: Expr
    parameters: tuple[Expr, ...]
    cost: int


@dataclass(frozen=True)
class Trail:
    """How a form was reached: the moves from the end that it was reached from."""

    expr: Expr
    moves: tuple[Move, ...] = ()
    cost: int = 0


def moves_from(expr: Expr, grounds: Grounds, words: Sequence[str], start: Expr) -> Iterator[Move]:
    """Every rewriting of the table, contraction, declared equations, and the words' definitions."""
    for each in REWRITINGS:
        after = each.form(expr) if each.may_apply(expr) else expr
        if after is not expr:
            yield Move(each.forwards, each.backwards, expr, after, (), each.cost)
    ranges = write_ranges(index_ranges(start, grounds.context))
    if any(e.head == "sum" for e in postorder(expr)):
        after = apply_rule("contract", expr, ranges, grounds)
        if after is not expr:
            sifted = apply_rule("sift", expr, ranges, grounds)
            yield Move("sift" if sifted is after else "contract", "", expr, after, ranges, 2)
        after = apply_rule("count-terms", expr, (), grounds)
        if after is not expr:
            yield Move("count-terms", "terms-counted", expr, after, (), 2)
        if any(e.head == "iverson" for e in postorder(expr)):
            after = apply_rule("decide-brackets", expr, ranges, grounds)
            if after is not expr:
                yield Move("decide-brackets", "brackets-put-in", expr, after, ranges, 2)
    if any(e.head == "prod" for e in postorder(expr)):
        after = apply_rule("count-factors", expr, (), grounds)
        if after is not expr:
            yield Move("count-factors", "factors-counted", expr, after, (), 2)
    for id_, (left, right) in grounds.lemmas.items():
        if left.head != "deriv" and use_lemma(expr, left, right) is not expr:
            after = apply_rule(f"lemma:{id_}", expr, (), grounds)
            yield Move(f"lemma:{id_}", "", expr, after, (), 2)
    for relation in grounds.context.assumptions:
        if use_relation(expr, relation) is not expr:
            yield Move(
                "assumption",
                "by-assumption",
                expr,
                apply_rule("assumption", expr, (relation,), grounds),
                (relation,),
                2,
            )
    for word in words:
        after = unfold_words(expr, (sym(word),), grounds)
        if after is not expr:
            yield Move("unfold", "fold", expr, after, (sym(word),), 4)


def explore(start: Expr, grounds: Grounds, words: Sequence[str], origin: Expr) -> Iterator[tuple[str, Trail]]:
    """The forms that can be reached from `start`, cheapest first, each once."""
    order = count()
    queue: list[tuple[int, int, Trail]] = [(0, next(order), Trail(start))]
    seen: set[str] = set()
    written = 0
    while queue:
        cost, _, trail = heappop(queue)
        name = forms.key(trail.expr)
        if name in seen:
            continue
        seen.add(name)
        yield name, trail
        written += written_size(trail.expr)
        if len(seen) > MOST_FORMS or written > MOST_WRITTEN:
            return
        for move in moves_from(trail.expr, grounds, words, origin):
            if written_size(move.after) <= LARGEST_FORM:
                longer = Trail(move.after, (*trail.moves, move), cost + _effort(move, len(trail.moves)))
                heappush(queue, (longer.cost, next(order), longer))


def _effort(move: Move, depth: int) -> int:
    """What a move costs a reader: its own cost, long forms more, simplifying late more."""
    late = 3 * depth if move.rule in ("cancel", "collect") else 0
    return 10 * move.cost + written_size(move.after) // 4 + late


def meet(
    start: Expr, target: Expr, grounds: Grounds, words: Sequence[str] = (), origin: Expr | None = None
) -> tuple[Trail, Trail] | None:
    """The two cheapest trails, from `start` and from `target`, that end in the same form."""
    sides: list[dict[str, Trail]] = [{}, {}]
    origin = origin or start
    walks = [explore(start, grounds, words, origin), explore(target, grounds, words, origin)]
    best: tuple[Trail, Trail] | None = None
    reach = [0, 0]
    alive = [True, True]
    while any(alive):
        side = 0 if alive[0] and (reach[0] <= reach[1] or not alive[1]) else 1
        found = next(walks[side], None)
        if found is None:
            alive[side] = False
            continue
        name, trail = found
        sides[side][name], reach[side] = trail, trail.cost
        other = sides[1 - side].get(name)
        if other is not None:
            pair = (trail, other) if side == 0 else (other, trail)
            if best is None or _cost(pair) < _cost(best):
                best = pair
        if best is not None and sum(reach) >= _cost(best):
            return best
    return best


def _cost(pair: tuple[Trail, Trail]) -> int:
    return pair[0].cost + pair[1].cost
