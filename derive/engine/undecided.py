"""What is said when neither a proof nor a counterexample was found."""

from __future__ import annotations

from derive.engine.prepare import Prepared
from derive.engine.refute import Search
from derive.engine.roads import checked
from derive.engine.vacuity import disjoint_conditions, nowhere_defined, require_satisfiable
from derive.notation.functions import FunctionTable
from derive.records.verdict import Verdict


def no_common_domain(prepared: Prepared, functions: FunctionTable, search: Search) -> Verdict:
    if functions.partial_in(*prepared.assumptions) is None:
        require_satisfiable(prepared, search)
    partial = functions.partial_in(prepared.left, prepared.right, *prepared.assumptions)
    if partial is not None:
        return undecided(f"no point was found at which the values of {partial} are known here")
    side = nowhere_defined(prepared)
    if side is not None:
        return undecided(f"the {side} side has no real value anywhere")
    combination = disjoint_conditions(prepared)
    if combination is not None:
        verdict = Verdict("refuted", method="domains", reason="the domains of the two sides do not meet")
        certificate = {"kind": "disjoint", "combination": [[c, "1"] for c in combination]}
        return checked(verdict, prepared, functions, certificate)
    return undecided("no point was found at which both sides have values")


def left_open(prepared: Prepared, functions: FunctionTable, search: Search, reason: str) -> Verdict:
    if search.witness is None:
        return no_common_domain(prepared, functions, search)
    return undecided(reason)


def undecided(reason: str) -> Verdict:
    return Verdict("undecided", method="none", reason=reason)
