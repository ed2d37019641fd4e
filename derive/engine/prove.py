"""The verdict on a statement: search here, certificate, and the kernel's word on it.

1. A point at which both sides certainly differ: refuted (or conditional, when it holds under a natural
   condition on the data that the residual shows).
2. Zero difference in the normal form, in every case, with a point at which both sides have values: proved.
3. Anything else: undecided, with the reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import Any

from derive.engine import choices, powers, products, sums, trigonometry
from derive.engine.bounds_by_terms import by_terms
from derive.engine.cells import explore_cells
from derive.engine.certify import certificate_for_point, certificate_for_zero
from derive.engine.complex_numbers import decide_parts, is_complex
from derive.engine.holds_if import natural_conditions, never_by_cases
from derive.engine.inequality import Positive, gap_of, inequality_outcome, prove_inequality
from derive.engine.obligations import remaining_conditions
from derive.engine.plainer import plainer
from derive.engine.prepare import Prepared, prepare, symbolic
from derive.engine.radicals import vanishes
from derive.engine.reductions import by_reduction
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
from derive.engine.vacuity import disjoint_conditions, nowhere_defined, require_satisfiable
from derive.engine.zero import Outcome
from derive.errors import DeriveError, VacuousAssumptions
from derive.expressions.build import ZERO, sub
from derive.expressions.expr import Expr
from derive.expressions.walk import letters
from derive.notation.functions import FunctionTable
from derive.records.statement import Statement
from derive.records.verdict import Verdict

RULE_MODULES = (choices, powers, products, sums, trigonometry)  # they fill the table of the normal form
FEW_LEAVES = 12  # cases looked into for a condition under which a false statement holds


@dataclass(frozen=True)
class Budget:
    """How many points are tried before and after the normal form, and into how many cells it is split."""

    first_points: int = 4
    more_points: int = 260
    conditional: bool = True
    cells: int = 64
    depth: int = 4
    fuel: list[int] = field(default_factory=lambda: [32], compare=False)


REDUCED = {
    "each": "each of the bounds holds that make it up",
    "image": "e to the power of the gap is at least 1",
    "squares": "the squares are in this order, and the greater side is not negative",
    "split": "it holds in both cases of a sign",
    "both": "each side is at most the other",
    "letters": "it holds for every value that the functions in it can take",
    "same": "the two sides in another form",
    "induct": "by induction: it holds at 1, and the gap does not become smaller",
    "slope": "by the sign of the derivative of the gap on both sides of a point",
}


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
        return _inequality(prepared, functions, search, budget)
    found = by_stages(prepared, functions, search)
    if found is not None:
        return found
    outcome, reason = zero_outcome(prepared)
    unconfirmed: Verdict | None = None
    if outcome is not None and outcome.proved:
        unconfirmed = _proved(prepared, functions, search, outcome, budget)
        if unconfirmed.verdict != "undecided" or search.witness is None:
            return unconfirmed
    bits = vanishes(sub(prepared.left, prepared.right))
    if bits is not None:
        return by_separation(prepared, functions, bits)
    trial = search.run(budget.more_points)
    if trial is not None:
        return _refuted(prepared, functions, search, trial, budget)
    found = by_residues(prepared, functions, search) or by_induction(prepared, functions, search)
    found = found or by_derivatives(prepared, functions, search)
    found = found or _by_reduction(prepared, functions, search, budget)
    if found is None or not found:
        found = found if unconfirmed is None else unconfirmed
    return _open(prepared, functions, search, reason) if found is None else found


def _proved(
    prepared: Prepared, functions: FunctionTable, search: Search, outcome: Outcome, budget: Budget
) -> Verdict:
    if search.witness is None:
        trial = search.run(budget.more_points)
        if trial is not None:
            return _undecided("the normal form and a point contradict each other")
    if search.witness is None or disjoint_conditions(prepared) is not None:
        return _no_common_domain(prepared, functions, search)
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
            return _undecided("equal off the zeros of the functions compared, not settled on them")
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
    conditional = _conditional(prepared, functions, verdict, certificate_for_point(search, shown))
    return verdict if conditional is None else conditional


def _refuted_at(trial: Trial, prepared: Prepared, functions: FunctionTable, search: Search) -> Verdict:
    refuted = Verdict(
        "refuted",
        method="point",
        reason="the two sides differ at a point of the domain",
        counterexample=counterexample(trial, prepared),
    )
    return checked(refuted, prepared, functions, certificate_for_point(search, trial))


def _conditional(
    prepared: Prepared, functions: FunctionTable, refuted: Verdict, point: dict[str, Any]
) -> Verdict | None:
    """The statement under a condition that the residual shows, if it is proved then."""
    if never_by_cases(prepared):
        return None
    statement = prepared.statement
    for condition in natural_conditions(prepared, zero_outcome(prepared, FEW_LEAVES)[0]):
        stronger = replace(statement, context=statement.context.assuming(*condition))
        try:
            proof = decide(stronger, functions, Budget(conditional=False, cells=16))
        except VacuousAssumptions:
            continue
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
    outcome, _ = zero_outcome(prepare(nothing, functions))
    return outcome is not None and outcome.proved


def conditional_certificate(
    condition: Sequence[Expr], point: dict[str, Any], proof: dict[str, Any]
) -> dict[str, Any]:
    return {"kind": "conditional", "holds_if": list(condition), "refutation": point, "proof": proof}


def _inequality(prepared: Prepared, functions: FunctionTable, search: Search, budget: Budget) -> Verdict:
    found = prove_inequality(prepared)
    if found is not None and (search.witness is not None or search.run(budget.more_points) is None):
        if search.witness is None:
            return _no_common_domain(prepared, functions, search)
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
    if by_cells is None:
        by_cells = _by_reduction(prepared, functions, search, budget)
    reason = "the inequality was neither proved nor contradicted at a point"
    return _open(prepared, functions, search, reason) if by_cells is None else by_cells


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
    inner = Budget(conditional=False, cells=16)
    certificate = by_terms(prepared, search, lambda part: decide(part, functions, inner))
    if certificate is None:
        return None
    equal = prepared.statement.relation == "eq"
    reason = "the terms are equal, one by one" if equal else "the bound holds for every term"
    conditions = tuple(certificate["conditions"])
    verdict = Verdict("proved", conditions, method="termwise", reason=reason, explanation=(reason,))
    verdict = checked(verdict, prepared, functions, certificate)
    return verdict if verdict.verdict == "proved" else None


def _by_reduction(
    prepared: Prepared, functions: FunctionTable, search: Search, budget: Budget
) -> Verdict | None:
    """Cases, squares, e^u, derivatives: by other statements that are proved."""
    fuel = budget.fuel
    if budget.depth == 0 or not fuel or fuel[0] <= 0:
        return None
    inner = replace(budget, more_points=40, conditional=False, cells=8, depth=budget.depth - 1)

    def premise(statement: Statement) -> Verdict:
        fuel[0] -= max(1, len(letters(sub(statement.left, statement.right))))
        return decide(statement, functions, inner) if fuel[0] >= 0 else _undecided("too many statements")

    certificate = by_reduction(prepared, functions, search, premise)
    if certificate is None:
        return None
    reason = REDUCED[certificate["rule"]]
    conditions = tuple(certificate["conditions"])
    verdict = Verdict("proved", conditions, method="reduced", reason=reason, explanation=(reason,))
    found = checked(verdict, prepared, functions, certificate)
    return found if found.verdict == "proved" else None


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


def _no_common_domain(prepared: Prepared, functions: FunctionTable, search: Search) -> Verdict:
    if functions.partial_in(*prepared.assumptions) is None:
        require_satisfiable(prepared, search)
    partial = functions.partial_in(prepared.left, prepared.right, *prepared.assumptions)
    if partial is not None:
        return _undecided(f"no point was found at which the values of {partial} are known here")
    side = nowhere_defined(prepared)
    if side is not None:
        return _undecided(f"the {side} side has no real value anywhere")
    combination = disjoint_conditions(prepared)
    if combination is not None:
        verdict = Verdict("refuted", method="domains", reason="the domains of the two sides do not meet")
        certificate = {"kind": "disjoint", "combination": [[c, "1"] for c in combination]}
        return checked(verdict, prepared, functions, certificate)
    return _undecided("no point was found at which both sides have values")


def _open(prepared: Prepared, functions: FunctionTable, search: Search, reason: str) -> Verdict:
    if search.witness is None:
        return _no_common_domain(prepared, functions, search)
    return _undecided(reason)


def _undecided(reason: str) -> Verdict:
    return Verdict("undecided", method="none", reason=reason)
