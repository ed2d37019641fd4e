"""Σ a·Σ b − (Σ c)² with c² = a·b, term by term: half of a double sum of squares (Lagrange's identity).

Σ x² Σ y² − (Σ x y)² = ½ Σ_i Σ_j (x_i y_j − x_j y_i)²      n Σ x² − (Σ x)² = ½ Σ_i Σ_j (x_i − x_j)²
"""

from __future__ import annotations

from derive.engine.factoring import factor
from derive.engine.field import Frac, Poly
from derive.engine.normal import Normalizer
from derive.engine.signs import sign_of
from derive.errors import DeriveError
from derive.expressions.build import ONE, TRUE, div, fresh_idx, mul, num, power, sub, sum_over
from derive.expressions.build import add as plus
from derive.expressions.expr import Expr
from derive.expressions.walk import substitute


def double_sum(n: Normalizer, p: Poly) -> Expr | None:
    """p as ½ Σ_i Σ_j of something whose sign ≥ 0 shows."""
    terms = sorted(n.ring.terms(p), key=lambda t: -t[0])
    if len(terms) != 2 or terms[0][0] != 1 or terms[1][0] != -1:
        return None
    root = [i for i, e in terms[1][1].items() if e == 2]
    if len(root) != 1 or len(terms[1][1]) != 1 or sum(terms[0][1].values()) != 2:
        return None
    c = n.ring.generators[root[0]].expr
    if c.head != "sum" or c.args[4] is not TRUE:
        return None
    over = c.args[2:4]
    pair = [_summand(n, i, over) for i, e in terms[0][1].items() for _ in range(e)]
    if None in pair:
        return None
    i, j = fresh_idx("i"), fresh_idx("j")
    (a, b), own = pair, (c.args[0], c.args[1])
    at = {k: [_at(x, k) for x in (a, b, own)] for k in (i, j)}  # type: ignore[arg-type]
    (a_i, b_i, c_i), (a_j, b_j, c_j) = at[i], at[j]
    try:
        square = n.form(sub(mul(a_i, b_i), power(c_i, num(2))))
        cross = n.form(plus(mul(a_i, b_j), mul(a_j, b_i), mul(num(-2), c_i, c_j)))
        shown = _plainly(n, cross) if square.num == 0 else None
    except DeriveError:
        return None
    if shown is None:
        return None
    lo, hi = over
    return mul(div(ONE, num(2)), sum_over(sum_over(shown, j, lo, hi), i, lo, hi))


Summand = tuple[Expr, Expr]


def _summand(n: Normalizer, i: int, over: tuple[Expr, ...]) -> Summand | None:
    """The body and index of a sum over this range; n is Σ 1."""
    e = n.ring.generators[i].expr
    if e.head == "sum" and e.args[2:4] == over and e.args[4] is TRUE:
        return e.args[0], e.args[1]
    return (ONE, e) if over == (ONE, e) else None


def _at(summand: Summand, k: Expr) -> Expr:
    return substitute(summand[0], {summand[1]: k})


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
