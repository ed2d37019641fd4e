"""From one form of an expression to another, in the steps a person would write between them.

The search goes forwards from both ends (fractions brought together, brackets multiplied out,
what cancels cancelled) until the two meet; the steps from the wanted form are then read backwards,
under the names they have in that direction.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from derive.engine import forms
from derive.engine.rewriting import apply_rule, heads_of_words, unfold_words, use_relation
from derive.engine.rules import Grounds
from derive.engine.trails import Trail, meet
from derive.engine.ugliness import written_size
from derive.errors import DeriveError
from derive.expressions.build import sym
from derive.expressions.expr import Expr, postorder
from derive.expressions.walk import heads
from derive.records.step import Step

DETOURS = (("expand", "factor-out"), ("expand", "factor"), ("multiply-out", "factor"))


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
    """The steps without detours: a product taken apart, or a fraction above a fraction, only to be put
    together by a definition, definitions put in one after the other, and brackets multiplied out into a
    form much longer than what it comes from and leads to."""
    found: list[Step] = []
    for step in steps:
        found.append(step)
        rules = tuple(s.rule for s in found[-3:])
        if rules == ("multiply-fractions", "separate-fractions", "fold"):
            found[-3:] = _at_once(found[-3:], "fold", step.parameters, grounds)
        elif rules[-2:] == ("separate-fractions", "fold") and _stacked(step.before):
            found[-2:] = _at_once(found[-2:], "fold", step.parameters, grounds)
        elif rules[-2:] == ("unfold", "unfold"):
            both = (*found[-2].parameters, *step.parameters)
            found[-2:] = _at_once(found[-2:], "unfold", both, grounds)
        elif rules[-2:] == ("expand", "collect") and _grows(found[-2]):
            found[-2:] = _at_once(found[-2:], "expand-and-collect", (), grounds)
        elif rules[-2:] in DETOURS and written_size(step.before) > 1.6 * max(
            written_size(found[-2].before), written_size(step.after)
        ):
            found[-2:] = _at_once(found[-2:], "rearrange", (step.after,), grounds)
    return found


def _stacked(expr: Expr) -> bool:
    """Whether a fraction stands above a fraction stroke."""
    return any(e.head == "div" and "div" in heads(e.args[0]) for e in postorder(expr))


def _grows(step: Step) -> bool:
    """Whether nobody would write down the form that the step leads to."""
    return written_size(step.after) > 1.25 * written_size(step.before)


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
    plainly = by_definitions(start, target, grounds)
    if plainly:
        return ending(shortened(plainly, grounds), target)
    own = _all_words(start, target, grounds)
    for words in dict.fromkeys(
        (words_to_unfold(start, target), own, _within_words(start, target, own, grounds))
    ):
        pair = meet(start, target, grounds, words, origin)
        if pair is not None and all(m.back for m in pair[1].moves):
            return ending(shortened(written_steps(pair), grounds), target)
    return _last_resort(start, target, grounds, equal)


MOST_OPENED = 4


def by_definitions(start: Expr, target: Expr, grounds: Grounds) -> list[Step]:
    """The steps that only put in the definitions of words that the target does not have; [] where those
    do not lead to it."""
    kept = set(heads_of_words(target))
    expr, steps = start, list[Step]()
    for _ in range(MOST_OPENED):
        words = tuple(sym(w) for w in heads_of_words(expr) if w not in kept and _defined(w, grounds))
        after = unfold_words(expr, words, grounds) if words else expr
        if after is expr:
            return []
        steps.append(Step("unfold", expr, after, parameters=words))
        if forms.key(after) == forms.key(target):
            return steps
        expr = after
    return []


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
