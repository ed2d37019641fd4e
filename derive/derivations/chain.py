"""Chains of equal forms that no derivative stands in: unfold, factor, cancel, fold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from derive.derivations.gradient import derive_gradient, used_lemmas
from derive.derivations.lines import arranged, fold_trivial
from derive.derivations.passes import has_derivative
from derive.derivations.replay import replay_derivation
from derive.derivations.working_out import is_of_numbers, work_out
from derive.engine.forms import key
from derive.engine.rewriting import apply_rule, heads_of_words, unfold_words
from derive.engine.rules import Grounds
from derive.engine.vocabulary import between
from derive.errors import DeriveError
from derive.expressions.build import sym
from derive.expressions.expr import Expr
from derive.expressions.walk import heads
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.records.step import Derivation, Step

Equal = Callable[[Expr, Expr], bool]


def derive_chain(
    sides: Sequence[Expr],
    context: Context,
    functions: FunctionTable,
    *,
    equal: Equal | None = None,
) -> Derivation:
    """The derivation sides[0] = … = sides[−1] through every side, with the steps between them.

    A side that holds a derivative is led on to the next by the rules of differentiation.
    Raises DeriveError when no steps are found between two sides.
    """
    grounds = Grounds(functions, context)
    steps: list[Step] = []
    for before, after in pairwise(sides):
        if has_derivative(before) and not has_derivative(after):
            steps += derive_gradient(before, context, functions, target=after, equal=equal).steps
        elif key(before) == key(after):
            steps = arranged(steps, after) if steps else []
        else:
            steps += _link(before, after, grounds, equal)
    lines = fold_trivial(steps or [Step("tidy", sides[0], sides[-1])])
    found = Derivation(sides[0], tuple(lines), sides[-1], context, lemmas=tuple(used_lemmas(lines)))
    replay_derivation(found, functions, equal=equal)
    return found


def _link(before: Expr, after: Expr, grounds: Grounds, equal: Equal | None) -> list[Step]:
    """Numbers are worked out; else the steps of the blackboard; else written arrays entry by entry."""
    if is_of_numbers(before, after, grounds):
        return of_numbers(before, after, grounds) or work_out(before, after, grounds)
    try:
        return between(before, after, grounds, equal=equal)
    except DeriveError as error:
        try:
            return work_out(before, after, grounds)
        except DeriveError:
            raise error from None


def of_numbers(before: Expr, after: Expr, grounds: Grounds) -> list[Step]:
    """Where both sides are numbers once definitions are put in: put in, then worked out; else none."""
    opened, steps = before, list[Step]()
    words = tuple(sym(w) for w in heads_of_words(before) if grounds.context.definition(w) is not None)
    if words:
        opened = unfold_words(before, words, grounds)
        steps.append(Step("unfold", before, opened, parameters=words))
    if heads(opened, after) & {"sym", "idx", "call"}:
        return []
    try:
        if key(opened) != key(after):
            apply_rule("arithmetic", opened, (after,), grounds)
            steps.append(Step("arithmetic", opened, after, parameters=(after,)))
    except DeriveError:
        return []
    return steps
