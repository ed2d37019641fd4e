"""The verdict on a statement between whole arrays, with its certificate and the kernel's word on it.

The search (`identities`) works with words that do not commute, exact points and entries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from derive.engine.certify import as_data, sealed
from derive.engine.kernel import recheck
from derive.engine.kernel.squares import ROOTS, squared
from derive.engine.kernel.unfold import Reject
from derive.engine.tensors.carried import carried_out
from derive.engine.tensors.counterexamples import named, with_missing
from derive.engine.tensors.free_determinants import by_determinants
from derive.engine.tensors.gated import by_gates
from derive.engine.tensors.general_sizes import general_statements
from derive.engine.tensors.identities import (
    MatrixVerdict,
    by_entries,
    conditions_of,
    decide_matrix,
    plain_letters,
)
from derive.engine.tensors.offers import NUMBERS, inner_certificate, offers, proofs
from derive.engine.tensors.opened import opened
from derive.engine.tensors.unit_vectors import by_unit_vectors
from derive.expressions.expr import Expr, postorder
from derive.expressions.walk import letters
from derive.notation.functions import FunctionTable
from derive.notation.shapes import ShapeMismatch
from derive.records.statement import Statement
from derive.records.verdict import Verdict

Decide = Callable[[Statement], Verdict]
TOO_LARGE = "over the kernel's budget"


def decide_arrays(
    statement: Statement, functions: FunctionTable, pointwise: Decide, *, conditional: bool = True
) -> Verdict:
    """proved | conditional | refuted | undecided, re-checked by the kernel.

    pointwise    decides statements between numbers
    conditional  whether conditions are looked for under which a false statement holds
    """
    later: list[Callable[[], Verdict]] = []
    gated = _gated(statement, functions, conditional, later)
    if gated is not None:
        return gated
    general = Once(lambda: _as_instance(statement, functions, pointwise))
    found = _at_these_sizes(statement, functions, pointwise, conditional, general)
    if found.verdict != "undecided":
        return found
    proved = general() or _by_squares(statement, functions, pointwise)
    if proved is not None:
        return proved

    def check(verdict: Verdict, certificate: Mapping[str, Any]) -> Verdict:
        return _checked(verdict, statement, functions, certificate)

    def of_letters(plain: Statement) -> Verdict:
        arrays = any(x in plain.context.letters and plain.context.letters[x].axes for x in named(plain))
        return decide_arrays(plain, functions, pointwise) if arrays else pointwise(plain)

    def of_vectors(general: Statement) -> Verdict:
        return _at_these_sizes(general, functions, pointwise, False)

    def of_places(verdict: Verdict, certificate: Mapping[str, Any]) -> Verdict:
        return check(replace(verdict, conditions=_conditions(opened(statement))), certificate)

    placed = by_unit_vectors(opened(statement), functions, of_vectors, of_places)
    if placed is not None and placed.verdict != "undecided":
        return placed
    freed = by_determinants(opened(statement), of_letters, check)
    if freed is not None and freed.verdict != "undecided":
        return freed
    return later[0]() if later else freed or found


class Once:
    """What is found is kept."""

    def __init__(self, find: Callable[[], Verdict | None]) -> None:
        self.find = find
        self.found: list[Verdict | None] = []

    def __call__(self) -> Verdict | None:
        if not self.found:
            self.found = [self.find()]
        return self.found[0]


def _by_squares(statement: Statement, functions: FunctionTable, pointwise: Decide) -> Verdict | None:
    """Norms and roots by their squares: ‖Q x‖² = ‖x‖² where Qᵀ Q = 1."""
    whole = opened(statement)
    if not any(e.head in ROOTS for e in postorder(whole.left, whole.right)):
        return None
    try:
        found = _at_these_sizes(squared(whole), functions, pointwise, False)
    except (Reject, ShapeMismatch):
        return None
    if found.verdict != "proved":
        return None
    told = replace(found, conditions=_conditions(whole), reason=f"of the squares: {found.reason}")
    certificate = {"kind": "array squares", "proof": inner_certificate(found)}
    checked = _checked(told, statement, functions, certificate)
    return checked if checked.verdict == "proved" else None


def _nothing() -> None:
    return None


def _as_instance(statement: Statement, functions: FunctionTable, pointwise: Decide) -> Verdict | None:
    """A proof for all sizes, of which this statement at numbers as sizes is an instance.

    Where one is found that is too large to be checked, that is said: at numbers there are more terms.
    """
    for general in general_statements(opened(statement)):
        found = _at_these_sizes(general.statement, functions, pointwise, False)
        if TOO_LARGE in found.reason:
            return found
        if found.verdict == "proved":
            conditions = _conditions(opened(statement))
            told = replace(found, conditions=conditions, reason=f"for all sizes: {found.reason}")
            certificate = {
                "kind": "array instance",
                "general": general.data(),
                "proof": inner_certificate(found),
            }
            checked = _checked(told, statement, functions, certificate)
            if checked.verdict == "proved":
                return checked
    return None


def _at_these_sizes(
    statement: Statement,
    functions: FunctionTable,
    pointwise: Decide,
    conditional: bool,
    general: Callable[[], Verdict | None] = _nothing,
) -> Verdict:
    """`general` is tried before the entries of sizes that are numbers: one of a letter's size is fewer."""
    ready = opened(statement)
    try:
        conditions = conditions_of(ready)
        carried = carried_out(ready, functions)
        if carried is not ready:
            ready = replace(carried, context=carried.context.assuming(*conditions))
    except ShapeMismatch:
        conditions = ()
    found = decide_matrix(ready, conditional=conditional)
    if found.word == "undecided" and not found.certificate:
        at_once = _at_once(statement, ready, functions, conditions)
        at_once = at_once or general()
        if at_once is not None:
            return at_once
        found = by_entries(ready, pointwise)
        if TOO_LARGE in found.reason:
            return Verdict("undecided", method="matrices", reason=found.reason, conditions=conditions)
    if found.certificate.get("kind") == "point":
        found = replace(found, certificate=with_missing(dict(found.certificate), opened(statement)))
    reason = found.reason
    for each in _attempts(found, statement, ready, pointwise, functions):
        for verdict, certificate in offers(statement, ready, each, conditional):
            checked = _checked(replace(verdict, conditions=conditions), statement, functions, certificate)
            if checked.verdict != "undecided":
                return checked
            reason = checked.reason if each is found and found.word != "undecided" else reason
    return Verdict("undecided", method="matrices", reason=reason, conditions=conditions)


