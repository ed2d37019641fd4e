"""Sums of symbolic length as values: Σ is linear, and the same for the same summand over the same range.

    Σ_j c·f = c·Σ_j f     Σ_{j=lo}^{hi} j^k by Faulhaber     Σ_j δ(j, v)·f(j) = [lo ≤ v ≤ hi]·f(v)
    Σ_{j=lo}^{hi} f(j) = Σ_{j=1}^{m} f(j + lo − 1) = Σ_{j=1}^{m} f(hi + 1 − j), m = hi − lo + 1
    Σ_i Σ_{j≤i} f = Σ_i Σ_j [j ≤ i]·f

A sum that is left is a letter for its summand, a function of random dummies, with the dummies of one length
interchanged and turned round in every way and added up; summands that are linearly dependent share letters.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import permutations
from typing import Any

from derive.engine.kernel.cone import signs_beside_products, signs_of
from derive.engine.kernel.letters import factor, letter, total
from derive.engine.kernel.polynomials import polynomial, terms
from derive.engine.kernel.primes import Vector
from derive.engine.kernel.regions import Region
from derive.engine.kernel.relations import MINUS, NOUGHT, PLUS
from derive.engine.kernel.summands import (
    Dummy,
    Factors,
    boxes,
    bracket,
    closed,
    contracted,
    linear_in,
    log_size,
    over,
    parts_of,
    pieces,
    spread,
)
from derive.engine.kernel.unfold import Reject, exact
from derive.engine.kernel.values import RULES
from derive.engine.kernel.whole import is_whole
from derive.expressions.build import ONE, TRUE, add, div, mul, neg, num, power, sub
from derive.expressions.expr import Expr, free_indices, node, write_prefix
from derive.expressions.walk import freshen, rebuild, substitute

MOST_DUMMIES = 10
HALF, ALL = Fraction(1, 2), Fraction(1)
Sums = tuple[tuple[Dummy, ...], Expr]


def follows(f: Region, u: Expr, inside: Sequence[Expr], *, strictly: bool = False) -> bool:
    """Whether u ≥ 0 (> 0) is a positive combination of known relations, `inside` (≥ 0) among them."""
    target, bad = polynomial(u), MINUS | (NOUGHT if strictly else 0)
    if target is None or not f.sign(u) & bad:
        return target is not None
    known = (*((w, 6) for w in inside), *f.known.items())
    return not signs_of(u, known) & bad or not signs_beside_products(u, known) & bad


def decided(f: Region, u: Expr, inside: Sequence[Expr]) -> bool | None:
    """Whether the integer u is ≥ 0, which is u > −1; else u < 0."""
    if not all(q.denominator == 1 and all(is_whole(f, x) for x in k) for k, q in terms(u).items()):
        raise Reject("a comparison of something that is no integer inside a sum")
    if follows(f, u, inside) or follows(f, add(u, ONE), inside, strictly=True):
        return True
    below = follows(f, neg(u), inside, strictly=True) or follows(f, sub(neg(u), ONE), inside)
    return False if below else None


def over_all(f: Region, dummies: tuple[Dummy, ...], e: Expr) -> Vector:
    """Σ over the dummies of e."""
    return total(f, [f.scale(c, one_term(f, dummies, k)) for k, c in parts_of(e)])


def one_term(f: Region, dummies: tuple[Dummy, ...], factors: Factors) -> Vector:
    if len(dummies) > MOST_DUMMIES:
        raise Reject("too many sums in one another")
    for at, x in enumerate(factors):
        rest = factors[:at] + factors[at + 1 :]
        if x.head == "sum" and over(x, dummies):
            return opened(f, dummies, freshen(x), rest)
    boxed, more = boxes(dummies)
    if more:
        return over_all(f, boxed, mul(*factors, *map(bracket, more)))
    inside = [g for d in dummies for g in (sub(d[0], d[1]), sub(d[2], d[0]))]
    for x in dict.fromkeys(x for x in factors if x.head == "delta" and over(x, dummies)):
        found = contracted(dummies, x, [y for y in factors if y is not x])
        if found is not None:
            return over_all(f, *found)
    steps = list(dict.fromkeys(x for x in factors if x.head == "step"))
    equal = (
        [v for x in factors if x.head == "delta" for v in (sub(*x.args), sub(*x.args[::-1]))] if steps else []
    )
    for x in tuple(steps):
        others = [y.args[0] for y in steps if y is not x]
        known = decided(f, x.args[0], (*inside, *equal, *others))
        if known is False:
            return f.constant(Fraction(0))
        if known:
            steps.remove(x)
    factors = (*(x for x in factors if x.head != "step"), *steps)
    tight = narrowed(f, dummies, factors, inside) or tightened(f, dummies, factors, inside)
    if tight is not None:
        return over_all(f, *tight)
    halved = triangle(dummies, factors)
    if halved is not None:
        return total(f, [f.scale(c, over_all(f, *part)) for c, part in halved])
    for x in dict.fromkeys(x for x in factors if x.head == "prod" and over(x, dummies)):
        whole = completed(f, x, inside)
        if whole is not None:
            return over_all(f, dummies, mul(*(y for y in factors if y is not x), *whole))
    outside = [x for x in factors if not over(x, dummies)]
    value = f.value(mul(*outside))
    left, within = list(dummies), [x for x in factors if over(x, dummies)]
    while left:
        group, mine = [left.pop(0)], list[Expr]()
        while more := [x for x in within if x not in mine and over(x, group)]:
            mine += more
            group += [d for d in left if over(mul(*mine), [d])]
            left = [d for d in left if d not in group]
        mine = [x for x in within if over(x, group)]
        value = f.times(value, letter(f, group, mine))
    return value


def triangle(dummies: tuple[Dummy, ...], factors: Factors) -> list[tuple[Fraction, Sums]] | None:
    """T f = Σ_i Σ_j [j < i]·f(i, j), by T f + T g = Σ_i Σ_j f(i, j) − Σ_i f(i, i) for g(i, j) = f(j, i), as
    far as f is not written before g; [j ≤ i] as [j < i] and i = j."""
    for x in factors:
        rest = [y for y in factors if y is not x]
        for one, other in (
            permutations(dummies, 2) if x.head == "step" and len(rest) + 1 == len(factors) else ()
        ):
            gap = sub(one[0], other[0])
            beyond = terms(sub(x.args[0], gap))
            if one[1:] != other[1:] or beyond not in ({}, {(): Fraction(-1)}):
                continue
            left = tuple(d for d in dummies if d is not one)
            diagonal = (left, mul(*(substitute(y, {one[0]: other[0]}) for y in rest)))
            below = node("step", sub(gap, ONE))
            if not beyond:
                return [(ALL, (dummies, mul(*rest, below))), (ALL, diagonal)]
            own, turned = written_in(rest, one[0], other[0]), written_in(rest, other[0], one[0])
            if own < turned:
                return None
            share = HALF if own == turned else ALL
            parts = [(share, (dummies, mul(*rest))), (-share, diagonal)]
            mirror = [substitute(y, {one[0]: other[0], other[0]: one[0]}) for y in rest]
            return parts if share is HALF else [*parts, (-share, (dummies, mul(*mirror, below)))]
    return None


def written_in(factors: Sequence[Expr], one: Expr, other: Expr) -> list[str]:
    """The factors as texts, with names for two dummies."""
    names = {one: node("sym", value="·1"), other: node("sym", value="·2")}
    return sorted(write_prefix(substitute(y, names)) for y in factors)


def opened(f: Region, dummies: tuple[Dummy, ...], inner: Expr, rest: Factors) -> Vector:
    """f(i)·Σ_j g(i, j) as one sum over i and j; polynomials in j are summed at once."""
    body, index, lo, hi, condition = inner.args
    dummy, values = (index, lo, hi), []
    for k, c in parts_of(spread(mul(body, node("iverson", condition)))):
        done = closed(k, dummy)
        if done is not None:
            values.append(f.scale(c, over_all(f, dummies, mul(*rest, done))))
        else:
            values.append(f.scale(c, one_term(f, (*dummies, dummy), (*rest, *k))))
    return total(f, values)


def narrowed(
    f: Region, dummies: tuple[Dummy, ...], factors: Factors, inside: Sequence[Expr]
) -> tuple[tuple[Dummy, ...], Expr] | None:
    """Σ_{j=lo}^{hi} [v ≤ j]·f(j) = Σ_{j=v}^{hi} f(j) where lo ≤ v ≤ hi + 1; likewise from above."""
    for d in dummies:
        others = [x for x in dummies if x is not d]
        for x in factors:
            found = linear_in(x.args[0], d[0]) if x.head == "step" and over(x, [d]) else None
            if found is None or over(x, others):
                continue
            low = found[0] > 0
            j, lo, hi = d[0], neg(found[1]) if low else d[1], d[2] if low else found[1]
            gaps = (sub(lo, d[1]), sub(d[2], hi), add(hi, neg(lo), ONE))
            if all(decided(f, g, [w for w in inside if not over(w, [d])]) for g in gaps):
                return tuple((j, lo, hi) if y is d else y for y in dummies), mul(
                    *(y for y in factors if y is not x)
                )
    return None


def tightened(
    f: Region, dummies: tuple[Dummy, ...], factors: Factors, inside: Sequence[Expr]
) -> tuple[tuple[Dummy, ...], Expr] | None:
    """Σ_j [j ≤ v]·j^k = Σ_{j=lo}^{v} j^k where lo − 1 ≤ v ≤ hi."""
    for d in dummies:
        mine = [x for x in factors if over(x, [d])]
        steps = [x for x in mine if x.head == "step"]
        if any(x.head != "step" and x is not d[0] for x in mine) or len(dummies) < 2:
            continue
        limits, fine = {1: d[2], -1: d[1]}, True
        for x in steps:
            found = linear_in(x.args[0], d[0])  # −j + v ≥ 0, or j − v ≥ 0
            side = -found[0] if found else 0
            if found is None or limits[side] is not d[2 if side > 0 else 1]:
                fine = False
                break
            limits[side] = found[1] if side > 0 else neg(found[1])
        lo, hi = limits[-1], limits[1]
        gaps = (sub(d[2], hi), sub(lo, d[1]), add(hi, neg(lo), ONE))
        if fine and all(decided(f, g, [w for w in inside if not over(w, [d])]) for g in gaps):
            done = closed(tuple(x for x in mine if x is d[0]), (d[0], lo, hi))
            if done is not None:
                return tuple(x for x in dummies if x is not d), mul(
                    *(x for x in factors if x not in mine), done
                )
    return None


def _sum(f: Any, e: Expr) -> Vector:
    body, index, lo, hi, condition = e.args
    return over_all(f, ((index, lo, hi),), spread(mul(body, node("iverson", condition))))


def _step(f: Any, e: Expr) -> Vector:
    """[u ≥ 0] = 1 − [−u − 1 ≥ 0]."""
    known = decided(f, e.args[0], ())
    if known is not None:
        return f.constant(Fraction(int(known)))  # type: ignore[no-any-return]
    u = f.value(e.args[0])
    other = [(-1 - x) % f.p for x in u]
    for args, v in f.atoms.get("step", ()):
        if f.same(args[0], other):
            return [(1 - x) % f.p for x in v]
    return f.atom("step", [u])  # type: ignore[no-any-return]


def _entry(f: Any, e: Expr) -> Vector:
    """X at the values of its places."""
    places = [exact(a) for a in e.args[1:]]
    if None not in places:
        return f.random(node("entry", e.args[0], *map(num, places)))  # type: ignore
    return f.atom(f"entry {e.args[0].value}", [f.value(a) for a in e.args[1:]])  # type: ignore[no-any-return]


def completed(f: Region, e: Expr, inside: Sequence[Expr]) -> tuple[Expr, ...] | None:
    """∏_{j≠v} f(j) as ∏_j f(j) and what 1/f(v) is a product of, for a v in the range with f(v) ≠ 0."""
    body, index, lo, hi, condition = e.args
    if condition.head != "ne" or index not in condition.args:
        return None
    v = condition.args[condition.args[0] is index]
    own = substitute(body, {index: v})
    within = decided(f, sub(v, lo), inside) and decided(f, sub(hi, v), inside)
    if not within or f.sign(own) & NOUGHT:
        return None
    below = (div(ONE, x) if q == 1 else power(x, num(-q)) for x, q in pieces(own))
    return rebuild(e, (body, index, lo, hi, TRUE)), *below


def _prod(f: Any, e: Expr) -> Vector:
    """∏ f·g = ∏ f·∏ g, ∏_{j=1}^m c = c^m, ∏ e^u = e^{Σ u}; ∏_{j≠v} f(j) = ∏_j f(j)/f(v) where f(v) ≠ 0."""
    body, index, lo, hi, condition = e.args
    whole = completed(f, e, ())
    if whole is not None:
        return f.value(mul(*whole))  # type: ignore[no-any-return]
    if condition is not TRUE:
        c = spread(node("iverson", condition))
        return factor(f, e, add(ONE, mul(c, sub(body, ONE))))
    value: Vector = f.one
    for x, q in pieces(body):
        if index.value not in free_indices(x):
            w = f.value(node("pow", x, add(hi, neg(lo), ONE)))
        elif x.head == "exp":
            w = f.value(node("exp", rebuild(node("sum", *e.args), (x.args[0], *e.args[1:]))))
        elif x.head == "pow" and exact(x.args[1]) is None and f.sign(x.args[0]) == PLUS:
            w = f.value(node("exp", rebuild(node("sum", *e.args), (log_size(x), *e.args[1:]))))
        else:
            w = factor(f, e, x)
        value = f.times(value, f.raised(w, q))
    return value


RULES |= {"sum": _sum, "step": _step, "entry": _entry, "prod": _prod}
