"""Inequalities on the blackboard: what one side is short of the other, written so that its sign is plain."""

from __future__ import annotations

from collections.abc import Sequence

from derive.derivations.replay import replay_derivation
from derive.engine.digits import as_decimal, exact_value
from derive.engine.forms import key, neat
from derive.engine.index_rules import write_ranges
from derive.engine.indices import index_ranges
from derive.engine.plain_sign import plainly_signed
from derive.engine.rewriting import apply_rule, heads_of_words
from derive.engine.rules import Grounds
from derive.errors import DeriveError
from derive.expressions.build import ZERO, sub, sym
from derive.expressions.expr import Expr
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.records.step import Derivation, Step

ORDINALS = ("first", "second", "third", "fourth")


def derive_bound(relations: Sequence[Expr], context: Context, functions: FunctionTable) -> Derivation:
    """The derivation of a < b ≤ …: the least plain of the differences b − a led to a plain sign.

    Each difference must be a quotient of sums of positive terms after the definition is put in; at most
    one may need more (1 − p_i = Σ_{j≠i} e^{z_j} / Σ_j e^{z_j}).  Raises DeriveError otherwise.
    """
    grounds = Grounds(functions, context)
    chains = [signed_steps(gap(r), r.head in ("lt", "gt"), grounds) for r in relations]
    longest = max(range(len(chains)), key=lambda k: len(chains[k]))
    if any(len(c) > 1 for k, c in enumerate(chains) if k != longest):
        raise DeriveError("more than one of the inequalities takes several steps")
    steps = chains[longest]
    start = gap(relations[longest])
    result = steps[-1].after if steps else start
    parts = "every factor of " if result.head == "mul" else "every term of " if result.args else ""
    notes = tuple(_note(k, relations, k == longest, parts) for k in range(len(relations)))
    found = Derivation(start, tuple(steps), result, context, notes=notes)
    replay_derivation(found, functions)
    return found


def gap(relation: Expr) -> Expr:
    """b − a for a < b and a ≤ b."""
    smaller, greater = relation.args if relation.head in ("lt", "le") else relation.args[::-1]
    if relation.head not in ("lt", "le", "gt", "ge"):
        raise DeriveError(f"{relation!r} is no inequality")
    return neat(sub(greater, smaller))


MOVES = (
    "unfold",
    "collect",
    "expand",
    "collect",
    "factor",
    "unfold",
    "common-denominator",
    "collect",
    "take-out-term",
)


def signed_steps(expr: Expr, strict: bool, grounds: Grounds) -> list[Step]:
    """The steps to a form whose sign shows: definitions, one denominator, a term taken out of its sum."""
    steps: list[Step] = []
    value = exact_value(expr, grounds.functions)
    if value is not None and not _signed(expr, strict, grounds):
        expr, before = as_decimal(value), expr
        steps.append(Step("arithmetic", before, expr, parameters=(expr,)))
    for rule in MOVES:
        if _signed(expr, strict, grounds):
            return steps
        parameters = _parameters(rule, expr, grounds)
        after = apply_rule(rule, expr, parameters, grounds)
        if after is not expr:
            steps.append(Step(rule, expr, after, parameters=parameters))
            expr = after
    if not _signed(expr, strict, grounds):
        raise DeriveError(f"the sign of {expr!r} is not plain")
    return steps


def _signed(expr: Expr, strict: bool, grounds: Grounds) -> bool:
    """Whether the sign shows: sizes are positive, and so is b − a where a < b is declared."""
    declared = {key(gap(a)) for a in grounds.context.assumptions if a.head in ("lt", "gt")}

    def is_size(letter: Expr) -> bool:
        return letter.head == "sym" and grounds.context.role(letter.value) == "size"

    return plainly_signed(expr, strict, is_size, lambda e: e.head == "add" and key(e) in declared)


def _parameters(rule: str, expr: Expr, grounds: Grounds) -> tuple[Expr, ...]:
    if rule == "unfold":
        return tuple(sym(w) for w in heads_of_words(expr) if _has_definition(w, grounds))
    return write_ranges(index_ranges(expr, grounds.context)) if rule == "take-out-term" else ()


def _has_definition(word: str, grounds: Grounds) -> bool:
    """A letter of the model, or a function with a defining form."""
    known = grounds.functions.get(word)
    opened = known is not None and known.definition is not None
    return opened or grounds.context.definition(word) is not None


def _note(place: int, relations: Sequence[Expr], shown: bool, parts: str) -> str:
    which = "The inequality" if len(relations) == 1 else f"The {ORDINALS[min(place, 3)]} inequality"
    sign = "positive" if relations[place].head in ("lt", "gt") else "not negative"
    what = "it" if ZERO in relations[place].args else "the difference"
    if shown:
        return f"{which}: {parts}the last form above is positive, so {what} is {sign}."
    return f"{which}: by definition the difference of its sides has only positive terms, so it is {sign}."