def _attempts(
    found: MatrixVerdict,
    statement: Statement,
    ready: Statement,
    pointwise: Decide,
    functions: FunctionTable,
) -> Iterator[MatrixVerdict]:
    """What was found; entries where words were; entries with the derivatives as they stand.

    With functions of entries a proof by entries comes first: that of words is made at many sizes.
    """
    words = found.certificate.get("kind") == "words"
    entrywise = words and any(functions.get(e.head) is not None for e in postorder(ready.left, ready.right))
    if entrywise:
        yield by_entries(ready, pointwise)
    yield found
    if words and not entrywise:
        yield by_entries(ready, pointwise)
    if ready is not statement and any(e.head == "deriv" for e in postorder(statement.left, statement.right)):
        yield by_entries(opened(statement), pointwise)


def _at_once(
    statement: Statement, ready: Statement, functions: FunctionTable, conditions: tuple[Expr, ...]
) -> Verdict | None:
    """The kernel's own proof where every size is a number: one evaluation, before any entry is looked at."""
    sizes = any(ready.context.role(n) == "size" for n in named(ready))
    declared = [ready.context.letters.get(name) for name in named(ready)]
    axes = [n for letter in declared if letter is not None for n in letter.axes]
    if sizes or any(letters(n) for n in axes) or statement.relation != "eq" or not plain_letters(ready):
        return None
    told = Verdict("proved", method="matrices", reason=NUMBERS, explanation=(NUMBERS,), conditions=conditions)
    for certificate in proofs(statement, ready, None)[:1]:
        checked = _checked(told, statement, functions, certificate)
        if checked.verdict == "proved":
            return checked
    return None


def _checked(
    verdict: Verdict, statement: Statement, functions: FunctionTable, certificate: Mapping[str, Any]
) -> Verdict:
    """The verdict with its sealed certificate, if the kernel accepts it; undecided otherwise."""
    signed = sealed(as_data(certificate), statement)
    found = recheck(statement, functions, signed)
    if found.accepted:
        return replace(verdict, certificate=signed, guarantee=found.guarantee)
    reason = f"found {verdict.verdict}, but the kernel did not confirm it: {found.reason}"
    return Verdict("undecided", method=verdict.method, reason=reason, certificate=signed)


def _conditions(statement: Statement) -> tuple[Expr, ...]:
    try:
        return conditions_of(statement)
    except ShapeMismatch:
        return ()


def _gated(
    statement: Statement, functions: FunctionTable, conditional: bool, later: list[Callable[[], Verdict]]
) -> Verdict | None:
    """The verdict on a statement with functions of entries where it is seen at once."""
    try:
        conditions = conditions_of(opened(statement))
    except ShapeMismatch:
        return None

    def check(verdict: Verdict, asked: Statement, certificate: Mapping[str, Any]) -> Verdict:
        return _checked(replace(verdict, conditions=conditions), asked, functions, certificate)

    return by_gates(statement, functions, check, conditional=conditional, later=later)
