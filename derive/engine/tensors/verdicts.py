"""The verdict on a statement between whole arrays, with its certificate and the kernel's word on it.

The search (`identities`) works with words that do not commute, exact points and entries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from derive.engine.certify import as_data, sealed
from derive.engine.kernel import recheck
from derive.engine.tensors.carried import carried_out
from derive.engine.tensors.counterexamples import named, points, with_missing, witness
from derive.engine.tensors.exact import Exact
from derive.engine.tensors.free_determinants import by_determinants
from derive.engine.tensors.gated import BITS, ROOTED, by_gates
from derive.engine.tensors.general_sizes import general_statements
from derive.engine.tensors.identities import (
    MatrixVerdict,
    by_entries,
    conditions_of,
    decide_matrix,
    plain_letters,
)
from derive.engine.tensors.lower import Pointwise
from derive.engine.tensors.opened import opened
from derive.engine.tensors.plain_points import plain_point
from derive.engine.tensors.shown_points import as_text, counterexample, point_data, said_table
from derive.engine.tensors.word_proofs import for_kernel
from derive.errors import DeriveError
from derive.expressions.expr import Expr, postorder
from derive.expressions.walk import letters
from derive.notation.functions import FunctionTable
from derive.notation.shapes import ShapeMismatch
from derive.records.statement import Statement
from derive.records.verdict import Counterexample, Verdict

Decide = Callable[[Statement], Verdict]
FEW = 3
NUMBERS = "both sides have the same value at random matrices of every size needed"


def decide_arrays(
    statement: Statement, functions: FunctionTable, pointwise: Decide, *, conditional: bool = True
) -> Verdict:
    """proved | conditional | refuted | undecided, re-checked by the kernel.

    pointwise    decides statements between numbers
    conditional  whether conditions are looked for under which a false statement holds
    """
    gated = _gated(statement, functions, conditional)
    if gated is not None:
        return gated
    found = _at_these_sizes(statement, functions, pointwise)
    if found.verdict != "undecided":
        return found
    general = _as_instance(statement, functions, pointwise, found.conditions)
    if general is not None:
        return general

    def check(verdict: Verdict, certificate: Mapping[str, Any]) -> Verdict:
        return _checked(verdict, statement, functions, certificate)

    def of_letters(plain: Statement) -> Verdict:
        arrays = any(x in plain.context.letters and plain.context.letters[x].axes for x in named(plain))
        return decide_arrays(plain, functions, pointwise) if arrays else pointwise(plain)

    freed = by_determinants(opened(statement), of_letters, check)
    return found if freed is None else freed


def _as_instance(
    statement: Statement, functions: FunctionTable, pointwise: Decide, conditions: tuple[Expr, ...]
) -> Verdict | None:
    """A proof for all sizes, of which this statement at numbers as sizes is an instance."""
    for general in general_statements(opened(statement)):
        found = _at_these_sizes(general.statement, functions, pointwise)
        if found.verdict == "proved":
            told = replace(found, conditions=conditions, reason=f"for all sizes: {found.reason}")
            certificate = {"kind": "array instance", "general": general.data(), "proof": _inner(found)}
            checked = _checked(told, statement, functions, certificate)
            if checked.verdict == "proved":
                return checked
    return None


def _at_these_sizes(statement: Statement, functions: FunctionTable, pointwise: Decide) -> Verdict:
    ready = opened(statement)
    try:
        conditions = conditions_of(ready)
        carried = carried_out(ready, functions)
        if carried is not ready:
            ready = replace(carried, context=carried.context.assuming(*conditions))
    except ShapeMismatch:
        conditions = ()
    found = decide_matrix(ready)
    if found.word == "undecided" and not found.certificate:
        at_once = _at_once(statement, ready, functions, conditions)
        if at_once is not None:
            return at_once
        found = by_entries(ready, pointwise)
    if found.certificate.get("kind") == "point":
        found = replace(found, certificate=with_missing(dict(found.certificate), opened(statement)))
    reason = found.reason
    for each in _attempts(found, statement, ready, pointwise, functions):
        for verdict, certificate in _offers(statement, ready, each):
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
    for certificate in _proofs(statement, ready, None)[:1]:
        checked = _checked(told, statement, functions, certificate)
        if checked.verdict == "proved":
            return checked
    return None


def _offers(
    statement: Statement, ready: Statement, found: MatrixVerdict
) -> list[tuple[Verdict, Mapping[str, Any]]]:
    """Verdicts with certificates, one after another, until the kernel accepts one."""
    certificate = found.certificate
    kind = certificate.get("kind")
    verdict = Verdict(found.word, method="matrices", reason=found.reason, explanation=(found.reason,))
    if kind == "shapes":
        return [(replace(verdict, method="shapes"), {"kind": "array shapes"})]
    if kind == "point":
        at_points = (plain_point(ready, certificate), certificate)
        examples = [(counterexample(at), point_data(at)) for at in at_points]
        if not _is_rational(opened(statement)):
            examples += [(x, {**data, "bits": BITS}) for x, data in examples]
        return [(replace(verdict, method="point", counterexample=x), data) for x, data in examples]
    if kind == "conditional":
        return _conditional(verdict, statement, ready, found)
    if kind == "words":
        return [(verdict, each) for each in _proofs(statement, ready, certificate)]
    offers: list[tuple[Verdict, Mapping[str, Any]]] = []
    if found.word in ("undecided", "proved") and statement.relation == "eq" and plain_letters(ready):
        plain = Verdict("proved", method="matrices", reason=NUMBERS, explanation=(NUMBERS,))
        offers = [(plain, each) for each in _proofs(statement, ready, None)]
        offers += _points(statement, ready) if _is_open(ready) else []
    if kind == "entries" and found.word != "undecided":
        inner = certificate["verdict"]
        told = replace(inner, method=f"entries, {inner.method}")
        offers.insert(0, (told, {"kind": "array entries", "entry": _inner(inner)}))
    return offers


def _is_rational(statement: Statement) -> bool:
    """Whether no logarithm or root stands in the sides: below a derivative one has no rational value."""
    return not any(e.head in ROOTED for e in postorder(statement.left, statement.right))


def _inner(verdict: Verdict) -> dict[str, Any]:
    return {k: v for k, v in (verdict.certificate or {}).items() if k not in ("seal", "statement")}


def _proofs(statement: Statement, ready: Statement, words: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """A proof by words, or one without multiples of anything; a point at which both sides have values."""
    if _is_open(ready):
        found = list(islice(points(ready, Pointwise(ready.context)), FEW))
    else:
        at = witness(ready, Pointwise(ready.context))
        found = [] if at is None else [(at["sizes"], at["point"])]
    offers = []
    for sizes, point in found:
        at = with_missing({"sizes": sizes, "point": point}, opened(statement))
        base = {"kind": "arrays", "witness": {"sizes": at["sizes"], "point": as_text(at["point"])}}
        offers.append(base if words is None else {**base, **for_kernel(ready, words)})
    return offers


def _is_open(statement: Statement) -> bool:
    """Whether a derivative is left that has no closed form: then the kernel alone looks at points."""
    return any(e.head == "deriv" for e in postorder(statement.left, statement.right))


def _points(statement: Statement, ready: Statement) -> list[tuple[Verdict, Mapping[str, Any]]]:
    """Points at which the two sides may differ."""
    found = [{"sizes": s, "point": p} for s, p in islice(points(ready, Pointwise(ready.context)), FEW)]
    reason = "the two sides differ at a point of exact entries"
    sides = (opened(statement).left, opened(statement).right)
    offers: list[tuple[Verdict, Mapping[str, Any]]] = []
    for each in found:
        at = with_missing(each, opened(statement))
        shown = {name: said_table(table) for name, table in at["point"].items()}
        sizes = {n: str(v) for n, v in at["sizes"].items()}
        example = Counterexample({**sizes, **shown}, *(_value(side, ready, at) for side in sides))
        told = Verdict("refuted", method="point", reason=reason, counterexample=example)
        offers.append((told, point_data(at)))
    return offers


def _value(side: Expr, ready: Statement, at: Mapping[str, Any]) -> str:
    """The value as it is shown; of a derivative without a closed form the kernel alone knows it."""
    try:
        return said_table(Exact(Pointwise(ready.context), at["sizes"], at["point"]).value(side))
    except DeriveError:
        return "another value"


def _conditional(
    verdict: Verdict, statement: Statement, ready: Statement, found: MatrixVerdict
) -> list[tuple[Verdict, Mapping[str, Any]]]:
    certificate = found.certificate
    stronger = replace(ready, context=ready.context.assuming(*found.holds_if))
    proof = {**certificate["proof"], "relations": [tuple(pair) for pair in certificate["proof"]["relations"]]}
    point = plain_point(ready, with_missing(dict(certificate["refutation"]), opened(statement)))
    refutation = point_data(point)
    told = replace(verdict, holds_if=found.holds_if, counterexample=counterexample(point))
    refuted = Verdict(
        "refuted", method="point", reason="the two sides differ at a point of exact entries",
        counterexample=told.counterexample,
    )  # fmt: skip
    offers: list[tuple[Verdict, Mapping[str, Any]]] = []
    for each in _proofs(statement, stronger, proof):
        data = {
            "kind": "array conditional", "refutation": refutation, "holds_if": list(found.holds_if),
            "proof": each,
        }  # fmt: skip
        offers.append((told, data))
    return [*offers, (refuted, refutation)]


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


def _gated(statement: Statement, functions: FunctionTable, conditional: bool) -> Verdict | None:
    """The verdict on a statement with functions of entries where it is seen at once."""
    try:
        conditions = conditions_of(opened(statement))
    except ShapeMismatch:
        return None

    def check(verdict: Verdict, asked: Statement, certificate: Mapping[str, Any]) -> Verdict:
        return _checked(replace(verdict, conditions=conditions), asked, functions, certificate)

    return by_gates(statement, functions, check, conditional=conditional)
