"""Verdicts as plain data: what `--json` prints."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from derive.expressions.expr import Expr
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.records.verdict import Verdict
from derive.render.latex import latex
from derive.render.plain import plain


def verdict_data(verdict: Verdict, context: Context, functions: FunctionTable) -> dict[str, Any]:
    """The verdict as the contract has it, conditions in plain maths."""
    example = verdict.counterexample
    return {
        "verdict": verdict.verdict,
        "conditions": [plain(c, context, functions) for c in verdict.conditions],
        "holds_if": [plain(c, context, functions) for c in verdict.holds_if],
        "method": verdict.method,
        "reason": "; ".join((verdict.reason, *verdict.notes)),
        "counterexample": {"point": dict(example.point), "left": example.left, "right": example.right}
        if example
        else None,
        "correction": latex(verdict.correction, context, functions)
        if verdict.correction is not None
        else None,
        "diagnosis": [{"id": d.id, "text": d.text} for d in verdict.diagnosis],
        "seconds": round(verdict.seconds, 6),
    }


def proof_data(verdict: Verdict) -> dict[str, Any]:
    """The certificate, and what its re-check guarantees."""
    return {"guarantee": verdict.guarantee, "certificate": certificate_data(verdict.certificate)}


def certificate_data(certificate: Mapping[str, Any] | None) -> Any:
    """A certificate as plain JSON; expressions in prefix form."""
    return None if certificate is None else _plain_data(certificate)


def _plain_data(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(_plain_data(k)): _plain_data(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain_data(v) for v in value]
    if isinstance(value, (str, int, float, bool)) or value is None:
        return value
    if isinstance(value, (Fraction, Expr)):
        return str(value)
    return repr(value)
