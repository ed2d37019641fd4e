"""From one form of an expression to another, in the steps a person would write between them.

The search goes forwards from both ends (fractions brought together, brackets multiplied out,
what cancels cancelled) until the two meet; the steps from the wanted form are then read backwards,
under the names they have in that direction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import count

from derive.engine import forms
from derive.engine.index_rules import write_ranges
from derive.engine.indices import index_ranges
from derive.engine.rewriting import (
    REWRITINGS,
    apply_rule,
    heads_of_words,
    unfold_words,
    use_relation,
)
from derive.engine.rules import Grounds, use_lemma
from derive.engine.ugliness import written_size
from derive.errors import DeriveError
from derive.expressions.build import sym
from derive.expressions.expr import Expr, postorder
from derive.records.step import Step

MOST_FORMS = 160
LARGEST_FORM = 600
DETOURS = (("expand", "factor-out"), ("expand", "factor"), ("multiply-out", "factor"))
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
        after = each.form(expr)
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


def written_steps(pair: tuple[Trail, Trail]) -> list[Step]:
    """The steps along the first trail, then back along the second to where that one began."""
    there, back = pair
    steps = [Step(m.rule, m.before, m.after, parameters=m.parameters) for m in there.moves]
    current = there.expr
    for move in reversed(back.moves):
        if move.back == "":
            raise DeriveError(f"{move.rule} cannot be read backwards")
        if current is not move.after and steps and move is back.moves[-1]:
            last = steps.pop()
            steps.append(Step(last.rule, last.before, move.after, parameters=last.parameters))
            current = move.after
        parameters = (move.before, *move.parameters)
        steps.append(Step(move.back, current, move.before, parameters=parameters))
        current = move.before
    return steps


def shortened(steps: list[Step], grounds: Grounds) -> list[Step]:
    """The steps without detours: a product taken apart only to be put together by a definition,
    definitions put in one after the other, and brackets multiplied out into a form much longer than
    what it comes from and leads to."""
    found: list[Step] = []
    for step in steps:
        found.append(step)
        rules = tuple(s.rule for s in found[-3:])
        if rules == ("multiply-fractions", "separate-fractions", "fold"):
            found[-3:] = _at_once(found[-3:], "fold", step.parameters, grounds)
        elif rules[-2:] == ("unfold", "unfold"):
            both = (*found[-2].parameters, *step.parameters)
            found[-2:] = _at_once(found[-2:], "unfold", both, grounds)
        elif rules[-2:] in DETOURS and written_size(step.before) > 1.6 * max(
            written_size(found[-2].before), written_size(step.after)
        ):
            found[-2:] = _at_once(found[-2:], "rearrange", (step.after,), grounds)
    return found


def _at_once(steps: list[Step], rule: str, parameters: tuple[Expr, ...], grounds: Grounds) -> list[Step]:
    """One step for all of them where its rule replays; else the steps."""
    step = Step(rule, steps[0].before, steps[-1].after, parameters=parameters)
    return [step] if _replays(step, grounds) else steps


def ending(steps: list[Step], target: Expr) -> list[Step]:
    """The steps, the last of them arranged as the target is."""
    if not steps or steps[-1].after is target:
        return steps
    return [*steps[:-1], replace(steps[-1], after=target)]


def words_to_unfold(expr: Expr, target: Expr) -> tuple[str, ...]:
    """The words of the target that `expr` does not have: what the derivation has to fold back."""
    there = set(heads_of_words(expr))
    return tuple(w for w in heads_of_words(target) if w not in there)


Equal = Callable[[Expr, Expr], bool]


def between(
    start: Expr, target: Expr, grounds: Grounds, *, origin: Expr | None = None, equal: Equal | None = None
) -> list[Step]:
    """Steps from `start` to `target`; one step "rearrange" where no blackboard steps are found.

    Raises DeriveError when the two are not shown to be equal.
    """
    if forms.key(start) == forms.key(target):
        return [] if start is target else [Step("tidy", start, target)]
    own = _all_words(start, target, grounds)
    for words in dict.fromkeys(
        (words_to_unfold(start, target), own, _within_words(start, target, own, grounds))
    ):
        pair = meet(start, target, grounds, words, origin)
        if pair is not None and all(m.back for m in pair[1].moves):
            return ending(shortened(written_steps(pair), grounds), target)
    return _last_resort(start, target, grounds, equal)


def _all_words(start: Expr, target: Expr, grounds: Grounds) -> tuple[str, ...]:
    words = dict.fromkeys((*heads_of_words(start), *heads_of_words(target)))
    return tuple(w for w in words if _defined(w, grounds))


def _within_words(start: Expr, target: Expr, words: tuple[str, ...], grounds: Grounds) -> tuple[str, ...]:
    """The words, and those that their definitions are written with."""
    names = tuple(map(sym, words))
    first, last = (unfold_words(e, names, grounds) for e in (start, target))
    return tuple(dict.fromkeys((*words, *_all_words(first, last, grounds))))


def _defined(word: str, grounds: Grounds) -> bool:
    known = grounds.functions.get(word)
    return grounds.context.definition(word) is not None or (
        known is not None and known.definition is not None
    )


def _last_resort(start: Expr, target: Expr, grounds: Grounds, equal: Equal | None) -> list[Step]:
    assumed = _assumed(start, grounds)
    for steps in ([], assumed) if assumed else ([],):
        before = steps[-1].after if steps else start
        for rule in ("rearrange", "arithmetic", "by-signs"):
            step = Step(rule, before, target, parameters=(target,))
            if _replays(step, grounds):
                return [*steps, step]
    if equal is None or not equal(start, target):
        raise DeriveError("no steps were found between two of the forms")
    return [Step("equal", start, target, parameters=(target,))]


def _assumed(expr: Expr, grounds: Grounds) -> list[Step]:
    """What the declared equations say of `expr`, one after the other."""
    steps: list[Step] = []
    for relation in grounds.context.assumptions:
        after = apply_rule("assumption", expr, (relation,), grounds)
        if use_relation(expr, relation) is not expr:
            steps.append(Step("assumption", expr, after, parameters=(relation,)))
            expr = after
    return steps


def _replays(step: Step, grounds: Grounds) -> bool:
    try:
        found = apply_rule(step.rule, step.before, step.parameters, grounds)
    except DeriveError:
        return False
    return forms.key(found) == forms.key(step.after)
