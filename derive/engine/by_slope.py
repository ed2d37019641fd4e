"""Proposals of derivatives: D ≥ 0 from the sign of D′ on both sides of a point (kernel/monotone.py)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from derive.engine.balls import Evaluator, Point
from derive.engine.differentiate import differentiate
from derive.engine.learning import normalizer
from derive.engine.points import FINE
from derive.engine.prepare import Prepared
from derive.engine.units import is_complex, real_expression
from derive.engine.values import precision
from derive.errors import DeriveError
from derive.expressions.build import MINUS_ONE, ONE, ZERO, add, div, exp, mul, num, rel, sub
from derive.expressions.expr import Expr, kinds
from derive.expressions.walk import letters, occurs, substitute
from derive.notation.functions import FunctionTable

UNITS = kinds("cis")
CHOICES = kinds("abs", "max", "min", "relu", "sign", "heaviside", "cases", "iverson")
PLACES = (ZERO, ONE, MINUS_ONE, exp(MINUS_ONE), num(2))


def slopes(prepared: Prepared, functions: FunctionTable) -> Iterator[dict[str, Any]]:
    """Letters x and places a where D′ vanishes or where the letter begins."""
    small, big = (
        (prepared.left, prepared.right)
        if prepared.statement.relation in ("lt", "le")
        else (prepared.right, prepared.left)
    )
    gap = sub(big, small)
    gap = _plainer(prepared, gap) if gap.kinds & CHOICES else gap
    names = letters(gap)
    for name, x in names.items():
        if prepared.context.role(name) != "scalar":
            continue
        try:
            rate = differentiate(gap, x, functions)
        except DeriveError:
            continue
        base = {"rule": "slope", "letter": x, "gap": gap, "derivative": _plainer(prepared, rate)}
        others = [y for y in names.values() if y is not x]
        ends = dict(filter(None, (_end(prepared, c, x) for c in prepared.assumptions)))
        for a in dict.fromkeys([*ends, *PLACES, *others, *(div(ONE, y) for y in others)]):
            if a not in ends and not _vanishes(prepared, rate, x, a):
                continue
            beside = _beside(ends, a)
            chosen = {**base, "at": a, "beside": beside, "moving": {}}
            yield {**chosen, "strictly": False}
            if prepared.statement.relation in ("lt", "gt"):
                moving = _moving(prepared, rate, x, a, beside) if not others else {}
                yield {**chosen, "strictly": True, "moving": moving}


def _plainer(prepared: Prepared, expr: Expr) -> Expr:
    """The normal form, where it is written without imaginary units."""
    n = normalizer(prepared.inside, prepared.scope)
    try:
        form = n.forms(expr)[0]
        shown = real_expression(n, form) if is_complex(n, form) else n.express(form)
    except DeriveError:
        return expr
    return expr if shown.kinds & UNITS else shown


def _end(prepared: Prepared, relation: Expr, x: Expr) -> tuple[Expr, str] | None:
    """The end of the interval that a relation leaves of x, and on which side x lies: x − y ≥ 0 is x ≥ y."""
    if relation.head not in ("lt", "le", "gt", "ge") or not occurs(x, relation):
        return None
    n = normalizer(prepared.inside, prepared.scope)
    gap = sub(*relation.args)
    low = substitute(gap, {x: ZERO})
    try:
        slope = n.ring.constant_value(n.form(sub(substitute(gap, {x: ONE}), low)))
        if not slope or not n.ring.equal(n.form(gap), n.form(add(mul(num(slope), x), low))):
            return None
        end = n.express(n.form(mul(num(-1 / slope), low)))
    except (DeriveError, ZeroDivisionError):
        return None
    return end, "right" if (relation.head in ("gt", "ge")) == (slope > 0) else "left"


def _beside(ends: Mapping[Expr, str], a: Expr) -> list[str]:
    """The sides of a on which x may lie, by the assumptions that compare the two."""
    return [ends[a]] if a in ends else ["right", "left"]


def _moving(prepared: Prepared, rate: Expr, x: Expr, a: Expr, beside: list[str]) -> dict[str, str]:
    """A place on each side of a at which D′ is not 0."""
    found = {}
    for side in beside:
        kind = "gt" if side == "right" else "lt"
        for t in FINE:
            with precision(128):
                ev = Evaluator(Point({x.value: t}))
                try:
                    here = all(ev.holds(c) for c in (rel(kind, x, a), *prepared.assumptions))
                    if here and ev.holds(rel("ne", rate, ZERO)):
                        found[side] = str(t)
                        break
                except (DeriveError, KeyError):
                    continue
    return found if len(found) == len(beside) else {}


def _vanishes(prepared: Prepared, rate: Expr, x: Expr, a: Expr) -> bool:
    n = normalizer(prepared.inside, prepared.scope)
    try:
        return bool(n.forms(substitute(rate, {x: a}))[0].num == 0)
    except (DeriveError, ZeroDivisionError):
        return False
