"""Statements and verdicts as plain JSON data, between the process that asks and the one that judges."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from derive.expressions.data import from_data, to_data
from derive.expressions.expr import Expr
from derive.notation.context import Context, Definition, Letter
from derive.records.statement import Statement
from derive.records.verdict import Counterexample, Verdict

__all__ = ["statement_data", "statement_from", "verdict_data", "verdict_from"]


def statement_data(statement: Statement) -> dict[str, Any]:
    context = statement.context
    return {
        "left": to_data(statement.left),
        "right": to_data(statement.right),
        "relation": statement.relation,
        "letters": [_letter_data(x) for x in context.letters.values()],
        "definitions": [[to_data(d.left), to_data(d.right)] for d in context.definitions],
        "assumptions": [to_data(a) for a in context.assumptions],
    }


def statement_from(data: Mapping[str, Any]) -> Statement:
    context = Context(
        {x["name"]: _letter_from(x) for x in data["letters"]},
        tuple(Definition(from_data(a), from_data(b)) for a, b in data["definitions"]),
        tuple(from_data(a) for a in data["assumptions"]),
    )
    return Statement(from_data(data["left"]), from_data(data["right"]), context, data["relation"])


def _letter_data(letter: Letter) -> dict[str, Any]:
    return {
        "name": letter.name,
        "role": letter.role,
        "axes": [to_data(a) for a in letter.axes],
        "lo": None if letter.lo is None else to_data(letter.lo),
        "hi": None if letter.hi is None else to_data(letter.hi),
        "unwritten": letter.unwritten,
    }


def _letter_from(data: Mapping[str, Any]) -> Letter:
    return Letter(
        data["name"],
        data["role"],
        tuple(from_data(a) for a in data["axes"]),
        _maybe(data["lo"]),
        _maybe(data["hi"]),
        unwritten=data["unwritten"],
    )


def _maybe(data: Any) -> Expr | None:
    return None if data is None else from_data(data)


def verdict_data(verdict: Verdict) -> dict[str, Any]:
    """Without the certificate, which the judging process has had re-checked."""
    example = verdict.counterexample
    return {
        "verdict": verdict.verdict,
        "conditions": [to_data(c) for c in verdict.conditions],
        "holds_if": [to_data(c) for c in verdict.holds_if],
        "method": verdict.method,
        "reason": verdict.reason,
        "counterexample": None if example is None else [dict(example.point), example.left, example.right],
        "correction": None if verdict.correction is None else to_data(verdict.correction),
        "guarantee": verdict.guarantee,
        "notes": list(verdict.notes),
        "seconds": verdict.seconds,
    }


def verdict_from(data: Mapping[str, Any]) -> Verdict:
    example = data["counterexample"]
    return Verdict(
        data["verdict"],
        conditions=tuple(from_data(c) for c in data["conditions"]),
        holds_if=tuple(from_data(c) for c in data["holds_if"]),
        method=data["method"],
        reason=data["reason"],
        counterexample=None if example is None else Counterexample(example[0], example[1], example[2]),
        correction=_maybe(data["correction"]),
        guarantee=data["guarantee"],
        notes=tuple(data["notes"]),
        seconds=data["seconds"],
    )
