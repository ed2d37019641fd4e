"""Linear arithmetic: a polynomial is ≥ 0 when it is a sum of known ones with coefficients ≥ 0.

x − y = 1·(x − z) + 1·(z − y)     the coefficients come from the simplex method and are put to the test
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import islice

from derive.engine.kernel.polynomials import Terms, polynomial, product_of
from derive.engine.kernel.relations import ALLOWED
from derive.engine.simplex import nonnegative_solution
from derive.expressions.expr import Expr, node

MOST_FACTS, MOST_PAIRS = 16, 8
MARK = (node("truth", value=True),)
SIDES = {1: ((-1, True),), 2: ((1, False), (-1, False)), 3: ((-1, False),), 4: ((1, True),), 6: ((1, False),)}


def scaled(c: Fraction | int, p: Terms) -> Terms:
    return dict(p) if c == 1 else {m: -a if c == -1 else c * a for m, a in p.items()}


def plus(p: Terms, q: Terms) -> Terms:
    out = dict(p)
    for m, a in q.items():
        out[m] = out[m] + a if m in out else a
    return {m: a for m, a in out.items() if a}


@lru_cache(maxsize=8192)
def signs_of(e: Expr, known: tuple[tuple[Expr, int], ...]) -> int:
    """`signs`, for trees."""
    target = polynomial(e)
    rows = [(p, m) for u, m in known if (p := polynomial(u)) is not None]
    return 7 if target is None else signs(target, rows)


@lru_cache(maxsize=8192)
def signs_beside_products(e: Expr, known: tuple[tuple[Expr, int], ...]) -> int:
    """`signs_of`, with products of two known relations besides: those that hold a product that `e` holds."""
    target = polynomial(e)
    wanted = {m for m in target or () if len(m) == 2}
    rows = [(p, m) for u, m in known if (p := polynomial(u)) is not None]
    positive = [u for u, m in known if m in (4, 6) and polynomial(u) is not None] if wanted else []
    pairs = (product_of(u, v) for k, u in enumerate(positive) for v in positive[k:])
    more = [(p, 6) for p in islice((p for p in pairs if not wanted.isdisjoint(p)), MOST_PAIRS)]
    return signs(target, [*more, *rows]) if target is not None and more else 7


def signs(target: Terms, known: Sequence[tuple[Terms, int]]) -> int:
    """The signs that the target can have where each known polynomial has one of its signs."""
    rows, found = _rows(known), 7
    for sign, weak, strict in ((1, 6, 4), (-1, 3, 1)):
        certain = _member(scaled(sign, target), rows)
        if certain is not None:
            found &= strict if certain else weak
    return found


def _rows(known: Sequence[tuple[Terms, int]]) -> list[tuple[Terms, bool]]:
    """What is ≥ 0 (True: > 0)."""
    rows = [(scaled(s, p), strict) for p, mask in known for s, strict in SIDES.get(mask, ())]
    return [*[r for r in rows if r[0]][:MOST_FACTS], ({(): Fraction(1)}, True)]


def _member(target: Terms, rows: Sequence[tuple[Terms, bool]]) -> bool | None:
    """Whether a strict row takes part in target = Σ c·row with c ≥ 0; None when there is no such sum."""
    monomials = list(dict.fromkeys([*target, *(m for p, _ in rows for m in p)]))
    columns = [[p.get(m, 0) for m in monomials] for p, _ in rows]
    wanted = [k for k, (_, strict) in enumerate(rows) if strict]
    found = nonnegative_solution(columns, [target.get(m, 0) for m in monomials], wanted)
    if found is None or min(found, default=0) < 0:
        return None
    total: Terms = {}
    for c, (p, _) in zip(found, rows, strict=True):
        total = plus(total, scaled(c, p)) if c else total
    return any(found[k] for k in wanted) if total == target else None


def contradictory(relations: Sequence[Expr]) -> bool:
    """Whether no point satisfies these relations, as far as sums of them show."""
    gaps = [(polynomial(node("add", r.args[0], node("neg", r.args[1]))), r.head) for r in relations if r.args]
    known = [(p, ALLOWED[head]) for p, head in gaps if p is not None and head in ALLOWED]
    rows = [(plus(p, {MARK: Fraction(strict)}), strict) for p, strict in _rows(known)]
    # Σ c·row = 0 where the c of the strict rows add up to 1
    return len(known) > 1 and _member({MARK: Fraction(1)}, rows) is not None
