"""The verdict on a statement: search here, certificate, and the kernel's word on it.

1. A point at which both sides certainly differ: refuted (or conditional, when it holds under a natural
   condition on the data that the residual shows).
2. Zero difference in the normal form, in every case, with a point at which both sides have values: proved.
3. Anything else: undecided, with the reason.
"""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

from derive.engine import choices, powers, products, sums, trigonometry
from derive.engine.budget import Budget
from derive.engine.cells import explore_cells
from derive.engine.certify import certificate_for_point, certificate_for_zero
from derive.engine.common_domain import left_open, no_common_domain, undecided
from derive.engine.complex_numbers import decide_parts, is_complex
from derive.engine.conditional import under_a_condition
from derive.engine.from_others import reduction_verdict, terms_verdict
from derive.engine.obligations import remaining_conditions
from derive.engine.orders import decide_inequality
from derive.engine.plainer import plainer
from derive.engine.prepare import Prepared, as_asked, prepare, symbolic
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
from derive.engine.zero import Outcome, finest_first
from derive.errors import DeriveError, VacuousAssumptions
from derive.expressions.build import sub
from derive.expressions.expr import Expr
from derive.notation.functions import FunctionTable
from derive.records.statement import Statement
from derive.records.verdict import Verdict

RULE_MODULES = (choices, powers, products, sums, trigonometry)  # they fill the table of the normal form


def decide(statement: Statement, functions: FunctionTable, budget: Budget | None = None) -> Verdict:
    """proved | conditional | refuted | undecided, re-checked by the kernel.

    Raises VacuousAssumptions when no point satisfies the declared assumptions.
    """
    started = perf_counter()
    budget = budget or Budget()
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
        return decide_inequality(
            prepared,
            functions,
            search,
            budget,
            decide,
            lambda trial: _refuted(prepared, functions, search, trial, budget),
        )
    found = by_stages(prepared, functions, search)
    if found is not None:
        return found
    outcome, reason = zero_outcome(prepared, outright=True)
    unconfirmed: Verdict | None = None
    if outcome is not None and outcome.proved:
        unconfirmed = _proved(prepared, functions, search, outcome, budget)
        if unconfirmed.verdict != "undecided" or search.witness is None:
            return unconfirmed
    bits = vanishes(sub(prepared.left, prepared.right))
    if bits is not None:
        return by_separation(prepared, functions, bits)
    trial = search.run(min(budget.some_points, budget.more_points), briefly=True)
    if trial is not None:
        return _refuted(prepared, functions, search, trial, budget)
    found = by_residues(prepared, functions, search) or by_induction(prepared, functions, search)
    found = found or by_derivatives(prepared, functions, search)
    if found is None or not found:
        trial = search.run(budget.more_points)
        if trial is not None:
            return _refuted(prepared, functions, search, trial, budget)
        found = reduction_verdict(prepared, functions, search, budget, decide) or found
    if found is None or not found:
        found = found if unconfirmed is None else unconfirmed
    return left_open(prepared, functions, search, reason) if found is None else found


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
        for conditions in dict.fromkeys(c for c in (every, as_asked(prepared)) if c != pruned):
            if verdict.verdict == "undecided":
                verdict = _proved_under(prepared, functions, search, outcome, budget, conditions)
    if verdict.verdict == "undecided" and outcome.finest:
        verdict = _proved_under(prepared, functions, search, finest_first(outcome), budget, pruned)
    if verdict.verdict == "undecided":
        verdict = terms_verdict(prepared, functions, search, decide) or verdict
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
    conditional = under_a_condition(
        prepared,
        functions,
        verdict,
        point,
        lambda x: decide(x, functions, Budget(conditional=False, cells=16)),
    )
    return verdict if conditional is None else conditional


def _refuted_at(trial: Trial, prepared: Prepared, functions: FunctionTable, search: Search) -> Verdict:
    refuted = Verdict(
        "refuted",
        method="point",
        reason="the two sides differ at a point of the domain"
        if prepared.statement.relation == "eq"
        else "it fails at a point of the domain",
        counterexample=counterexample(trial, prepared),
    )
    return checked(refuted, prepared, functions, certificate_for_point(search, trial))
