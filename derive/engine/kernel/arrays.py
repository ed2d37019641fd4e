"""Statements between whole arrays, re-checked by values: at an exact point, or modulo a prime at every size.

array point    both sides and the assumptions at exact matrices
arrays         left − right − Σ multiples = 0 for random matrices at every size up to the number of indices in
               a monomial; each multiple holds a factor M M⁻¹ − 1, or one that is assumed to be 0
determinants   the statement about letters that stand for the determinants of free matrices
instance       a proof of the general statement, of which this is the one at its sizes
squares        the statement between the squares of norms and roots
units          the statement about vectors in place of the unit vectors of free places
entries        the statement between entries, lowered here, by the certificate of numbers
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from derive.engine.kernel.array_letters import opened
from derive.engine.kernel.array_points import misfit, refuted
from derive.engine.kernel.array_task import ArrayTask
from derive.engine.kernel.entries import lowered
from derive.engine.kernel.free_determinants import freed
from derive.engine.kernel.instances import general_of
from derive.engine.kernel.squares import squared
from derive.engine.kernel.unfold import Reject
from derive.engine.kernel.unit_vectors import at_units, with_units
from derive.expressions.data import from_data
from derive.notation.functions import FunctionTable
from derive.records.statement import Statement

_WHOLE = ("point", "conditional", "entries", "shapes", "instance", "determinants", "squares", "units")
KINDS = frozenset({"arrays", *(f"array {each}" for each in _WHOLE)})
PROOFS = frozenset({"arrays", "array entries"})
Recheck = Callable[[Statement, Mapping[str, Any]], str]


def check_arrays(
    statement: Statement, certificate: Mapping[str, Any], numbers: Recheck, functions: FunctionTable
) -> str:
    """What the certificate guarantees; raises when it proves nothing. `numbers` checks those of numbers."""
    kind = certificate["kind"]
    task = ArrayTask(opened(statement), functions)
    if kind == "array entries":
        inner = certificate["entry"]
        refuting = inner.get("kind") in ("point", "conditional") or "point" in inner
        return "entry by entry; " + numbers(lowered(task.statement, refuting), inner)
    if kind == "array determinants":
        inner, (plain, _) = certificate["numbers"], freed(task.statement)
        kept = inner["kind"] in KINDS
        found = check_arrays(plain, inner, numbers, functions) if kept else numbers(plain, inner)
        return f"determinants of free matrices as letters; {found}"
    if kind == "array units":
        return _for_vectors(task, certificate, numbers, functions)
    if kind == "array squares":
        inner = certificate["proof"]
        require_proof(inner)
        found = check_arrays(squared(task.statement), inner, numbers, functions)
        return f"squares of what is not negative; {found}"
    if kind == "array instance":
        inner = certificate["proof"]
        require_proof(inner)
        general = general_of(task.statement, certificate["general"])
        return f"an instance; {check_arrays(general, inner, numbers, functions)}"
    if statement.relation != "eq":
        raise Reject(f"a certificate of the kind {kind} is for equations only")
    if kind == "array shapes":
        return misfit(task)
    if kind == "array point":
        return refuted(task, certificate)
    if kind == "arrays":
        return task.proved(certificate)
    extra = tuple(from_data(each) for each in certificate["holds_if"])
    if not extra:
        raise Reject("no condition is named")
    refuted(task, certificate["refutation"])
    require_proof(certificate["proof"])
    stronger = replace(statement, context=statement.context.assuming(*extra))
    return "false at an exact point; under the conditions " + check_arrays(
        stronger, certificate["proof"], numbers, functions
    )


def _for_vectors(
    task: ArrayTask, certificate: Mapping[str, Any], numbers: Recheck, functions: FunctionTable
) -> str:
    """A proof for all vectors in place of the unit vectors, or a point at which they are unit vectors."""
    general, names = with_units(task.statement)
    if "point" in certificate:
        at_units(certificate["point"], names)
        return refuted(ArrayTask(general, functions), certificate["point"])
    require_proof(certificate["proof"])
    return f"vectors for places; {check_arrays(general, certificate['proof'], numbers, functions)}"


def require_proof(certificate: Mapping[str, Any]) -> None:
    """A refutation, or a statement under a further condition, is no proof."""
    if certificate["kind"] == "array instance":
        return  # it asks for itself
    refuting = ("point", "disjoint", "conditional")
    if certificate["kind"] not in PROOFS or certificate.get("entry", {}).get("kind") in refuting:
        raise Reject("a statement that is false says nothing of another")
