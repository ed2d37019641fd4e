"""What a square of sums and sums of squares differ by, as a double sum of terms that are ≥ 0.

Σ x² Σ y² − (Σ x y)² = ½ Σ_i Σ_j (x_i y_j − x_j y_i)²      n Σ x² − (Σ x)² = ½ Σ_i Σ_j (x_i − x_j)²
(Σ x)² − Σ x² = Σ_i Σ_{j≠i} x_i x_j for x ≥ 0

The first is Lagrange's identity: Σ a·Σ b − (Σ c)² with c² = a·b, term by term.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from derive.engine.factoring import factor
from derive.engine.field import Frac, Poly
from derive.engine.normal import Normalizer
from derive.engine.signs import sign_of
from derive.errors import DeriveError
from derive.expressions.build import (
    ONE,
    TRUE,
    ZERO,
    div,
    fresh_idx,
    mul,
    num,
    power,
    rel,
    sub,
    sum_over,
)
from derive.expressions.build import add as plus
from derive.expressions.expr import Expr, free_indices, node
from derive.expressions.walk import substitute

Range = tuple[Expr, Expr]


@dataclass(frozen=True)
class Summand:
    """The body of a sum, and its index."""

    body: Expr
    index: Expr

    def at(self, place: Expr) -> Expr:
        return substitute(self.body, {self.index: place})


def double_sum(n: Normalizer, p: Poly, assumptions: Sequence[Expr]) -> Expr | None:
    """p as a double sum of something whose sign ≥ 0 shows, or is assumed."""
    terms = sorted(n.ring.terms(p), key=lambda t: -t[0])
    if [c for c, _ in terms] != [1, -1]:
        return None
    (_, first), (_, second) = terms
    for whole, parts, shown in (
        (second, first, _lagrange),
        (first, second, partial(_cross_terms, assumptions)),
    ):
        over = _squared(n, whole)
        if over is None:
            continue
        found = [x for i, e in parts.items() for x in [_summand(n, i, over[1])] * e if x is not None]
        try:
            double = shown(n, [over[0], *found], over[1]) if len(found) == sum(parts.values()) else None
        except DeriveError:
            continue
        if double is not None:
            return double
    return None


def _squared(n: Normalizer, exponents: dict[int, int]) -> tuple[Summand, Range] | None:
    """The summand and the range of S, where the monomial is S²."""
    if list(exponents.values()) != [2]:
        return None
    s = n.ring.generators[next(iter(exponents))].expr
    if s.head != "sum" or s.args[4] is not TRUE:
        return None
    return Summand(s.args[0], s.args[1]), (s.args[2], s.args[3])


def _lagrange(n: Normalizer, summands: list[Summand], over: Range) -> Expr | None:
    """½ Σ_i Σ_j (a_i b_j + a_j b_i − 2 c_i c_j)"""
    if len(summands) != 3:
        return None
    i, j = fresh_idx("i"), fresh_idx("j")
    (c_i, a_i, b_i), (c_j, a_j, b_j) = ([x.at(k) for x in summands] for k in (i, j))
    if n.form(sub(mul(a_i, b_i), power(c_i, num(2)))).num != 0:
        return None
    shown = _plainly(n, n.form(plus(mul(a_i, b_j), mul(a_j, b_i), mul(num(-2), c_i, c_j))))
    return None if shown is None else mul(div(ONE, num(2)), sum_over(sum_over(shown, j, *over), i, *over))


def _cross_terms(
    assumptions: Sequence[Expr], n: Normalizer, summands: list[Summand], over: Range
) -> Expr | None:
    """Σ_i Σ_{j≠i} a_i a_j, where a ≥ 0 and the sum of squares is that of a."""
    if len(summands) != 2:
        return None
    i, j = fresh_idx("i"), fresh_idx("j")
    a, square = summands
    if n.form(sub(square.at(i), power(a.at(i), num(2)))).num != 0:
        return None
    if not _assumed(a, assumptions) and _plainly(n, n.form(a.at(i))) is None:
        return None
    lo, hi = over
    return sum_over(sum_over(mul(a.at(i), a.at(j)), j, lo, hi, rel("ne", j, i)), i, lo, hi)


def _assumed(a: Summand, assumptions: Sequence[Expr]) -> bool:
    """Whether a_i ≥ 0 is assumed, of every place."""
    for c in assumptions:
        if c.head in ("ge", "gt") and c.args[1] is ZERO:
            free = [node("idx", value=i) for i in free_indices(c.args[0])]
            if len(free) == 1 and substitute(c.args[0], {free[0]: a.index}) is a.body:
                return True
    return False


def _summand(n: Normalizer, i: int, over: Range) -> Summand | None:
    """The body and index of a sum over this range; n is Σ 1."""
    e = n.ring.generators[i].expr
    if e.head == "sum" and e.args[2:4] == over and e.args[4] is TRUE:
        return Summand(e.args[0], e.args[1])
    return Summand(ONE, e) if over == (ONE, e) else None


def _plainly(n: Normalizer, form: Frac) -> Expr | None:
    """The product of factors of known sign, if it is ≥ 0."""
    content, top = factor(n, n.ring.lift(form.num))
    below, bottom = factor(n, n.ring.lift(form.den))
    parts: list[Expr] = []
    sign = 1 if content * below > 0 else -1
    for f, e in [*top, *((f, -e) for f, e in bottom)]:
        s = sign_of(n, f) if e % 2 else 1
        if s == 0:
            return None
        sign *= s
        shown = n.express_poly(f if s > 0 else -f)
        parts.append(shown if e == 1 else power(shown, num(e)))
    scale = n.express(n.rational_of(abs(content), abs(below)))
    return mul(scale, *parts) if sign > 0 and parts else None
