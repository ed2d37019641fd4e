"""Entries at free places decided for vectors in their place: (A⁻¹)_ij, as an inverse has no entries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import islice
from typing import Any

from derive.engine.kernel.unfold import Reject
from derive.engine.kernel.unit_vectors import with_units
from derive.engine.tensors.carried import carried_out
from derive.engine.tensors.counterexamples import points
from derive.engine.tensors.exact import Exact
from derive.engine.tensors.lower import Pointwise
from derive.engine.tensors.offers import inner_certificate
from derive.engine.tensors.shown_points import point_data, said_table
from derive.errors import DeriveError
from derive.notation.functions import FunctionTable
from derive.records.statement import Statement
from derive.records.verdict import Counterexample, Verdict

MOST_POINTS = 8
Check = Callable[[Verdict, Mapping[str, Any]], Verdict]


def by_unit_vectors(
    statement: Statement, functions: FunctionTable, decide: Callable[[Statement], Verdict], check: Check
) -> Verdict | None:
    """`decide` is for whole arrays; `check` gives the verdict if the kernel accepts the certificate."""
    try:
        general, names = with_units(statement)
    except (Reject, DeriveError):
        return None
    found = decide(general)
    if found.verdict == "proved":
        told = replace(found, conditions=(), reason=f"for all vectors: {found.reason}")
        return check(told, {"kind": "array units", "proof": inner_certificate(found)})
    ready = carried_out(general, functions)
    for sizes, point in islice(points(ready, Pointwise(ready.context)), MOST_POINTS):
        at = {**point, **{name: _unit(k, len(point[name])) for k, name in enumerate(names.values())}}
        refuted = _refuted(ready, sizes, at, names)
        if refuted is not None:
            data = point_data({"sizes": sizes, "point": at})
            checked = check(refuted, {"kind": "array units", "point": data})
            if checked.verdict == "refuted":
                return checked
    return None


def _unit(k: int, size: int) -> list[list[Fraction]]:
    """1 at a place, another one for each index where the size allows it."""
    return [[Fraction(int(row == k % size))] for row in range(size)]


def _refuted(
    ready: Statement, sizes: Mapping[str, int], at: Mapping[str, Any], names: Mapping[str, str]
) -> Verdict | None:
    work = Exact(Pointwise(ready.context), sizes, at)
    try:
        left, right = work.value(ready.left), work.value(ready.right)
    except DeriveError:
        return None
    if left == right:
        return None
    places = {name: str([x for (x,) in at[unit]].index(1) + 1) for name, unit in names.items()}
    shown = {name: said_table(table) for name, table in at.items() if name not in names.values()}
    values = {**{n: str(v) for n, v in sizes.items()}, **places, **shown}
    example = Counterexample(values, said_table(left), said_table(right))
    reason = "the two sides differ at a point of exact entries"
    return Verdict("refuted", method="point", reason=reason, counterexample=example)
