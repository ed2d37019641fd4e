"""The verdict on a documented claim: link by link, first side against last, and the repair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from derive.engine.budget import Budget
from derive.engine.prove import decide
from derive.engine.written_arrays import has_written_arrays
from derive.notation.functions import FunctionTable
from derive.proofs.by_entries import decide_by_entries
from derive.proofs.dependence import unsaid_dependence
from derive.proofs.places import settle_places
from derive.proofs.rounding import decide_rounded, is_rounded
from derive.records.statement import Statement
from derive.records.verdict import Verdict
from derive.registry import CompiledClaim, PrintedLink
from derive.registry.families import open_statement
from derive.registry.one_sided import without_own_letters

NUMBERS = Budget(conditional=False)  # no condition on the data can help where there are no data
SEVERITY = ("refuted", "conditional", "undecided", "proved")


@dataclass(frozen=True)
class JudgedPrint:
    """A printed link with its verdict."""

    left: str
    right: str
    statement: Statement
    verdict: Verdict


@dataclass(frozen=True)
class JudgedClaim:
    """`verdict` is that of the worst link; `meant_verdict` that of the repair's."""

    compiled: CompiledClaim
    links: tuple[JudgedPrint, ...]
    ends: JudgedPrint | None
    meant: tuple[JudgedPrint, ...]
    verdict: Verdict
    meant_verdict: Verdict | None


def judge(claim: CompiledClaim, functions: FunctionTable) -> JudgedClaim:
    links = [_judged(x, functions) for x in claim.links]
    meant = [_judged(x, functions) for x in claim.meant]
    ends = _judged(claim.ends, functions) if claim.ends else None
    return JudgedClaim(claim, tuple(links), ends, tuple(meant), worst(links), worst(meant) if meant else None)


def _judged(link: PrintedLink, functions: FunctionTable) -> JudgedPrint:
    verdict = decide_statement(link.statement, functions, document=True)
    return JudgedPrint(link.left, link.right, link.statement, verdict)


def decide_statement(statement: Statement, functions: FunctionTable, *, document: bool = False) -> Verdict:
    """The verdict on one statement; in a document, a printed decimal stands for what rounds to it."""
    unsaid = unsaid_dependence(statement, functions)
    if unsaid:
        return Verdict("undecided", reason=unsaid, method="none")
    if has_written_arrays(statement):
        found = decide_by_entries(statement, lambda s: decide_statement(s, functions, document=document))
        if found is not None:
            return found
    settled = settle_places(open_statement(statement, functions))
    if document and is_rounded(settled.statement):
        return decide_rounded(settled.statement, lambda s: decide(s, functions, NUMBERS))
    return without_own_letters(settled.told(decide(settled.statement, functions)))


def worst(judged: Sequence[JudgedPrint]) -> Verdict:
    """The verdict of the first worst link; of a proved chain, all conditions together."""
    chosen = min((x.verdict for x in judged), key=lambda v: SEVERITY.index(v.verdict))
    if chosen.verdict != "proved" or len(judged) == 1:
        return chosen
    conditions = tuple(dict.fromkeys(c for x in judged for c in x.verdict.conditions))
    seconds = sum(x.verdict.seconds for x in judged)
    return replace(chosen, conditions=conditions, seconds=seconds)
