"""The trusted kernel (being built)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from derive.engine.kernel.equal import Task
from derive.engine.kernel.limits import without_limits
from derive.engine.kernel.polynomial import Reject
from derive.engine.kernel.splits import check_conditional, prove, prove_disjoint, prove_inequality, refute
from derive.engine.kernel.trees import Unfolder
from derive.errors import DeriveError
from derive.expressions.data import certificate_digest, statement_digest
from derive.notation.functions import FunctionTable
from derive.records.statement import Statement


@dataclass(frozen=True)
class Recheck:
    accepted: bool
    guarantee: str
    reason: str


def recheck(statement: Statement, functions: FunctionTable, certificate: Mapping[str, Any]) -> Recheck:
    try:
        if certificate.get("statement") != statement_digest(statement):
            raise Reject("the certificate is for another statement")
        if certificate.get("seal") != certificate_digest(certificate):
            raise Reject("the certificate was changed after it was sealed")
        return Recheck(True, _check(statement, functions, certificate), "")
    except (Reject, DeriveError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError, RecursionError) as e:
        return Recheck(False, "", str(e) or type(e).__name__)


def _check(statement: Statement, functions: FunctionTable, certificate: Mapping[str, Any]) -> str:
    """What the certificate guarantees; raises when it proves nothing."""
    unfolder = Unfolder(statement.context, functions)
    sides = (unfolder.unfold(side) for side in (statement.left, statement.right))
    assumptions = tuple(unfolder.unfold(a) for a in statement.context.assumptions)
    task = without_limits(Task(statement.context, functions, *sides, certificate, assumptions, unfolder))
    kind = certificate.get("kind")
    if kind == "point":
        return f"refuted at an exact point (balls of {refute(task, statement.relation)} bits)"
    if kind == "inequality":
        prove_inequality(task, statement.relation)
        return "exact"
    if statement.relation != "eq":
        raise Reject(f"a {kind} certificate proves equations only")
    if kind == "disjoint":
        prove_disjoint(task)
        return "exact: the domains do not meet"
    return check_conditional(task, "eq") if kind == "conditional" else prove(task)
