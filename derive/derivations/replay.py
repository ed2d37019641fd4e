"""Replaying a step: its named rule on `before` must give `after`; that makes the step proved."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from derive.engine import forms
from derive.engine.rewriting import apply_rule
from derive.engine.rules import Grounds
from derive.errors import DeriveError
from derive.expressions.expr import Expr
from derive.expressions.walk import at_path, replace_at
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.records.step import Derivation, Step

Equal = Callable[[Expr, Expr], bool]


def replay(
    step: Step,
    functions: FunctionTable,
    context: Context,
    *,
    lemmas: Mapping[str, tuple[Expr, Expr]] | None = None,
    equal: Equal | None = None,
) -> Expr:
    """What the step's rule makes of `before`; raises DeriveError unless that is `after`.

    Forms that differ in the order of terms and factors only count as the same.  A step with
    substeps is replayed through them: each must begin where the one before it ended.
    """
    return _replay(step, Grounds(functions, context, lemmas or {}), equal)


SAYS = {"digits": "approx", "rounded-values": "approx", "bounded-by": "le"}
"""What a step by these rules shows, where it is no equality."""


def _replay(step: Step, grounds: Grounds, equal: Equal | None) -> Expr:
    if step.relation != SAYS.get(step.rule, "eq") or any(s.relation != "eq" for s in step.substeps):
        raise DeriveError(f"a step by {step.rule!r} does not show {step.relation!r}")
    if step.substeps:
        found = _replay_chain(step, grounds, equal)
    elif step.rule == "equal":
        found = _by_the_prover(step, equal)
    else:
        try:
            place = at_path(step.before, step.path)
        except IndexError:
            raise DeriveError(f"{step.before!r} has no part at {step.path}") from None
        part = apply_rule(step.rule, place, step.parameters, grounds)
        found = replace_at(step.before, step.path, part)
    if forms.key(found) != forms.key(step.after):
        raise DeriveError(f"the rule {step.rule!r} gives {found!r}, not {step.after!r}")
    return step.after


def _replay_chain(step: Step, grounds: Grounds, equal: Equal | None) -> Expr:
    if step.rule not in {s.rule for s in step.substeps}:
        raise DeriveError(f"no substep is by the rule {step.rule!r}")
    current = step.before
    for each in step.substeps:
        if forms.key(each.before) != forms.key(current):
            raise DeriveError(f"a substep begins with {each.before!r}, not with {current!r}")
        current = _replay(each, grounds, equal)
    return current


def _by_the_prover(step: Step, equal: Equal | None) -> Expr:
    (after,) = step.parameters
    if equal is None or not equal(step.before, after):
        raise DeriveError(f"not proved equal: {step.before!r} and {after!r}")
    return after


def replay_derivation(
    derivation: Derivation,
    functions: FunctionTable,
    *,
    lemmas: Mapping[str, tuple[Expr, Expr]] | None = None,
    equal: Equal | None = None,
) -> None:
    """Replay every step of a derivation and see that the links join; raises DeriveError if not."""
    chains = [(derivation.start, derivation.steps, derivation.result)]
    chains += [(c.steps[0].before, c.steps, c.steps[-1].after) for c in derivation.cases if c.steps]
    for start, steps, result in chains:
        current = start
        for step in steps:
            if forms.key(step.before) != forms.key(current):
                raise DeriveError(f"a step begins with {step.before!r}, not with {current!r}")
            current = replay(step, functions, derivation.context, lemmas=lemmas, equal=equal)
        if forms.key(current) != forms.key(result):
            raise DeriveError(f"the steps end in {current!r}, not in {result!r}")
