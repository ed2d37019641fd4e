"""Premises of a proof: those that were accepted as statements of their own are not gone through again.

A seal is a digest of a statement and of its whole certificate, so that what was accepted under it may
be taken for the same again. Chance and budget are as if it were gone through: each certificate draws from
its own seal, and a premise that is remembered costs the work that it took.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from derive.engine.kernel.plan import RANDOM, Work
from derive.expressions.data import seal
from derive.notation.functions import FunctionTable
from derive.records.statement import Statement

MOST_REMEMBERED = 256


class Remembered:
    """seal → (guarantee, work), for one table of functions, the last ones first to stay."""

    functions: FunctionTable | None = None
    found: dict[str, tuple[str, int]] = {}

    @classmethod
    def under(cls, functions: FunctionTable) -> dict[str, tuple[str, int]]:
        if functions is not cls.functions:
            cls.functions, cls.found = functions, {}
        return cls.found


def accepted(task: Any, certificate: Mapping[str, Any]) -> str:
    """What the sealed certificate guarantees, kept for statements that rest on it."""
    before = Work.left
    guarantee = str(task.check(certificate))
    found = Remembered.under(task.unfolder.functions)
    if len(found) >= MOST_REMEMBERED:
        del found[next(iter(found))]
    found[certificate["seal"]] = guarantee, before - Work.left
    return guarantee


def of_premise(
    statement: Statement, functions: FunctionTable, certificate: Mapping[str, Any], task: Callable[..., Any]
) -> str:
    """The guarantee of a premise: remembered, or from its certificate."""
    sealed = seal(certificate, statement)
    found = Remembered.under(functions).get(sealed["seal"])
    if found is not None:
        Work.spend(found[1])
        return found[0]
    state = RANDOM.getstate()
    RANDOM.seed(sealed["seal"])
    try:
        return accepted(task(statement, functions), sealed)
    finally:
        RANDOM.setstate(state)
