"""Assumptions that no point satisfies, and sides whose domains do not meet."""

from __future__ import annotations

from collections.abc import Sequence

from derive.engine.field import Frac
from derive.engine.normal import Normalizer
from derive.engine.learning import normalizer
from derive.engine.prepare import Prepared
from derive.engine.refute import Search
from derive.errors import DeriveError, VacuousAssumptions
from derive.expressions.build import sub
from derive.expressions.expr import Expr

ORDERED = {"gt": (1, True), "ge": (1, False), "lt": (-1, True), "le": (-1, False)}


def disjoint_conditions(prepared: Prepared) -> list[Expr] | None:
    """Two conditions of the sides, f > 0 and g ≥ 0, with f + c·g a number ≤ 0 for a number c > 0."""
    asked = [c for c, guards in prepared.asked if not guards]
    return contradiction(prepared, [*asked, *prepared.assumptions])


def contradiction(prepared: Prepared, relations: Sequence[Expr]) -> list[Expr] | None:
    """One or two of the relations that contradict each other, or None."""
    n = normalizer(prepared.facts, prepared.scope)
    gaps: list[tuple[Expr, Frac, bool]] = []
    for r in relations:
        if r.head in ORDERED:
            direction, strict = ORDERED[r.head]
            try:
                form = n.forms(sub(*r.args))[0]
            except DeriveError:
                continue
            gaps.append((r, form if direction > 0 else n.ring.neg(form), strict))
    for i, (r, f, strict) in enumerate(gaps):
        if _impossible(n, f, strict):
            return [r]
        for other, g, other_strict in gaps[:i]:
            if _impossible(n, n.ring.add(f, g), strict or other_strict):
                return [other, r]
    return None


def _impossible(n: Normalizer, f: Frac, strict: bool) -> bool:
    value = n.ring.constant_value(f)
    return value is not None and (value < 0 or (value == 0 and strict))


def require_satisfiable(prepared: Prepared, search: Search) -> None:
    """Raise when the assumptions contradict each other."""
    if not prepared.assumptions or search.domain_points:
        return
    found = contradiction(prepared, prepared.assumptions)
    if found is None:
        found = [a for a in prepared.assumptions if _false(prepared, a)][:1] or None
    if found is not None:
        raise VacuousAssumptions(
            "no point satisfies the assumptions, so anything would follow from them",
            hint="look at: " + " and ".join(repr(r) for r in found),
        )


def _false(prepared: Prepared, equation: Expr) -> bool:
    """An equation between unequal numbers."""
    if equation.head != "eq":
        return False
    n = normalizer(prepared.facts, prepared.scope)
    try:
        value = n.ring.constant_value(n.forms(sub(*equation.args))[0])
    except DeriveError:
        return False
    return value is not None and value != 0
