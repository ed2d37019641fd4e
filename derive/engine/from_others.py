"""A statement from other statements: from the terms of its sums, or by a rule with premises."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from derive.engine.bounds_by_terms import by_terms
from derive.engine.budget import Budget
from derive.engine.common_domain import undecided
from derive.engine.prepare import Prepared
from derive.engine.reductions import by_reduction
from derive.engine.refute import Search
from derive.engine.roads import checked
from derive.expressions.build import sub
from derive.expressions.walk import letters
from derive.notation.functions import FunctionTable
from derive.records.statement import Statement
from derive.records.verdict import Verdict

MOST_FOR_EQUATIONS = 12  # they are seldom shown in this way
Decide = Callable[[Statement, FunctionTable, Budget], Verdict]
REDUCED = {
    "each": "each of the bounds holds that make it up",
    "image": "e to the power of the gap is at least 1",
    "squares": "the squares are in this order, and the greater side is not negative",
    "split": "it holds in both cases of a sign",
    "both": "each side is at most the other",
    "rounded": "the number that is rounded lies between these two integers",
    "angle": "the two are angles with one sine and cosine, less than a turn apart",
    "letters": "it holds for every value that the functions in it can take",
    "same": "the two sides in another form",
    "induct": "by induction: it holds at the least n, and with n at n + 1",
    "scaled": "the gap is that of a plainer statement, times something of known sign",
    "magnitudes": "it holds for all numbers that are not negative in the place of the absolute values",
    "equal": "both sides are equal under what is assumed",
    "between": "there is a value between the two sides",
    "steps": "it holds wherever the floors do not change, and where they do",
    "slope": "by the sign of the derivative of the gap on both sides of a point",
}


def terms_verdict(
    prepared: Prepared, functions: FunctionTable, search: Search, decide: Decide
) -> Verdict | None:
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


def reduction_verdict(
    prepared: Prepared, functions: FunctionTable, search: Search, budget: Budget, decide: Decide
) -> Verdict | None:
    """Cases, squares, e^u, derivatives: by other statements that are proved."""
    fuel = budget.fuel
    if budget.depth == 0 or not fuel or fuel[0] <= 0:
        return None
    if prepared.statement.relation == "eq":
        fuel[0] = min(fuel[0], MOST_FOR_EQUATIONS)
    inner = replace(budget, more_points=40, conditional=False, cells=8, depth=budget.depth - 1)

    def premise(statement: Statement) -> Verdict:
        own = [x for x in letters(sub(statement.left, statement.right)) if "·" not in x]
        fuel[0] -= max(1, len(own))
        return decide(statement, functions, inner) if fuel[0] >= 0 else undecided("too many statements")

    certificate = by_reduction(prepared, functions, search, premise)
    if certificate is None:
        return None
    reason = REDUCED[certificate["rule"]]
    conditions = tuple(certificate["conditions"])
    verdict = Verdict("proved", conditions, method="reduced", reason=reason, explanation=(reason,))
    found = checked(verdict, prepared, functions, certificate)
    return found if found.verdict == "proved" else None
