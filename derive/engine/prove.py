"""The verdict on a statement: search here, certificate, and the kernel's word on it.

1. A point at which both sides certainly differ: refuted (or conditional, when it holds under a natural
   condition on the data that the residual shows).
2. Zero difference in the normal form, in every case, with a point at which both sides have values: proved.
3. Anything else: undecided, with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import perf_counter

from derive.engine import choices, powers, products, sums, trigonometry
from derive.engine.bounds_by_terms import by_terms
from derive.engine.cells import explore_cells
from derive.engine.certify import certificate_for_point, certificate_for_zero
from derive.engine.common_domain import left_open, no_common_domain, undecided
from derive.engine.complex_numbers import decide_parts, is_complex
from derive.engine.conditional import under_a_condition
from derive.engine.inequality import Positive, gap_of, inequality_outcome, prove_inequality
from derive.engine.obligations import remaining_conditions
from derive.engine.plainer import plainer
from derive.engine.prepare import Prepared, prepare, symbolic
from derive.engine.radicals import vanishes
from derive.engine.refute import Search, Trial, counterexample
from derive.engine.roads import (
    by_derivatives,
    by_induction,
    by_residues,
    by_separation,
    by_stages,
    checked,
    zero_outcome,
)
from derive.engine.tensors.identities import has_arrays
from derive.engine.tensors.verdicts import decide_arrays
from derive.engine.vacuity import disjoint_conditions
from derive.engine.zero import Outcome
from derive.errors import DeriveError, VacuousAssumptions
from derive.expressions.build import sub
from derive.expressions.expr import Expr
from derive.notation.functions import FunctionTable
from derive.records.statement import Statement
from derive.records.verdict import Verdict

RULE_MODULES = (choices, powers, products, sums, trigonometry)  # they fill the table of the normal form


@dataclass(frozen=True)
class Budget:
    """How many points are tried before and after the normal form and the other roads, and into how many
    cells it is split."""

    first_points: int = 4
    some_points: int = 40
    more_points: int = 260
    conditional: bool = True
    cells: int = 64


DEFAULT = Budget()
OUTRIGHT = Budget(conditional=False, cells=16)


def decide(statement: Statement, functions: FunctionTable, budget: Budget = DEFAULT) -> Verdict:
    """proved | conditional | refuted | undecided, re-checked by the kernel.

    Raises VacuousAssumptions when no point satisfies the declared assumptions.
    """
    started = perf_counter()
    try:
        verdict = _decide(statement, functions, budget)
    except VacuousAssumptions:
        raise
    except (DeriveError, RecursionError) as error:
        reason = str(error) if isinstance(error, DeriveError) else "the expression is nested too deeply"
        verdict = Verdict("undecided", reason=reason, method="none")
    return replace(verdict, seconds=perf_counter() - started)


def _decide(statement: Statement, functions: FunctionTable, budget: Budget) -> Verdict:
    if has_arrays(statement):
        numbers = lambda part: decide(part, functions, budget)  # noqa: E731
        return decide_arrays(statement, functions, numbers, conditional=budget.conditional)
    if is_complex(statement, functions):
        outright = replace(budget, conditional=False)
        return decide_parts(statement, functions, lambda part: decide(part, functions, outright))
    prepared = prepare(statement, functions)
    search = Search(prepared)
    trial = search.glance(budget.first_points)
    if trial is not None:
        return _refuted(prepared, functions, search, trial, budget)
    if statement.relation != "eq":
        return _inequality(prepared, functions, search, budget)
    found = by_stages(prepared, functions, search)
    if found is not None:
        return found
    outcome, reason = zero_outcome(prepared)
    if outcome is not None and outcome.proved:
        return _proved(prepared, functions, search, outcome, budget)
    bits = vanishes(sub(prepared.left, prepared.right))
    if bits is not None:
        return by_separation(prepared, functions, bits)
    trial = search.run(min(budget.some_points, budget.more_points))
    if trial is not None:
        return _refuted(prepared, functions, search, trial, budget)
    found = by_residues(prepared, functions, search) or by_induction(prepared, functions, search)
    found = found or by_derivatives(prepared, functions, search)
    if found is not None:
        return found
    trial = search.run(budget.more_points)
    if trial is not None:
        return _refuted(prepared, functions, search, trial, budget)
    return left_open(prepared, functions, search, reason)


def _proved(
    prepared: Prepared, functions: FunctionTable, search: Search, outcome: Outcome, budget: Budget
) -> Verdict:
    if search.witness is None:
        trial = search.run(budget.more_points, only_witness=True)
        if trial is not None:
            return undecided("the normal form and a point contradict each other")
    if search.witness is None or disjoint_conditions(prepared) is not None:
        return no_common_domain(prepared, functions, search)
    pruned = remaining_conditions(prepared)
    verdict = _proved_under(prepared, functions, search, outcome, budget, pruned)
    if verdict.verdict == "undecided":
        every = remaining_conditions(prepared, pruned=False)
        if every != pruned:
            verdict = _proved_under(prepared, functions, search, outcome, budget, every)
    if verdict.verdict == "undecided":
        verdict = _by_terms(prepared, functions, search) or verdict
    return verdict


def _proved_under(
    prepared: Prepared,
    functions: FunctionTable,
    search: Search,
    outcome: Outcome,
    budget: Budget,
    conditions: tuple[Expr, ...],
) -> Verdict:
    """The proof with these conditions listed."""
    certificate = certificate_for_zero(prepared, search, outcome, conditions)
    if not symbolic(prepared.left, prepared.right):
        cells = explore_cells(prepared, outcome, certificate, budget.cells)
        if cells.refuting is not None:
            return _refuted(prepared, functions, search, cells.refuting, budget)
        if cells.certificate is None:
            return undecided("equal off the zeros of the functions compared, not settled on them")
        certificate = cells.certificate
    verdict = Verdict(
        "proved",
        conditions=conditions,
        method=certificate["kind"],
        reason=_reason(outcome),
        explanation=explain(outcome),
        notes=_beyond(prepared, functions, conditions),
    )
    return checked(verdict, prepared, functions, certificate)


def _beyond(prepared: Prepared, functions: FunctionTable, conditions: tuple[Expr, ...]) -> tuple[str, ...]:
    """What a proof leaves out: values of a function outside the domain it is known on."""
    partial = functions.partial_in(prepared.left, prepared.right) if conditions else None
    return (
        () if partial is None else (f"nothing is said of the values of {partial} outside these conditions",)
    )


def _reason(outcome: Outcome) -> str:
    if len(outcome.leaves) == 1:
        return "both sides have the same normal form"
    return f"both sides have the same normal form in each of {len(outcome.leaves)} cases"


def explain(outcome: Outcome) -> tuple[str, ...]:
    return (_reason(outcome),)


def _refuted(
    prepared: Prepared, functions: FunctionTable, search: Search, trial: Trial, budget: Budget
) -> Verdict:
    shown = plainer(search, trial) or trial
    verdict = _refuted_at(shown, prepared, functions, search)
    if verdict.verdict != "refuted" and shown is not trial:
        shown, verdict = trial, _refuted_at(trial, prepared, functions, search)
    if verdict.verdict != "refuted" or not budget.conditional:
        return verdict
    point = certificate_for_point(search, shown)
    outright = Budget(conditional=False, cells=16)
    conditional = under_a_condition(
        prepared, functions, verdict, point, lambda x: decide(x, functions, outright)
    )
    return verdict if conditional is None else conditional


def _refuted_at(trial: Trial, prepared: Prepared, functions: FunctionTable, search: Search) -> Verdict:
    refuted = Verdict(
        "refuted",
        method="point",
        reason="the two sides differ at a point of the domain",
        counterexample=counterexample(trial, prepared),
    )
    return checked(refuted, prepared, functions, certificate_for_point(search, trial))


def _inequality(prepared: Prepared, functions: FunctionTable, search: Search, budget: Budget) -> Verdict:
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
        return _refuted(prepared, functions, search, trial, budget)
    outright = _inequality_outright(prepared, functions, search)
    if outright is not None:
        return outright
    termwise = _by_terms(prepared, functions, search)
    if termwise is not None:
        return termwise
    by_cells = _inequality_by_cells(prepared, functions, search, budget)
    reason = "the inequality was neither proved nor contradicted at a point"
    return left_open(prepared, functions, search, reason) if by_cells is None else by_cells


def _inequality_outright(prepared: Prepared, functions: FunctionTable, search: Search) -> Verdict | None:
    """The gap itself, when what its parts are gives its sign: 1 − sin x ≥ 0."""
    if search.witness is None or symbolic(prepared.left, prepared.right):
        return None
    conditions = remaining_conditions(prepared)
    found = Positive(((gap_of(prepared), 1),), "the sign of the gap follows from the ranges of its parts")
    verdict = Verdict(
        "proved", conditions=conditions, method="inequality", reason=found.reason, explanation=(found.reason,)
    )
    verdict = checked(verdict, prepared, functions, found.certificate(prepared, search, conditions))
    return verdict if verdict.verdict == "proved" else None


def _by_terms(prepared: Prepared, functions: FunctionTable, search: Search) -> Verdict | None:
    """|∏ f| ≤ ∏ g from |f| ≤ g, and the like for sums; Σ f = Σ g from f = g."""
    certificate = by_terms(prepared, search, lambda part: decide(part, functions, OUTRIGHT))
    if certificate is None:
        return None
    equal = prepared.statement.relation == "eq"
    reason = "the terms are equal, one by one" if equal else "the bound holds for every term"
    conditions = tuple(certificate["conditions"])
    verdict = Verdict("proved", conditions, method="termwise", reason=reason, explanation=(reason,))
    verdict = checked(verdict, prepared, functions, certificate)
    return verdict if verdict.verdict == "proved" else None


def _inequality_by_cells(
    prepared: Prepared, functions: FunctionTable, search: Search, budget: Budget
) -> Verdict | None:
    """The inequality for every sign of the functions inside |·|, max and the like."""
    if search.witness is None or symbolic(prepared.left, prepared.right):
        return None
    conditions = remaining_conditions(prepared)
    base = certificate_for_zero(prepared, search, Outcome(), conditions)
    cells = explore_cells(prepared, inequality_outcome(prepared), base, budget.cells)
    if cells.refuting is not None:
        return _refuted(prepared, functions, search, cells.refuting, budget)
    if cells.certificate is None or cells.certificate["kind"] != "cases":
        return None
    reason = f"in each of {cells.count} cases the gap is a product of factors of known sign"
    verdict = Verdict("proved", conditions=conditions, method="cases", reason=reason, explanation=(reason,))
    return checked(verdict, prepared, functions, cells.certificate)
