"""u(n) ≤ v(n) for every n ≥ c, by induction on the gap D = v − u:

    D(c) ≥ 0,    q ≥ 0 and D(n + 1) ≥ q·D(n) for every n ≥ c

and strictly from D(c) > 0 and q > 0; the last terms of sums at n + 1 are opened. Of n nothing may be assumed
but n ≥ c, where c is the least n of the statement: then both sides have values at every n from there on,
wherever their conditions hold, and these do not speak of n. q is a polynomial: it has a value everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from derive.engine.kernel.goals import has_values_everywhere
from derive.engine.kernel.induction import last_terms, lower
from derive.engine.kernel.unfold import Reject
from derive.expressions.build import ONE, ZERO, add, mul, num, rel, sub
from derive.expressions.data import from_data
from derive.expressions.expr import Expr, free_indices, kinds
from derive.expressions.walk import letters, occurs, substitute
from derive.notation.context import Context
from derive.records.statement import Statement

MOVING = kinds("entry", "limit", "deriv", "delta")
Sides = Callable[[Statement], tuple[Expr, Expr, str]]


def premises(statement: Statement, data: Mapping[str, Any], sides: Sides) -> list[Statement]:
    small, big, order = sides(statement)
    n, q, context = from_data(data["letter"]), from_data(data["factor"]), statement.context
    if any(occurs(n, from_data(c)) for c in data.get("conditions", ())):
        raise Reject("an induction over sizes at which the sides have no values")
    trees = (small, big, q, *context.assumptions)
    if any(t.kinds & MOVING or any(not i.uid for i in free_indices(t)) for t in trees):
        raise Reject("an induction where more depends on the size than the two sides show")
    named = {name for t in trees for name in letters(t)}
    if any(x.axes for name, x in context.letters.items() if name in named):
        raise Reject("an induction where whole arrays stand")
    if context.definitions or not has_values_everywhere(q):
        raise Reject("an induction with definitions, or with a factor that may have no value")
    least, free = least_of(n, context), [a for a in context.assumptions if not occurs(n, a)]
    fixed = replace(context, assumptions=tuple(free))
    here = fixed.assuming(rel("ge", n, num(least)))
    first = [substitute(e, {n: num(least)}) for e in (small, big)]
    gap, after = sub(big, small), (last_terms(substitute(e, {n: add(n, ONE)}), n) for e in (big, small))
    return [
        Statement(first[0], first[1], fixed, order),
        Statement(ZERO, q, here, order),
        Statement(mul(q, gap), sub(*after), here, "le"),
    ]


def least_of(n: Expr, context: Context) -> int:
    """The least n: 1 for a size, or what is assumed, which may be n ≥ c and n > c only."""
    role = context.role(n.value) if n.head == "sym" else ""
    known = context.letters.get(str(n.value))
    if role not in ("size", "integer") or (known is not None and (known.lo or known.hi)):
        raise Reject("an induction over something that is not every whole number from one on")
    found = [lower(a, n) for a in context.assumptions if occurs(n, a)]
    found += [1] if role == "size" else []
    if not found or None in found:
        raise Reject("an induction without a least number, or where more than n >= c is assumed")
    return max(c for c in found if c is not None)
