"""What became of one relation, and of the verdict on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from derive.expressions.expr import Expr
from derive.linting.rounded_inputs import rounding_note
from derive.records.statement import Statement
from derive.records.verdict import Diagnosis, Verdict

_UNCONFIRMED = "but the kernel did not confirm it"
AT_SIZE_ONE = "already when every size is 1"
Decide = Callable[[Statement], Verdict]


@dataclass(frozen=True)
class Judged:
    """outcome as in a finding; `code` says which diagnostic; `statement` is what was decided."""

    outcome: str
    code: str = ""
    reason: str = ""
    verdict: Verdict | None = None
    notes: tuple[str, ...] = ()
    statement: Statement | None = None
    diagnosis: tuple[Diagnosis, ...] = ()
    correction: Expr | None = None

    @property
    def wrong(self) -> bool:
        return self.outcome == "refuted"

    @property
    def right(self) -> bool:
        return self.outcome in ("proved", "rounding", "definition")


def outcome_of(statement: Statement, verdict: Verdict) -> Judged:
    if verdict.verdict == "proved":
        return Judged(
            "rounding" if verdict.method == "rounded" else "proved", verdict=verdict, statement=statement
        )
    if verdict.verdict == "conditional":
        return Judged("conditional", "D201", verdict.reason, verdict, statement=statement)
    if verdict.verdict == "undecided":
        return Judged("undecided", "D301", in_words(verdict.reason), verdict, statement=statement)
    code = "D101"
    notes = tuple(n for n in (rounding_note(statement),) if n)
    if verdict.reason.startswith("the number rounds to"):
        code = "D104" if any("truncated" in n for n in verdict.notes) else "D103"
    return Judged("refuted", code, verdict.reason, verdict, notes, statement)


def in_words(reason: str) -> str:
    """Why nothing was decided, as one says it to the author of a document."""
    if _UNCONFIRMED not in reason:
        return reason
    found = "a proof" if "found proved" in reason else "a counterexample"
    return f"{found} was found, but not confirmed when it was checked again"
