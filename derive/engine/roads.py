"""Roads to a proof beyond the normal form: residues, induction over a size, separation of constants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from derive.engine.certify import certificate_for_zero, plain_factors, sealed
from derive.engine.induction import Induction, inductions, part_of
from derive.engine.intervals import by_intervals
from derive.engine.kernel import recheck
from derive.engine.obligations import remaining_conditions
from derive.engine.prepare import Prepared, symbolic_sums
from derive.engine.refute import Search
from derive.engine.residues import in_cell, is_empty, residues_of
from derive.engine.stages import gates_of, staged
from derive.engine.zero import MAX_LEAVES, Outcome, is_zero, open_equations
from derive.errors import DeriveError, TooLarge
from derive.expressions.build import ONE, ZERO, eq, sub
from derive.expressions.expr import Expr
from derive.notation.functions import FunctionTable
from derive.records.verdict import Verdict


def zero_outcome(
    prepared: Prepared, most: int = MAX_LEAVES, *, outright: bool = False
) -> tuple[Outcome | None, str]:
    """The difference in the normal form, in at most so many cases (`outright`: up to the first in which it
    is not zero); else the reason why there is none."""
    equations = open_equations(prepared)
    try:
        gap = sub(prepared.left, prepared.right)
        outcome = is_zero(gap, prepared.inside, prepared.scope, equations, most, outright=outright)
    except TooLarge as error:
        return None, f"too large: {error.message}"
    except DeriveError as error:
        return None, error.message
    return outcome, "the difference was not shown to be zero, and no counterexample was found"


def checked(
    verdict: Verdict, prepared: Prepared, functions: FunctionTable, certificate: dict[str, Any]
) -> Verdict:
    """The verdict with its sealed certificate, if the kernel accepts it; undecided otherwise."""
    limits = {"limits": [x.data() for x in prepared.limits]} if prepared.limits else {}
    signed: Mapping[str, Any] = sealed({**certificate, **limits}, prepared.statement)
    found = recheck(prepared.statement, functions, signed)
    if not found.accepted:
        return Verdict(
            "undecided",
            method=verdict.method,
            reason=f"found {verdict.verdict}, but the kernel did not confirm it: {found.reason}",
            certificate=signed,
        )
    return replace(verdict, certificate=signed, guarantee=found.guarantee)


def by_stages(prepared: Prepared, functions: FunctionTable, search: Search) -> Verdict | None:
    """Equal for every value of the gates, by the chain rule through them."""
    statement = prepared.statement
    stages = gates_of(statement.context, functions, statement.left, statement.right)
    if stages is None or search.witness is None or prepared.limits:
        return None
    try:
        part, known = staged(prepared, functions, stages)
    except DeriveError:
        return None
    outcome, _ = zero_outcome(part, 1)
    if outcome is None or not outcome.proved or outcome.seams:
        return None
    conditions = remaining_conditions(prepared)
    proof = certificate_for_zero(part, search, outcome, conditions)
    kept, smooth = sorted(stages.kept), stages.smooth(prepared.facts)
    certificate = {"kind": "stages", "kept": kept, "known": known, "smooth": smooth, "proof": proof}
    names = ", ".join(sorted(stages.kept))
    reason = f"both sides have the same normal form for every value of {names}, by the chain rule"
    verdict = Verdict("proved", conditions=conditions, method="stages", reason=reason, explanation=(reason,))
    verdict = checked(verdict, prepared, functions, certificate)
    return verdict if verdict.verdict == "proved" else None


def by_induction(prepared: Prepared, functions: FunctionTable, search: Search) -> Verdict | None:
    """The difference is zero at the least value of a size and does not change from one to the next."""
    if search.witness is None:
        return None
    for each in inductions(prepared):
        base_outcome, step_outcome, cofactor = inductive_outcomes(prepared, each)
        outcomes = [o for o in (base_outcome, step_outcome) if o is not None and o.proved and not o.seams]
        if len(outcomes) < 2:
            continue
        conditions = remaining_conditions(prepared)
        base = certificate_for_zero(prepared, search, Outcome(), conditions)
        factors = [plain_factors(o) for o in outcomes]
        certificate = {
            **base, "kind": "induction", "letter": each.letter, "least": each.least,
            "base": {"factors": factors[0]}, "step": {"factors": factors[1]}, "cofactor": cofactor,
        }  # fmt: skip
        name = each.letter.value
        reason = f"by induction on {name}: true for {name} = {each.least}, and from {name} to {name} + 1"
        verdict = Verdict("proved", conditions, method="induction", reason=reason, explanation=(reason,))
        found = checked(verdict, prepared, functions, certificate)
        if found.verdict == "proved":
            return found
    return None


def inductive_outcomes(prepared: Prepared, each: Induction) -> tuple[Outcome | None, Outcome | None, Expr]:
    """D(n₀) = 0; D(n + 1) = D(n), or D(n + 1) = q·D(n) with a q that the normal form finds."""
    base = zero_outcome(part_of(prepared, each.base))[0]
    if base is None or not base.proved:
        return base, None, ONE
    step = zero_outcome(part_of(prepared, sub(each.following, each.here)))[0]
    if step is not None and step.proved:
        return base, step, ONE
    hypothesis = replace(prepared, assumptions=(*prepared.assumptions, eq(each.here, ZERO)))
    step = zero_outcome(part_of(hypothesis, each.following))[0]
    at = len(open_equations(hypothesis)) - 1
    cofactors = [q for k, q in step.cofactors if k == at] if step is not None else []
    if step is None or len(cofactors) != len(step.cofactors):
        return base, None, ONE
    return base, step, cofactors[0] if cofactors else ZERO


def by_residues(prepared: Prepared, functions: FunctionTable, search: Search) -> Verdict | None:
    """The statement for every residue of the integer letters that are divided by numbers."""
    residues = residues_of(prepared) if search.witness is not None else None
    if residues is None or symbolic_sums(prepared):
        return None
    base = certificate_for_zero(prepared, search, Outcome(), remaining_conditions(prepared))
    cells: list[dict[str, Any]] = []
    for cell in residues.cells():
        part = in_cell(prepared, residues, cell)
        if is_empty(part):
            cells.append({"residues": list(cell), "factors": []})
            continue
        outcome, _ = zero_outcome(part)
        if outcome is None or not outcome.proved or outcome.seams or len(outcome.leaves) > 1:
            return None
        cells.append({"residues": list(cell), "factors": plain_factors(outcome)})
    moduli = [[x, m] for x, m in residues.letters]
    reason = f"both sides have the same normal form for each of {len(cells)} residues"
    certificate = {**base, "kind": "residues", "moduli": moduli, "cells": cells}
    listed = base["conditions"]
    verdict = Verdict("proved", conditions=listed, method="residues", reason=reason, explanation=(reason,))
    return checked(verdict, prepared, functions, certificate)


def by_separation(prepared: Prepared, functions: FunctionTable, bits: int) -> Verdict:
    """Two constants made of roots, nearer to each other than different ones can be."""
    reason = "the difference of the two constants is smaller than a non-zero one of its form can be"
    verdict = Verdict("proved", method="radical", reason=reason, explanation=(reason,))
    return checked(verdict, prepared, functions, {"kind": "radical", "bits": bits})


def by_derivatives(prepared: Prepared, functions: FunctionTable, search: Search) -> Verdict | None:
    """Both sides have the same derivative on each interval, and are equal at a point of it."""
    if symbolic_sums(prepared):
        return None
    for certificate in by_intervals(prepared, search):
        reason = f"both sides have the same derivative in {certificate['letter'].value}, and agree at a point"
        listed = tuple(certificate["conditions"])
        verdict = Verdict("proved", listed, method="intervals", reason=reason, explanation=(reason,))
        found = checked(verdict, prepared, functions, certificate)
        if found.verdict == "proved":
            return found
    return None
