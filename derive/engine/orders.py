"""The verdict on an inequality: factors of known sign, cells of signs, other statements."""

from __future__ import annotations

from collections.abc import Callable

from derive.engine.budget import Budget
from derive.engine.cells import explore_cells
from derive.engine.certify import certificate_for_zero
from derive.engine.common_domain import left_open, no_common_domain
from derive.engine.from_others import Decide, reduction_verdict, terms_verdict
from derive.engine.inequality import Positive, gap_of, inequality_outcome, prove_inequality
from derive.engine.obligations import remaining_conditions
from derive.engine.prepare import Prepared, symbolic
from derive.engine.refute import Search, Trial
from derive.engine.roads import checked
from derive.engine.squares import squared_factors
from derive.engine.zero import Outcome
from derive.notation.functions import FunctionTable
from derive.records.verdict import Verdict

Refuted = Callable[[Trial], Verdict]


def decide_inequality(
    prepared: Prepared,
    functions: FunctionTable,
    search: Search,
    budget: Budget,
    decide: Decide,
    refuted: Refuted,
) -> Verdict:
    """`refuted`: the verdict for a point at which the relation fails."""
    found = prove_inequality(prepared)
    if found is not None and (search.witness or not search.run(budget.more_points, only_witness=True)):
        if search.witness is None:
            return no_common_domain(prepared, functions, search)
        conditions = remaining_conditions(prepared)
        certificate = found.certificate(prepared, search, conditions)
        verdict = Verdict(
            "proved",
            conditions=conditions,
            method="inequality",
            reason=found.reason,
            explanation=(found.reason,),
        )
        verdict = checked(verdict, prepared, functions, certificate)
        if verdict.verdict == "proved":
            return verdict
    trial = search.run(budget.more_points)
    if trial is not None:
        return refuted(trial)
    outright = _outright(prepared, functions, search)
    if outright is not None:
        return outright
    termwise = terms_verdict(prepared, functions, search, decide)
    if termwise is not None:
        return termwise
    by_cells = _by_cells(prepared, functions, search, budget, refuted)
    if by_cells is None or not by_cells:
        by_cells = reduction_verdict(prepared, functions, search, budget, decide) or by_cells
    reason = "the inequality was neither proved nor contradicted at a point"
    return left_open(prepared, functions, search, reason) if by_cells is None else by_cells


def _outright(prepared: Prepared, functions: FunctionTable, search: Search) -> Verdict | None:
    """The gap itself, when what its parts are gives its sign: 1 − sin x ≥ 0."""
    if search.witness is None:
        return None
    found = Positive(((gap_of(prepared), 1),), "the sign of the gap follows from the ranges of its parts")
    conditions = remaining_conditions(prepared)
    verdict = Verdict(
        "proved", conditions=conditions, method="inequality", reason=found.reason, explanation=(found.reason,)
    )
    certificate = found.certificate(prepared, search, conditions)
    certificate["factors"] = list(squared_factors(prepared))
    verdict = checked(verdict, prepared, functions, certificate)
    return verdict if verdict.verdict == "proved" else None


def _by_cells(
    prepared: Prepared, functions: FunctionTable, search: Search, budget: Budget, refuted: Refuted
) -> Verdict | None:
    """The inequality for every sign of the functions inside |·|, max and the like."""
    if search.witness is None or symbolic(prepared.left, prepared.right):
        return None
    conditions = remaining_conditions(prepared)
    base = certificate_for_zero(prepared, search, Outcome(), conditions)
    cells = explore_cells(prepared, inequality_outcome(prepared), base, budget.cells)
    if cells.refuting is not None:
        return refuted(cells.refuting)
    if cells.certificate is None or cells.certificate["kind"] != "cases":
        return None
    reason = f"in each of {cells.count} cases the gap is a product of factors of known sign"
    verdict = Verdict("proved", conditions=conditions, method="cases", reason=reason, explanation=(reason,))
    return checked(verdict, prepared, functions, cells.certificate)
