"""Certificates: what the kernel needs to follow a verdict, as plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from derive.engine.prepare import Prepared, symbolic
from derive.engine.refute import Search, Trial, point_data
from derive.engine.zero import Outcome
from derive.expressions.data import seal, to_data
from derive.expressions.expr import Expr, free_indices, postorder
from derive.records.statement import Statement


def sealed(certificate: Mapping[str, Any], statement: Statement) -> Mapping[str, Any]:
    plain: Mapping[str, Any] = seal(as_data(certificate), statement)
    return plain


def as_data(value: Any) -> Any:
    """Expressions inside a certificate as lists."""
    if isinstance(value, Expr):
        return to_data(value)
    if isinstance(value, Mapping):
        return {k: as_data(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [as_data(v) for v in value]
    return value


def certificate_for_point(search: Search, trial: Trial) -> dict[str, Any]:
    return {"kind": "point", "values": point_data(trial.point, search.needed), "bits": trial.bits}


def plain_factors(outcome: Outcome) -> list[Expr]:
    """The factors without bound indices or signs (a sign changes from cell to cell)."""
    closed = [f for f in outcome.factors if not any(i.uid for i in free_indices(f))]
    return [f for f in closed if not any(e.head == "sign" for e in postorder(f))]


def certificate_for_zero(
    prepared: Prepared, search: Search, outcome: Outcome, conditions: Sequence[Expr]
) -> dict[str, Any]:
    """field or indexed, by what the statement holds."""
    assert search.witness is not None
    base = {
        "factors": plain_factors(outcome),
        "assumed": [[k, q] for k, q in outcome.cofactors],
        "conditions": list(conditions),
        "witness": point_data(search.witness.point, search.needed),
    }
    kind = "indexed" if symbolic(prepared.left, prepared.right, *prepared.opened) else "field"
    return {"kind": kind, **base}
