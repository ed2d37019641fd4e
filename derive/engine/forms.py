"""The rewritings that a person does on the blackboard, each a function of the whole expression.

Every one is an identity wherever both sides are defined; none hunts for a goal (that is the
search in `vocabulary`).  `key` compares forms up to the order of terms and factors.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from math import gcd

from derive.engine.indices import pull_out
from derive.engine.monomials import Monomial, alpha, common_powers, largest_powers, monomial, without
from derive.engine.tidy import (
    factors_of,
    negate,
    product,
    quotient,
    raised,
    scaled,
    split_sign,
    terms_of,
    total,
)
from derive.expressions.build import ONE, ZERO, add, div, exp, log, mul, neg, num
from derive.expressions.expr import LEAVES, Expr, number_value, postorder
from derive.expressions.walk import freshen, rebuild, transform

MOST_TERMS = 400


@lru_cache(maxsize=20_000)
def key(expr: Expr) -> str:
    """A text equal for two expressions that differ in the order of terms and factors only."""
    text: dict[Expr, str] = {}
    flat = alpha(transform(expr, _flat))
    for each in postorder(flat):
        if each.head in LEAVES:
            text[each] = f"{each.head}:{each.value}"
            continue
        parts = [text[a] for a in each.args]
        if each.head in ("add", "mul", "delta", "max", "min", "and", "or", "eq", "ne"):
            parts.sort()
        text[each] = f"({each.head} {' '.join(parts)})"
    return text[flat]


def _flat(expr: Expr) -> Expr | None:
    if expr.head == "add":
        return add(*terms_of(expr))
    if expr.head == "neg":
        return negate(expr.args[0])
    if expr.head in ("mul", "div"):
        return _flat_term(expr)
    if expr.head in ("gt", "ge"):
        return Expr({"gt": "lt", "ge": "le"}[expr.head], expr.args[::-1])
    return None


def _flat_term(expr: Expr) -> Expr:
    """Numbers in front, and a·(1/b) = a/b: what nobody counts as another form."""
    above, below = (expr.args[0], expr.args[1]) if expr.head == "div" else (expr, ONE)
    coefficient, over = factors_of(above)
    scale, under = factors_of(below)
    if not coefficient or not scale:
        return ZERO if scale else expr
    units = [f for f in over if f.head == "div" and number_value(f.args[0])]
    for each in units:
        c, more = factors_of(each.args[1])
        if not c:
            return expr
        coefficient *= (number_value(each.args[0]) or 1) / c
        under += more
    kept = [f for f in over if not any(f is u for u in units)]
    coefficient /= scale
    sign = 1 if coefficient > 0 else -1
    top = product(num(abs(coefficient)), *kept)
    return product(num(sign), div(top, mul(*under)) if under else top)


def neat(expr: Expr) -> Expr:
    """Signs, factors 1 and terms 0 in order, a·a = a², a·(1/b) = a/b; terms are not added up."""
    memo: dict[Expr, Expr] = {}
    for each in postorder(expr):
        memo[each] = _neat_here(rebuild(each, (memo[a] for a in each.args)))
    return memo[expr]


@lru_cache(maxsize=20_000)
def _neat_here(expr: Expr) -> Expr:
    if expr.head == "add":
        return add(*(t for t in terms_of(expr) if t is not ZERO))
    if expr.head == "mul":
        return _whole_numbers(_merge_fractions(_equal_factors(expr)))
    if expr.head == "neg":
        return negate(expr.args[0])
    if expr.head == "div":
        return _reduced(quotient(*(_equal_factors(a) for a in expr.args)))
    if expr.head == "pow":
        return raised(*expr.args)
    if expr.head == "sum" and expr.args[0] is ZERO:
        return ZERO
    return expr


def _reduced(expr: Expr) -> Expr:
    """2a/(4b) = a/(2b): the integers above and below without a common divisor."""
    sign, bare = split_sign(expr)
    if bare.head != "div" or bare.args[1].head == "num":
        return expr
    (over, above), (under, below) = (factors_of(a) for a in bare.args)
    common = Fraction(1)
    if over.denominator == under.denominator == 1 and over and under:
        common = Fraction(gcd(int(over), int(under)))
    if common == 1:
        return expr
    top, bottom = scaled(over / common, above), scaled(under / common, below)
    return quotient(negate(top) if sign < 0 else top, bottom)


def _whole_numbers(expr: Expr) -> Expr:
    """The fractions of a product reduced."""
    sign, bare = split_sign(expr)
    if bare.head == "div":
        return _reduced(expr)
    if bare.head != "mul" or not any(f.head == "div" for f in bare.args):
        return expr
    whole = product(*(_reduced(f) for f in bare.args))
    return negate(whole) if sign < 0 else whole


def _equal_factors(expr: Expr) -> Expr:
    """a·a = a², for a product whose factors are not quotients."""
    if expr.head != "mul":
        return expr
    coefficient, factors = factors_of(expr)
    counted: dict[Expr, Fraction] = {}
    shown: dict[Expr, Expr] = {}
    for each in factors:
        own = number_value(each.args[1]) if each.head == "pow" else None
        base = each.args[0] if own is not None else each
        shown.setdefault(alpha(base), base)
        counted[alpha(base)] = counted.get(alpha(base), Fraction(0)) + (own if own is not None else 1)
    if len(counted) == len(factors):
        return scaled(coefficient, factors)
    return scaled(coefficient, [raised(shown[b], num(e)) for b, e in counted.items()])


def _merge_fractions(expr: Expr) -> Expr:
    """a·(c/b) = (c a)/b for a numeric c, unless other fractions stand in the product."""
    coefficient, factors = factors_of(expr)
    fractions = [f for f in factors if f.head == "div"]
    if len(fractions) != 1 or number_value(fractions[0].args[0]) is None or _open(factors):
        return product(expr)
    top, below = fractions[0].args
    others = [f for f in factors if f is not fractions[0]]
    return quotient(product(num(coefficient), top, *others), below) if others else product(expr)


def _open(factors: list[Expr]) -> bool:
    """Whether the fraction is left in front: before a derivative, a Σ, or a bracket with fractions."""
    return any(
        f.head in ("deriv", "sum") or (f.head == "add" and any(_has_fraction(t) for t in f.args))
        for f in factors
    )


def cancel(expr: Expr) -> Expr:
    """a·b/(a·c) = b/c and e^a·e^{−a} = 1, in every term and every quotient."""

    def here(each: Expr) -> Expr | None:
        if each.head not in ("mul", "div", "neg"):
            return None
        whole = monomial(each)
        less = _cancel_exponentials(whole.cancelled())
        same = less.over == whole.over and less.under == whole.under
        return None if same else less.written()

    return neat(transform(expr, here))


def _cancel_exponentials(term: Monomial) -> Monomial:
    """e^u e^{−u} = 1 on either side of the stroke."""
    over, under = dict(term.over), dict(term.under)
    for side in (over, under):
        for base in list(side):
            other = alpha(exp(negate(base.args[0]))) if base.head == "exp" else None
            if other is not None and other in side and base in side and other is not base:
                both = min(side[base], side[other])
                for b in (base, other):
                    side[b] -= both
                    if not side[b]:
                        del side[b]
    return Monomial(term.coefficient, over, under, term.shown)


def multiply_fractions(expr: Expr) -> Expr:
    """(a/b)·(c/d) = ac/(bd), equal factors gathered into powers, nothing cancelled."""

    def here(each: Expr) -> Expr | None:
        if each.head == "mul" and any(f.head == "div" for f in factors_of(each)[1]):
            return monomial(each).written()
        if each.head == "div" and any(_has_fraction(a) for a in each.args):
            return monomial(each).written()
        return None

    return neat(transform(expr, here))


def _has_fraction(expr: Expr) -> bool:
    return any(f.head == "div" for f in factors_of(expr)[1])


def power_of_quotient(expr: Expr) -> Expr:
    """(a/b)^n = a^n/b^n and (a b)^n = a^n b^n for an integer n."""

    def here(each: Expr) -> Expr | None:
        if each.head != "pow" or each.args[0].head not in ("div", "mul", "neg"):
            return None
        n = number_value(each.args[1])
        if n is None or n.denominator != 1 or n <= 0:
            return None
        inner = monomial(each.args[0])
        over, under = ({b: e * n for b, e in side.items()} for side in (inner.over, inner.under))
        return Monomial(inner.coefficient ** int(n), over, under, inner.shown).written()

    return neat(transform(expr, here))


def common_denominator(expr: Expr) -> Expr:
    """a/b + c = (a + c·b)/b in every sum that holds a quotient; the numerator as it arises."""

    def here(each: Expr) -> Expr | None:
        if each.head != "add":
            return None
        terms = [monomial(t) for t in terms_of(each)]
        below = largest_powers(t.under for t in terms)
        if not below:
            return None
        shown = {b: s for t in terms for b, s in t.shown.items()}
        bottom = Monomial(Fraction(1), below, {}, shown)
        return div(add(*(p for t in terms for p in _over(t, bottom))), bottom.written())

    return transform(expr, here)


def _over(term: Monomial, bottom: Monomial) -> list[Expr]:
    """The terms of term·bottom, a lone ±1 times a sum written without its brackets."""
    missing = Monomial(Fraction(1), without(bottom.over, term.under), {}, bottom.shown)
    above = Monomial(term.coefficient, dict(term.over), {}, term.shown)
    whole = above.times(missing).written()
    sign, bare = split_sign(whole)
    return terms_of(bare) if sign > 0 else [neg(bare)]


def split_fraction(expr: Expr) -> Expr:
    """(a + b)/c = a/c + b/c, what cancels cancelled."""

    def here(each: Expr) -> Expr | None:
        if each.head != "div" or each.args[0].head != "add":
            return None
        return total(*(monomial(div(t, each.args[1])).cancelled().written() for t in each.args[0].args))

    return neat(transform(expr, here))


def factor_common(expr: Expr) -> Expr:
    """a·b + a·c = a·(b + c) in every sum."""

    def here(each: Expr) -> Expr | None:
        if each.head != "add":
            return None
        terms = [monomial(t) for t in terms_of(each)]
        over = common_powers([t.over for t in terms])
        under = common_powers([t.under for t in terms])
        number = _common_number(terms)
        if not over and not under and number == 1:
            return _factor_exponential(terms)
        rest = [
            Monomial(
                t.coefficient / number, without(t.over, over), without(t.under, under), t.shown
            ).written()
            for t in terms
        ]
        common = Monomial(number, over, under, terms[0].shown).written()
        return product(common, add(*rest))

    return neat(transform(expr, here))


def _factor_exponential(terms: list[Monomial]) -> Expr | None:
    """e^u + e^v = e^u (1 + e^{v−u}), when every term has an exponential."""
    powers = [next((t.shown[b].args[0] for b in t.over if b.head == "exp"), None) for t in terms]
    if len(terms) < 2 or powers[0] is None or any(p is None for p in powers):
        return None
    down = negate(powers[0])
    rest = [_times_exp(t.written(), down) for t in terms]
    return product(exp(powers[0]), add(*rest))


def _common_number(terms: list[Monomial]) -> Fraction:
    """The greatest common divisor of integer coefficients; negative when all of them are."""
    numbers = [t.coefficient for t in terms]
    if any(c.denominator != 1 or not c for c in numbers):
        return Fraction(1)
    return Fraction(gcd(*(int(c) for c in numbers))) * (-1 if all(c < 0 for c in numbers) else 1)


def expand(expr: Expr) -> Expr:
    """a·(b + c) = a·b + a·c, brackets above the strokes multiplied out; like terms stay side by side."""
    memo: dict[Expr, Expr] = {}
    for each in postorder(expr):
        kept = each.args[1:] if each.head == "div" else ()
        new = rebuild(each, (*(memo[a] for a in each.args[: len(each.args) - len(kept)]), *kept))
        memo[each] = _expanded(new) or new
    return memo[expr]


def expand_below(expr: Expr) -> Expr:
    """a/(b·(c + d)) = a/(b·c + b·d), brackets multiplied out above and below the strokes."""
    return transform(expr, _expanded)


def _expanded(each: Expr) -> Expr | None:
    if each.head in ("mul", "neg") or (each.head == "pow" and each.args[0].head == "add"):
        parts = _multiplied(each)
        return add(*(p.written() for p in parts)) if len(parts) > 1 else None
    return add(*terms_of(each)) if each.head == "add" else None


def _multiplied(expr: Expr) -> list[Monomial]:
    if expr.head == "add":
        return [part for term in terms_of(expr) for part in _multiplied(term)]
    if expr.head == "neg":
        return [Monomial(-p.coefficient, p.over, p.under, p.shown) for p in _multiplied(expr.args[0])]
    exponent = number_value(expr.args[1]) if expr.head == "pow" else None
    factors: tuple[Expr, ...] = (expr,)
    if expr.head == "mul":
        factors = expr.args
    elif exponent is not None and expr.args[0].head == "add" and exponent in (2, 3):
        factors = (expr.args[0],) * int(exponent)
    if factors == (expr,):
        return [monomial(expr)]
    found = [Monomial()]
    for factor in factors:
        inner = _multiplied(factor)
        if len(found) * len(inner) > MOST_TERMS:
            return [monomial(expr)]
        found = [a.times(b) for a in found for b in inner]
    return found


def collect(expr: Expr) -> Expr:
    """Like terms added up, in every sum; terms that cancel are gone, terms without like ones stay."""

    def here(each: Expr) -> Expr | None:
        if each.head != "add":
            return None
        groups: dict[str, list[Expr]] = {}
        for term in terms_of(each):
            groups.setdefault(_unscaled(term), []).append(term)
        if len(groups) == len(terms_of(each)):
            return None
        return total(*(_added(group) for group in groups.values()))

    return neat(transform(expr, here))


def _unscaled(term: Expr) -> str:
    part = monomial(term)
    return key(Monomial(Fraction(1), part.over, part.under, part.shown).written())


def _added(group: list[Expr]) -> Expr:
    if len(group) == 1:
        return group[0]
    last = monomial(group[-1])
    last.coefficient = sum((monomial(t).coefficient for t in group), Fraction(0))
    return last.written()


def clear_exponentials(expr: Expr) -> Expr:
    """a/(b + c e^{−u}) = a e^u/(b e^u + c): quotients multiplied through by e^u."""

    def here(each: Expr) -> Expr | None:
        if each.head != "div":
            return None
        falling = [
            e.args[0] for e in postorder(each.args[1]) if e.head == "exp" and split_sign(e.args[0])[0] < 0
        ]
        if not falling or each.args[1].head != "add":
            return None
        up = negate(falling[0])
        above, below = (total(*(_times_exp(t, up) for t in terms_of(a))) for a in each.args)
        return quotient(above, below)

    return neat(transform(expr, here))


def _times_exp(term: Expr, up: Expr) -> Expr:
    """term·e^up, joined with an exponential that the term already has as a factor."""
    part = monomial(term)
    for base in list(part.over):
        if base.head == "exp" and part.over[base] == 1:
            joined = collect(total(part.shown[base].args[0], up))
            rest = Monomial(
                part.coefficient,
                {b: e for b, e in part.over.items() if b is not base},
                part.under,
                part.shown,
            )
            return rest.written() if joined is ZERO else product(rest.written(), exp(joined))
    return product(term, exp(up))


def split_exponentials(expr: Expr) -> Expr:
    """e^{a + b} = e^a e^b."""

    def here(each: Expr) -> Expr | None:
        if each.head == "exp" and each.args[0].head == "add":
            return mul(*(exp(t) for t in terms_of(each.args[0])))
        return None

    return neat(transform(expr, here))


def merge_exponentials(expr: Expr) -> Expr:
    """e^a e^b = e^{a + b} and 1/e^a = e^{−a}."""

    def here(each: Expr) -> Expr | None:
        if each.head not in ("mul", "div"):
            return None
        part = monomial(each)
        found = [
            (b, sign * e)
            for side, sign in ((part.over, 1), (part.under, -1))
            for b, e in side.items()
            if b.head == "exp"
        ]
        if len(found) < 2 and not any(b in part.under for b, _ in found):
            return None
        joined = collect(total(*(product(num(e), part.shown[b].args[0]) for b, e in found)))
        names = {b for b, _ in found}
        over = {b: e for b, e in part.over.items() if b not in names}
        under = {b: e for b, e in part.under.items() if b not in names}
        rest = Monomial(part.coefficient, over, under, part.shown).written()
        return rest if joined is ZERO else product(rest, exp(joined))

    return neat(transform(expr, here))


def expand_logs(expr: Expr) -> Expr:
    """log(a b) = log a + log b, log(a/b) = log a − log b, log e^a = a."""

    def here(each: Expr) -> Expr | None:
        if each.head != "log":
            return None
        inside = each.args[0]
        if inside.head == "exp":
            return inside.args[0]
        if inside.head not in ("mul", "div", "pow"):
            return None
        part = monomial(inside)
        if part.coefficient <= 0:
            return None
        constant = [] if part.coefficient == 1 else [log(num(part.coefficient))]
        over = [product(num(e), _log(part.shown[b])) for b, e in part.over.items()]
        under = [product(num(-e), _log(part.shown[b])) for b, e in part.under.items()]
        return total(*over, *under, *constant)

    return neat(transform(expr, here))


def _log(expr: Expr) -> Expr:
    return expr.args[0] if expr.head == "exp" else log(expr)


def split_sums(expr: Expr) -> Expr:
    """Σ(f + g) = Σf + Σg."""

    def here(each: Expr) -> Expr | None:
        if each.head != "sum" or each.args[0].head != "add":
            return None
        return total(*(freshen(rebuild(each, (t, *each.args[1:]))) for t in each.args[0].args))

    return transform(expr, here)


def pull_out_of_sums(expr: Expr) -> Expr:
    """Σ_j c f_j = c Σ_j f_j for a factor c without j."""
    return neat(transform(expr, lambda each: pull_out(each) if each.head == "sum" else None))


def single_signs(expr: Expr) -> Expr:
    """−(−a) = a, for what a definition is put in at a negative place."""
    return transform(expr, lambda e: e.args[0].args[0] if e.head == "neg" == e.args[0].head else None)


def gather_scale(expr: Expr) -> Expr:
    """−(a − b) = b − a, also in −c (a − b) and −Σ (a − b): a sign taken inside a bracket."""

    def here(each: Expr) -> Expr | None:
        return None if each.head != "neg" else _sign_inside(each.args[0])

    return transform(expr, here)


def _sign_inside(expr: Expr) -> Expr | None:
    """−expr without the sign, when a bracket in it has a negative term to lead with."""
    if expr.head == "add" and any(split_sign(t)[0] < 0 for t in expr.args):
        flipped = [negate(t) for t in expr.args]
        return add(*sorted(flipped, key=lambda t: split_sign(t)[0] < 0))
    if expr.head == "sum":
        inner = _sign_inside(expr.args[0])
        return None if inner is None else rebuild(expr, (inner, *expr.args[1:]))
    if expr.head in ("mul", "div"):
        for place, each in enumerate(expr.args):
            inner = _sign_inside(each)
            if inner is not None:
                return rebuild(expr, (*expr.args[:place], inner, *expr.args[place + 1 :]))
    return None


Form = Callable[[Expr], Expr]
