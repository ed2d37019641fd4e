"""Equations for all n by induction: D(n₀) = 0 and D(n + 1) = q·D(n), with D = left − right.

Σ_{j=lo}^{h+1} f_j = Σ_{j=lo}^{h} f_j + f_{h+1}        opens the last term of the sums at n + 1
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from derive.engine.field import Frac
from derive.engine.learning import normalizer
from derive.engine.normal import Normalizer
from derive.engine.obligations import remaining_conditions
from derive.engine.prepare import Prepared
from derive.errors import DeriveError
from derive.expressions.build import ONE, TRUE, add, iverson, mul, num, sub
from derive.expressions.expr import BINDERS, Expr, free_indices, postorder
from derive.expressions.walk import freshen, rebuild, substitute

MOST_TERMS = 4


@dataclass(frozen=True)
class Induction:
    """The letter, its least value, and the differences of the two sides: there, at n + 1, at n."""

    letter: Expr
    least: int
    base: Expr
    following: Expr
    here: Expr


def inductions(prepared: Prepared) -> Iterator[Induction]:
    """One proposal for each integer letter in the limits of the sums and products."""
    difference = sub(prepared.left, prepared.right)
    for letter, least in _letters(prepared):
        if not _independent(prepared, letter):
            continue
        n = normalizer(prepared.facts, prepared.scope)
        following = substitute(difference, {letter: add(letter, ONE)})
        try:
            opened = _last_terms_opened(n, following, letter)
        except DeriveError:
            continue
        base = substitute(difference, {letter: num(least)})
        yield Induction(letter, least, base, opened, difference)


def _independent(prepared: Prepared, letter: Expr) -> bool:
    """Whether the ranges of free indices, the assumptions and the domain do not change with the letter."""
    bounds = [a for a in prepared.assumptions if not (a.args[0] is letter and a.args[1].head == "num")]
    limits = [limit for i, pair in prepared.scope.items() if not i.uid for limit in pair]
    conditions = remaining_conditions(prepared)
    places = {i.name for i in prepared.scope if not i.uid}
    if any(i.name not in places for c in conditions for i in free_indices(c)):
        return False
    return not any(x is letter for x in postorder(*bounds, *limits, *conditions))


def _letters(prepared: Prepared) -> Iterator[tuple[Expr, int]]:
    seen: dict[Expr, int] = {}
    for e in postorder(prepared.left, prepared.right):
        for limit in e.args[2:4] if e.head in BINDERS else ():
            for x in postorder(limit):
                if x.head == "sym" and prepared.facts.is_integer(x):
                    least = _least(prepared, x)
                    if least is not None:
                        seen.setdefault(x, least)
    yield from seen.items()


def _least(prepared: Prepared, letter: Expr) -> int | None:
    """The declared least value: 1 for a size, else c from letter ≥ c."""
    found = 1 if prepared.context.role(letter.value) == "size" else None
    for a in prepared.assumptions:
        if a.head in ("ge", "gt") and a.args[0] is letter and a.args[1].head == "num":
            value = a.args[1].value
            bound = int(value) + (1 if a.head == "gt" or value.denominator != 1 else 0)
            found = bound if found is None else max(found, bound)
    return found


def _last_terms_opened(n: Normalizer, expr: Expr, letter: Expr) -> Expr:
    """Every sum and product with its range as it is at `letter`, and the terms beyond it apart."""
    done: dict[Expr, Expr] = {}
    for e in postorder(expr):
        new = rebuild(e, (done[a] for a in e.args))
        done[e] = _opened(n, e, new, letter) if e.head in BINDERS else new
    return done[expr]


def _opened(n: Normalizer, raw: Expr, e: Expr, letter: Expr) -> Expr:
    """`e` is `raw` with the sums in it opened; those in the last terms get their limits only there."""
    body, index, lo, hi, condition = e.args
    before = {letter: sub(letter, ONE)}
    earlier = [n.express(f) for f in n.forms(*(substitute(limit, before) for limit in (lo, hi)))]
    low, high = (n.ring.sub(n.form(a), n.form(b)) for a, b in zip((lo, hi), earlier, strict=True))
    grown = _count(n, high)
    if low.num != 0 or grown is None:
        raise DeriveError("a range that does not grow by a few terms")
    if grown == 0:
        return e
    parts = [rebuild(e, (body, index, lo, earlier[1], condition))]
    for k in range(1, grown + 1):
        place = {index: n.express(n.ring.add(n.form(earlier[1]), n.ring.integer(k)))}
        last = _term(e.head, substitute(raw.args[0], place), substitute(raw.args[4], place))
        parts.append(_last_terms_opened(n, last, letter))
    return freshen(add(*parts) if e.head == "sum" else mul(*parts))


def _term(head: str, body: Expr, condition: Expr) -> Expr:
    if condition is TRUE:
        return body
    holds = iverson(condition)
    return mul(body, holds) if head == "sum" else add(mul(sub(body, ONE), holds), ONE)


def _count(n: Normalizer, gap: Frac) -> int | None:
    value = n.ring.constant_value(gap)
    whole = value is not None and value.denominator == 1 and 0 <= value <= MOST_TERMS
    return int(value) if value is not None and whole else None


def part_of(prepared: Prepared, difference: Expr) -> Prepared:
    """The statement difference = 0 with what is known of the letters."""
    return replace(prepared, left=difference, right=num(0))
