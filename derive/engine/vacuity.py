"""Assumptions that no point satisfies, and sides whose domains do not meet."""

from __future__ import annotations

from collections.abc import Sequence

from derive.engine.conditions import definedness
from derive.engine.field import Frac
from derive.engine.learning import normalizer, shared_normalizer
from derive.engine.normal import Normalizer
from derive.engine.prepare import Prepared
from derive.engine.refute import Search
from derive.engine.signs import sign_of
from derive.errors import DeriveError, VacuousAssumptions
from derive.expressions.build import sub
from derive.expressions.expr import Expr

ORDERED = {"gt": (1, True), "ge": (1, False), "lt": (-1, True), "le": (-1, False)}


def disjoint_conditions(prepared: Prepared) -> list[Expr] | None:
    """One or two conditions of the sides that hold together nowhere, or on the zeros of a function only."""
    asked = [c for c, guards in prepared.asked if not guards]
    declared = prepared.assumptions
    if not any(c.head in ORDERED for c in (*asked, *declared)):
        return None
    thin = not any(a.head == "eq" for a in declared) and contradiction(prepared, declared, thin=True) is None
    return contradiction(prepared, [*asked, *prepared.assumptions], thin=thin)


def nowhere_defined(prepared: Prepared) -> str | None:
    """The side that alone has no value anywhere: then there is nothing to compare."""
    facts = prepared.facts
    for name, side in (("left", prepared.left), ("right", prepared.right)):
        asked = definedness(facts.functions, facts.role, side)
        plain = [c for c, guards in asked if not guards]
        if contradiction(prepared, [*plain, *prepared.assumptions]) is not None:
            return name
    return None


def contradiction(prepared: Prepared, relations: Sequence[Expr], *, thin: bool = False) -> list[Expr] | None:
    """One or two of the relations, f > 0 and g > 0, with f + g ≤ 0; None when there are none.

    With `thin`, f ≥ 0 and g ≥ 0 with f + g ≤ 0 count too: they hold together only where both are 0."""
    n = shared_normalizer(prepared.facts, prepared.scope)
    ordered = [r for r in relations if r.head in ORDERED and _has_form(n, r)]
    gaps: list[tuple[Expr, Frac, bool]] = []
    for r, form in zip(ordered, n.forms(*(sub(*r.args) for r in ordered)), strict=True):
        direction, strict = ORDERED[r.head]
        gaps.append((r, form if direction > 0 else n.ring.neg(form), strict))
    for i, (r, f, strict) in enumerate(gaps):
        if _impossible(n, f, strict, thin):
            return [r]
        for other, g, other_strict in gaps[:i]:
            constant = n.ring.constant_value(f) is not None or n.ring.constant_value(g) is not None
            if _impossible(n, n.ring.add(f, g), strict or other_strict or (thin and not constant), thin):
                return [other, r]
    return None


def _has_form(n: Normalizer, relation: Expr) -> bool:
    try:
        n.forms(sub(*relation.args))
    except DeriveError:
        return False
    return True


def _impossible(n: Normalizer, f: Frac, strict: bool, thin: bool) -> bool:
    value = n.ring.constant_value(f)
    if value is not None:
        return value < 0 or (value == 0 and strict)
    return (strict or thin) and f.den == 1 and sign_of(n, -f.num) > 0 and (sign_of(n, f.num) == 0)


def require_satisfiable(prepared: Prepared, search: Search) -> None:
    """Raise when the assumptions contradict each other."""
    if not prepared.assumptions or search.domain_points:
        return
    found = contradiction(prepared, prepared.assumptions)
    if found is None:
        found = [a for a in prepared.assumptions if _false(prepared, a)][:1] or None
    if found is not None:
        error = VacuousAssumptions("no point satisfies the assumptions, so anything would follow from them")
        error.relations = tuple(found)
        raise error


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
