"""Inequalities whose gap factors into parts of known sign.

    right − left = c · ∏ f^e / ∏ g^d, every odd factor visibly positive (or ≥ 0 for ≤).

A sum of positive terms minus one of its terms, Σ_j e^{z_j} − e^{z_i}, is what is left of the sum: ≥ 0, and
> 0 when there are at least two terms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from derive.engine.factoring import factor
from derive.engine.field import Frac, Generator, Poly
from derive.engine.lagrange import double_sum
from derive.engine.learning import normalizer
from derive.engine.normal import Normalizer
from derive.engine.positivity import plainly_positive
from derive.engine.prepare import Prepared
from derive.engine.refute import Search, point_data
from derive.engine.signs import nonzero, sign_of, strictly_positive
from derive.engine.squares_of_sums import squares_of_sums
from derive.engine.zero import Leaf, Outcome
from derive.errors import DeriveError
from derive.expressions.build import ONE, fresh_idx, num, rel, sub, sum_over
from derive.expressions.expr import Expr
from derive.expressions.walk import alpha, substitute


@dataclass(frozen=True)
class Positive:
    """gap = ∏ factor^exponent, every odd factor visibly positive."""

    factored: tuple[tuple[Expr, int], ...]
    reason: str

    def certificate(self, prepared: Prepared, search: Search, conditions: Sequence[Expr]) -> dict[str, Any]:
        assert search.witness is not None
        return {
            "kind": "inequality",
            "factored": [[f, e] for f, e in self.factored],
            "conditions": list(conditions),
            "witness": point_data(search.witness.point, search.needed),
        }


def inequality_outcome(prepared: Prepared) -> Outcome:
    """The inequality as one leaf, with the signs and seams that it depends on."""
    found = prove_inequality(prepared)
    n = normalizer(prepared.inside, prepared.scope)
    try:
        form = n.forms(gap_of(prepared))[0]
    except DeriveError:
        return Outcome([Leaf((), found is not None, None)], factored=found.factored if found else ())
    used = dict.fromkeys([*n.ring.used(n.ring.lift(form.num)), *n.ring.used(n.ring.lift(form.den))])
    signs = tuple((n.ring.generators[i].payload, 1) for i in used if n.ring.generators[i].kind == "sign")
    leaf = Leaf((), found is not None, None, signs)
    return Outcome([leaf], dict(n.seams), factored=found.factored if found else ())


def gap_of(prepared: Prepared) -> Expr:
    """The side that should be greater minus the other."""
    a, b = prepared.left, prepared.right
    return sub(b, a) if prepared.statement.relation in ("lt", "le") else sub(a, b)


def prove_inequality(prepared: Prepared) -> Positive | None:
    relation = prepared.statement.relation
    gap = gap_of(prepared)
    n = normalizer(prepared.inside, prepared.scope)
    try:
        form = n.forms(gap)[0]
        if form.num == 0:
            return Positive((), "both sides are equal") if relation in ("le", "ge") else None
        return _factored(n, form, relation, prepared)
    except DeriveError:
        return None


def _factored(n: Normalizer, form: Frac, relation: str, prepared: Prepared) -> Positive | None:
    number, factors = factors_of(n, form)
    parts: list[tuple[Expr, int]] = []
    for f, e in factors:
        sign, shown = signed(n, f, e, relation, prepared)
        if not sign:
            return None
        number *= sign
        parts.append((shown, e))
    if number < 0 and relation != "ne":
        return None
    scale = abs(number) if relation != "ne" else number
    return Positive(
        tuple([(num(scale), 1), *parts] if scale != 1 else parts) or ((ONE, 1),),
        "the gap is a product of factors of known sign",
    )


def factors_of(n: Normalizer, form: Frac) -> tuple[Fraction, list[tuple[Poly, int]]]:
    """The number in front, and the irreducible factors with their exponents."""
    content, top = factor(n, n.ring.lift(form.num))
    below, bottom = factor(n, n.ring.lift(form.den))
    return Fraction(int(content), int(below)), top + [(f, -e) for f, e in bottom]


def signed(n: Normalizer, f: Poly, e: int, relation: str, prepared: Prepared) -> tuple[int, Expr]:
    """The sign for which sign·f is seen to be what f of f^e has to be (positive, ≥ 0, not 0); 0: unknown."""
    strict = relation in ("lt", "gt", "ne")
    if relation == "ne":
        return int(nonzero(n, f)), n.express_poly(f)
    if e % 2:
        return _factor_sign(n, f, strict and e > 0, prepared)
    return _even(n, f, strict and e > 0), n.express_poly(f)


def _even(n: Normalizer, f: Poly, strict: bool) -> int:
    return 1 if not strict or nonzero(n, f) else 0


def _factor_sign(n: Normalizer, f: Poly, strict: bool, prepared: Prepared) -> tuple[int, Expr]:
    """The certain sign of a factor (strictly, if asked; 0 when unknown), and ±f in which it shows as +."""
    for p, s in ((f, 1), (-f, -1)):
        if strictly_positive(n, p) or (not strict and sign_of(n, p) > 0):
            return s, n.express_poly(p)
    for p, s in ((f, 1), (-f, -1)):
        found = _take_terms(n, p, prepared)
        if found is not None and _positive_after(n, found, strict, prepared):
            return s, n.express_poly(found)
    for p, s in ((f, 1), (-f, -1)):
        shown = plainly_positive(n, n.ring.lift(p), strict)
        if shown is None and not strict:
            shown = double_sum(n, n.ring.lift(p), prepared.assumptions) or squares_of_sums(n, n.ring.lift(p))
        if shown is not None:
            return s, shown
    return 0, n.express_poly(f)


def _take_terms(n: Normalizer, p: Poly, prepared: Prepared) -> Poly | None:
    """p with sums S replaced by S' + term(i) for the places i at which p has the term alone, negative."""
    total, taken = p, False
    for c, exponents in n.ring.terms(p):
        if c >= 0:
            continue
        for i in n.ring.used(p):
            g = n.ring.generators[i]
            if g.kind != "sum" or len(g.payload[0]) != 1:
                continue
            place = _place(n, g, exponents, prepared)
            if place is not None:
                term = n.form(_term_at(g, place))
                rest = rest_of_sum(n, g, place, prepared)
                value = n.ring.add(rest, term)
                if value.den == 1:
                    total = _replace(n, n.ring.lift(total), i, n.ring.lift(value.num))
                    taken = True
    return total if taken else None


