"""Bounds of sums and products, and equal sums: what holds of their terms, as a statement of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from derive.engine.certify import certificate_for_zero
from derive.engine.kernel.termwise import equal_terms, of_terms
from derive.engine.kernel.unfold import Reject
from derive.engine.obligations import remaining_conditions
from derive.engine.prepare import Prepared
from derive.engine.refute import Search
from derive.engine.zero import Outcome
from derive.expressions.expr import free_indices
from derive.records.statement import Statement
from derive.records.verdict import Verdict

RELATIONS = ("le", "ge", "eq")


def by_terms(
    prepared: Prepared, search: Search, decide: Callable[[Statement], Verdict]
) -> dict[str, Any] | None:
    """The certificate, if the bound of the terms is proved."""
    relation = prepared.statement.relation
    if relation not in RELATIONS or search.witness is None:
        return None
    sides = (prepared.right, prepared.left) if relation == "ge" else (prepared.left, prepared.right)
    terms = equal_terms if relation == "eq" else of_terms
    own = {i.name for side in sides for i in free_indices(side)}
    named = {i.name for a in prepared.assumptions for i in free_indices(a) if not i.uid}
    for name in [*sorted(named - own), next(x for x in "ijklpqrstuv" if x not in own | named)]:
        try:
            statement = terms(prepared.context, *sides, prepared.assumptions, name)
        except (Reject, AttributeError):
            continue
        verdict = decide(statement)
        if verdict.verdict == "proved" and verdict.certificate is not None:
            inner = {k: v for k, v in verdict.certificate.items() if k not in ("seal", "statement")}
            base = certificate_for_zero(prepared, search, Outcome(), remaining_conditions(prepared))
            return {
                "kind": "termwise",
                "index": name,
                "term": inner,
                **{k: base[k] for k in ("conditions", "witness")},
            }
    return None
