"""A proof by derivatives: f = g where f′ = g′ on an interval and f = g at a point of it.

The line of one letter is cut where the functions of it alone that occur are zero. What is found here is only
a proposal; the kernel makes sure of the derivatives, of the points and of what lies between.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from derive.engine.balls import Evaluator, Point
from derive.engine.certify import certificate_for_zero
from derive.engine.domains import zeros_of
from derive.engine.learning import normalizer
from derive.engine.obligations import remaining_conditions
from derive.engine.prepare import Prepared
from derive.engine.refute import Search
from derive.engine.values import precision
from derive.engine.zero import Outcome
from derive.errors import DeriveError
from derive.expressions.build import num, sub
from derive.expressions.expr import Expr, postorder
from derive.expressions.walk import letters, substitute

OPAQUE = frozenset("atan asin acos log sqrt pow erf exp".split())
NICE = tuple(Fraction(p, q) for p, q in ((0, 1), (1, 1), (1, 2), (2, 1), (3, 1), (1, 3), (3, 5), (5, 4)))
MOST_CUTS = 8


def by_intervals(prepared: Prepared, search: Search) -> Iterator[dict[str, Any]]:
    """Certificates to be tried, one for each letter that functions are taken of."""
    if search.witness is None:
        return
    sides = (prepared.left, prepared.right)
    if not any(e.head in OPAQUE for e in postorder(*sides)):
        return
    for name, x in letters(sub(*sides)).items():
        if prepared.context.role(name) != "scalar":
            continue
        cuts = zeros_of([*sides, *(side for c, _ in prepared.asked for side in c.args)], name)
        if len(cuts) > MOST_CUTS:
            continue
        ends = zip([None, *cuts], [*cuts, None], strict=True)
        points = [_point(prepared, x, low, high) for low, high in ends]
        if not any(t is not None for t in points):
            continue
        conditions = remaining_conditions(prepared)
        base = certificate_for_zero(prepared, search, Outcome(), conditions)
        shown = [None if t is None else str(t) for t in points]
        yield {**base, "kind": "intervals", "letter": x, "cuts": [str(c) for c in cuts], "points": shown}


def _point(prepared: Prepared, x: Expr, low: Fraction | None, high: Fraction | None) -> Fraction | None:
    """A number of the interval at which the sides are seen to be equal; None where they have no values."""
    inside = [t for t in _candidates(low, high) if (low is None or t > low) and (high is None or t < high)]
    if not any(_has_values(prepared, x, t) for t in inside):
        return None
    return next((t for t in inside if _equal_at(prepared, x, t)), inside[0])


def _candidates(low: Fraction | None, high: Fraction | None) -> list[Fraction]:
    if low is not None and high is not None:
        between = [low + (high - low) * q for q in (Fraction(1, 2), Fraction(1, 3), Fraction(3, 4))]
    else:
        end = low if low is not None else high
        between = [] if end is None else [end + s for s in (1, -1, 2, -2)]
    return [*NICE, *(-t for t in NICE), *between]


def _has_values(prepared: Prepared, x: Expr, t: Fraction) -> bool:
    others = [y for y in letters(sub(prepared.left, prepared.right)) if y != x.value]
    with precision(64):
        ev = Evaluator(Point({**dict.fromkeys(others, Fraction(5, 7)), x.value: t}))
        try:
            ev.value(prepared.left), ev.value(prepared.right)
            return all(ev.holds(a) for a in prepared.assumptions if set(letters(a)) == {x.value})
        except (DeriveError, KeyError):
            return False


def _equal_at(prepared: Prepared, x: Expr, t: Fraction) -> bool:
    """Whether the normal form shows the sides to be equal there."""
    n = normalizer(prepared.facts, prepared.scope)
    try:
        gap = n.forms(substitute(sub(prepared.left, prepared.right), {x: num(t)}))[0]
    except (DeriveError, ZeroDivisionError):
        return False
    return bool(gap.num == 0)