def _term_at(g: Generator, place: Expr) -> Expr:
    body = g.expr.args[0]
    return substitute(body, {g.expr.args[1]: place})


def _place(n: Normalizer, g: Generator, exponents: dict[int, int], prepared: Prepared) -> Expr | None:
    """A free index at which the summand is among the factors of the monomial."""
    for index, (lo, hi) in prepared.scope.items():
        letter = Expr("idx", (), index)
        if index.uid:
            continue
        dummy = g.payload[0][0]
        same = n.ring.equal(n.form(lo), n.form(dummy[1])) and n.ring.equal(n.form(hi), n.form(dummy[2]))
        term = n.form(_term_at(g, letter)) if same else None
        if term is None or term.den != 1:
            continue
        parts = n.ring.terms(term.num)
        if len(parts) == 1 and all(exponents.get(k, 0) >= e for k, e in parts[0][1].items()):
            return letter
    return None


def rest_of_sum(n: Normalizer, g: Generator, place: Expr, prepared: Prepared) -> Frac:
    """The generator of Σ_{j≠i}, the sum without one of its terms."""
    body, index, lo, hi, _ = g.expr.args
    new = fresh_idx(index.value.name)
    shown = sum_over(substitute(body, {index: new}), new, lo, hi, rel("ne", new, place))
    return n.ring.gen(Generator("rest", ("rest", alpha(shown)), shown, payload=(g, hi)))


def _replace(n: Normalizer, p: Poly, i: int, value: Poly) -> Poly:
    total = n.ring.ctx.constant(0)
    for c, exponents in n.ring.terms(p):
        k = exponents.pop(i, 0)
        total += c * n.ring.monomial(exponents) * value**k
    return total


def _positive_after(n: Normalizer, p: Poly, strict: bool, prepared: Prepared) -> bool:
    """Visibly ≥ 0 with every rest of a sum of positive terms ≥ 0; > 0 when some term is."""
    positive_term = False
    for c, exponents in n.ring.terms(p):
        if c < 0:
            return False
        sure = True
        for i, e in exponents.items():
            g = n.ring.generators[i]
            if g.kind == "rest":
                if not (g.payload[0].positive or g.payload[0].nonnegative):
                    return False
                sure = sure and g.payload[0].positive and _at_least_two(n, g.payload[1], prepared)
            elif not g.positive:
                sure = False
                if e % 2 and not g.nonnegative:
                    return False
        positive_term = positive_term or sure
    return positive_term or not strict


def _at_least_two(n: Normalizer, hi: Expr, prepared: Prepared) -> bool:
    """Whether hi ≥ 2 is declared or plain."""
    value = n.ring.constant_value(n.form(hi))
    if value is not None:
        return value >= 2
    gap = n.form(sub(sub(hi, ONE), ONE))
    for a in prepared.assumptions:
        if a.head not in ("ge", "gt", "le", "lt"):
            continue
        x, y = a.args if a.head in ("ge", "gt") else a.args[::-1]
        slack = n.ring.constant_value(n.ring.sub(gap, n.form(sub(x, y))))
        if slack is not None and (slack >= 0 or (a.head in ("gt", "lt") and slack >= -1)):
            return True
    return False
