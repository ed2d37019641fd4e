"""i = k and i ≠ k laid out, where a δ between two free indices survives."""

from __future__ import annotations

from collections.abc import Callable

from derive.engine.forms import neat
from derive.engine.rewriting import in_case, index_conditions
from derive.engine.rules import Grounds
from derive.engine.tidy import factors_of
from derive.engine.vocabulary import between
from derive.errors import DeriveError
from derive.expressions.build import eq, ne
from derive.expressions.expr import Expr, free_indices, postorder
from derive.records.step import Case, Step

Equal = Callable[[Expr, Expr], bool]


def split_cases(plain: Expr, wanted: Expr, grounds: Grounds, origin: Expr, equal: Equal | None) -> list[Case]:
    """The cases of the derivative `plain`, each led to what `wanted` is in that case; [] where none."""
    conditions = _conditions(wanted)
    cases = []
    for place, condition in enumerate(conditions):
        branch = wanted.args[2 * place] if wanted.head == "cases" else wanted
        before, after = (neat(in_case(e, condition)) for e in (plain, branch))
        first = Step("case", plain, before, parameters=(condition,))
        try:
            rest = between(before, after, grounds, origin=origin, equal=equal)
        except DeriveError:
            return []
        cases.append(Case(condition, (first, *rest)))
    return cases


def _conditions(wanted: Expr) -> list[Expr]:
    if wanted.head == "cases":
        try:
            return index_conditions(wanted)
        except DeriveError:
            return []
    if any(f.head == "delta" for f in factors_of(wanted)[1]):
        return []
    free = free_indices(wanted)
    for each in postorder(wanted):
        if each.head == "delta" and all(a.head == "idx" and a.value in free for a in each.args):
            return [eq(*each.args), ne(*each.args)]
    return []
