"""A false statement that holds under a natural condition on the data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from derive.engine.domains import described
from derive.engine.holds_if import natural_conditions, never_by_cases, only_outright
from derive.engine.prepare import Prepared, prepare
from derive.engine.roads import checked, zero_outcome
from derive.errors import VacuousAssumptions
from derive.expressions.build import ZERO
from derive.expressions.expr import Expr
from derive.notation.functions import FunctionTable
from derive.records.statement import Statement
from derive.records.verdict import Verdict

FEW_LEAVES = 12  # cases looked into for a condition


def under_a_condition(
    prepared: Prepared,
    functions: FunctionTable,
    refuted: Verdict,
    point: dict[str, Any],
    decide: Callable[[Statement], Verdict],
) -> Verdict | None:
    """The statement under a condition that the residual shows, if `decide` proves it then."""
    if never_by_cases(prepared):
        return None
    statement = prepared.statement
    outcome, _ = zero_outcome(prepared, FEW_LEAVES, outright=only_outright(prepared))
    for condition in natural_conditions(prepared, outcome):
        stronger = replace(statement, context=statement.context.assuming(*condition))
        try:
            proof = decide(stronger)
        except VacuousAssumptions:
            continue
        together = tuple(described([*condition, *proof.conditions], prepared.assumptions))
        if proof.verdict == "proved" and proof.conditions and len(together) <= len(condition):
            condition = together  # x > 0 for x ≥ 0 where x must not be 0
            stronger = replace(statement, context=statement.context.assuming(*condition))
            proof = decide(stronger)
        if proof.verdict == "proved" and proof.certificate is not None:
            if _both_vanish(stronger, functions):
                continue
            inner = {k: v for k, v in proof.certificate.items() if k not in ("seal", "statement")}
            certificate = conditional_certificate(condition, point, inner)
            verdict = replace(
                refuted,
                verdict="conditional",
                holds_if=condition,
                conditions=proof.conditions,
                method=f"point, {proof.method}",
                reason="false as it stands, true under the condition",
            )
            found = checked(verdict, prepared, functions, certificate)
            if found.verdict == "conditional":
                return found
    return None


def _both_vanish(statement: Statement, functions: FunctionTable) -> bool:
    """A condition under which both sides are 0 says nothing about the statement."""
    nothing = replace(statement, right=ZERO)
    if statement.right is ZERO:
        return False
    outcome, _ = zero_outcome(prepare(nothing, functions), outright=True)
    return outcome is not None and outcome.proved


def conditional_certificate(
    condition: Sequence[Expr], point: dict[str, Any], proof: dict[str, Any]
) -> dict[str, Any]:
    return {"kind": "conditional", "holds_if": list(condition), "refutation": point, "proof": proof}
