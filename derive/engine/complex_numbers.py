"""Statements with the imaginary unit: real and imaginary part, each a real statement that is decided apart.

Letters are real. A root, power or logarithm must be real for certain, or of a constant: a branch that is not
certain leaves the statement undecided.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from derive.engine.certify import sealed
from derive.engine.kernel import recheck
from derive.engine.kernel.planes import has_unit, parts
from derive.engine.kernel.unfold import Reject
from derive.engine.unfold import unfold
from derive.expressions.expr import Expr
from derive.notation.functions import FunctionTable
from derive.records.statement import Statement
from derive.records.verdict import Counterexample, Verdict

NAMES = ("real part", "imaginary part")
Decide = Callable[[Statement], Verdict]


def is_complex(statement: Statement, functions: FunctionTable) -> bool:
    """Whether the imaginary unit occurs, in the sides or in what their letters stand for."""
    trees = (statement.left, statement.right, *(d.right for d in statement.context.definitions))
    return has_unit(*trees) and has_unit(*_unfolded(statement, functions))


def _unfolded(statement: Statement, functions: FunctionTable) -> list[Expr]:
    return [unfold(s, statement.context, functions) for s in (statement.left, statement.right)]


def decide_parts(statement: Statement, functions: FunctionTable, decide: Decide) -> Verdict:
    if statement.relation != "eq":
        return _undecided("there is no order between numbers that are not real")
    try:
        pairs = zip(*(parts(side) for side in _unfolded(statement, functions)), strict=True)
        planes = [replace(statement, left=a, right=b) for a, b in pairs]
    except Reject as error:
        return _undecided(str(error))
    verdicts = []
    for name, plane in zip(NAMES, planes, strict=True):
        verdict = decide(plane)
        if verdict.verdict == "refuted" and verdict.method == "point":
            return _refuted(statement, functions, name, verdict)
        if verdict.verdict != "proved":
            return _undecided(f"{name}: {verdict.reason}")
        if any(c.head != "ne" for c in verdict.conditions):
            return _undecided("a root or logarithm of something that is not certain to be positive")
        verdicts.append(verdict)
    return _proved(statement, functions, verdicts)


def _proved(statement: Statement, functions: FunctionTable, verdicts: list[Verdict]) -> Verdict:
    reason = "real and imaginary part are equal"
    conditions = tuple(dict.fromkeys(c for v in verdicts for c in v.conditions))
    found = Verdict("proved", conditions, method="complex", reason=reason, explanation=(reason,))
    return _checked(found, statement, functions, {"parts": [_plain(v) for v in verdicts]})


def _refuted(statement: Statement, functions: FunctionTable, name: str, verdict: Verdict) -> Verdict:
    shown = verdict.counterexample
    assert shown is not None
    reason = f"the {name}s of the two sides differ at a point"
    example = Counterexample(shown.point, f"{shown.left} ({name})", f"{shown.right} ({name})")
    found = Verdict("refuted", method="complex point", reason=reason, counterexample=example)
    return _checked(found, statement, functions, {"point": _plain(verdict), "part": name})


def _plain(verdict: Verdict) -> dict[str, Any]:
    assert verdict.certificate is not None
    return {k: v for k, v in verdict.certificate.items() if k not in ("seal", "statement")}


def _checked(
    verdict: Verdict, statement: Statement, functions: FunctionTable, certificate: dict[str, Any]
) -> Verdict:
    signed = sealed({"kind": "complex", **certificate}, statement)
    found = recheck(statement, functions, signed)
    if found.accepted:
        return replace(verdict, certificate=signed, guarantee=found.guarantee)
    reason = f"found {verdict.verdict}, but the kernel did not confirm it: {found.reason}"
    return Verdict("undecided", method=verdict.method, reason=reason, certificate=signed)


def _undecided(reason: str) -> Verdict:
    return Verdict("undecided", method="none", reason=reason)
