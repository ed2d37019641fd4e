"""Inequalities on the blackboard by an estimate: |J| = |∏ a_t| = ∏ |a_t| ≤ ∏ c = c^T."""

from __future__ import annotations

from collections.abc import Iterator

from derive.derivations.lines import fold_trivial
from derive.derivations.replay import replay_derivation
from derive.engine.estimates import bounded_by
from derive.engine.rewriting import apply_rule, heads_of_words
from derive.engine.rules import Grounds
from derive.engine.vocabulary import between
from derive.errors import DeriveError
from derive.expressions.build import sym
from derive.expressions.expr import Expr
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.records.step import Derivation, Step


def derive_estimate(relation: Expr, context: Context, functions: FunctionTable) -> Derivation:
    """The derivation of a ≤ b: definitions put in, absolute values inside, each term by its declared bound.

    Raises DeriveError where no declared bound applies.
    """
    smaller, greater = relation.args if relation.head in ("lt", "le") else relation.args[::-1]
    if relation.head not in ("le", "ge"):
        raise DeriveError(f"an estimate shows ≤, not {relation.head}")
    grounds = Grounds(functions, context)
    steps = list(_opened(smaller, grounds))
    steps.append(_estimated(steps[-1].after if steps else smaller, grounds))
    steps += between(steps[-1].after, greater, grounds)
    found = Derivation(smaller, tuple(fold_trivial(steps)), greater, context)
    replay_derivation(found, functions)
    return found


def _opened(expr: Expr, grounds: Grounds) -> Iterator[Step]:
    words = (w for w in heads_of_words(expr) if grounds.context.definition(w) is not None)
    parameters = tuple(map(sym, words))
    for rule, given in (("unfold", parameters), ("absolute-inside", ())):
        after = apply_rule(rule, expr, given, grounds)
        if after is not expr:
            yield Step(rule, expr, after, parameters=given)
            expr = after


def _estimated(expr: Expr, grounds: Grounds) -> Step:
    for relation in grounds.context.assumptions:
        after = bounded_by(expr, relation, grounds)
        if after is not None:
            return Step("bounded-by", expr, after, parameters=(relation,), relation="le")
    raise DeriveError("no declared bound applies")
