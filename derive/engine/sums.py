"""Sums and products of symbolic length in the field (PROVER.md §D).

A sum is expanded over the terms of its body; factors free of the index come out; a δ that pins the index
contracts; what is left is an atom: a set of dummies and the product of the factors that hold them
together, named by a canonical labelling, so that renaming and interchanging dummies changes nothing.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

from derive.engine.choices import truth
from derive.engine.closed_sums import count_is_certain, geometric_sum, power_sum
from derive.engine.factoring import factor
from derive.engine.field import Frac, Generator, Poly
from derive.engine.index_ranges import in_range, solve_unit
from derive.engine.labelling import Dummy, Factor, canonical
from derive.engine.normal import RULES, Normalizer, Opaque
from derive.engine.sum_atoms import directed, in_order, nonempty, open_inner, positive_factor, powered
from derive.errors import TooLarge
from derive.expressions.build import (
    ONE,
    TRUE,
    ZERO,
    add,
    conj,
    fresh_idx,
    iverson,
    mul,
    num,
    rel,
    sub,
    sum_over,
)
from derive.expressions.expr import Expr, Index, free_indices, node, postorder
from derive.expressions.walk import rebuild, substitute

MAX_DUMMIES = 8
MAX_WRITTEN = 24


def _sum(n: Normalizer, e: Expr) -> Frac:
    written = written_out(n, e)
    if written is not None:
        total = n.ring.zero
        for body, holds in written:
            total = n.ring.add(total, n.ring.mul(holds, n.form(body)))
        return total
    body, index, lo, hi, condition = from_one(n, boxed(n, e))
    n.scope[index.value] = (lo, hi)
    summand = n.form(body)
    if condition is not TRUE:
        summand = n.ring.mul(summand, truth(n, condition))
    return sum_form(n, summand, (index, lo, hi))


def written_out(n: Normalizer, e: Expr) -> list[tuple[Expr, Frac]] | None:
    """The terms of a short range of numbers, each with the indicator of its condition."""
    body, index, lo, hi, condition = e.args
    low, high = (n.ring.constant_value(n.form(limit)) for limit in (lo, hi))
    if low is None or high is None or low.denominator != 1 or high.denominator != 1:
        return None
    if not low - 1 <= high < low + MAX_WRITTEN:
        return None
    out = []
    for k in range(int(low), int(high) + 1):
        place = {index: num(k)}
        holds = n.ring.one if condition is TRUE else truth(n, substitute(condition, place))
        out.append((substitute(body, place), holds))
    return out


def boxed(n: Normalizer, e: Expr) -> Expr:
    """Σ_{j≤i} f(i, j) = Σ_j [j ≤ i]·f(i, j): limits ±i + c in an outer index are widened, to its own range
    where they lie within.

    Powers of the index alone are left to Faulhaber."""
    body, index, *limits, condition = e.args
    if not any(x.head in ("entry", "call") and index.value in free_indices(x) for x in postorder(body)):
        return e
    more = [condition]
    for side, limit in enumerate(limits):
        for outer in sorted(free_indices(limit), key=lambda i: (i.name, i.uid)):
            value = Expr("idx", (), outer)
            slope = n.ring.constant_value(n.form(sub(substitute(limit, {value: add(value, ONE)}), limit)))
            if outer.uid and outer in n.scope and slope in (1, -1):
                more.append(rel("le", index, limit) if side else rel("le", limit, index))
                end = n.scope[outer][side if slope == 1 else 1 - side]
                widest = substitute(limits[side], {value: end})
                c = n.ring.constant_value(n.form(sub(widest, end))) if slope == 1 else None
                within = c is not None and (c <= 0 if side else c >= 0)
                limits[side] = n.express(n.form(end if within else widest))
    return e if len(more) == 1 else rebuild(e, (body, index, *limits, conj(*more)))


def from_one(n: Normalizer, e: Expr) -> tuple[Expr, ...]:
    """The binder with its range shifted to 1 … hi − lo + 1."""
    body, index, lo, hi, condition = e.args
    if n.ring.constant_value(n.form(lo)) == 1:
        return body, index, ONE, n.express(n.form(hi)), condition
    shift = n.form(sub(lo, ONE))
    new = fresh_idx(index.value.name)
    moved = {index: add(new, n.express(shift))}
    top = n.express(n.ring.sub(n.form(hi), shift))
    return substitute(body, moved), new, ONE, top, substitute(condition, moved)


def sum_form(n: Normalizer, summand: Frac, dummy: Dummy) -> Frac:
    """Σ over the dummy of a fraction, term by term of its numerator."""
    index: Index = dummy[0].value
    outside, inside = _split_denominator(n, summand.den, index)
    groups: dict[tuple[tuple[int, int], ...], list[tuple[int, dict[int, int]]]] = {}
    for c, exponents in n.ring.terms(n.ring.lift(summand.num)):
        bound = tuple((i, k) for i, k in exponents.items() if _depends(n, i, index))
        rest = {i: k for i, k in exponents.items() if not _depends(n, i, index)}
        groups.setdefault(bound, []).append((c, rest))
    total = n.ring.zero
    for bound, terms in groups.items():
        coefficient = n.ring.zero.num
        for c, rest in terms:
            coefficient = n.ring.lift(coefficient) + c * n.ring.monomial(rest)
        atom = _sum_monomial(n, dict(bound), inside, dummy)
        total = n.ring.add(total, n.ring.mul(Frac(coefficient, n.ring.one.num), atom))
    return n.ring.mul(total, n.ring.inverse(Frac(outside, n.ring.one.num)))


def _depends(n: Normalizer, i: int, index: Index) -> bool:
    return index in free_indices(n.ring.generators[i].expr)


def poly_depends(n: Normalizer, p: Poly, index: Index) -> bool:
    return any(_depends(n, i, index) for i in n.ring.used(p))


def _split_denominator(n: Normalizer, den: Poly, index: Index) -> tuple[Poly, list[tuple[Poly, int]]]:
    """den = (part free of the index) · ∏ irreducible factors that hold it."""
    den = n.ring.lift(den)
    if not poly_depends(n, den, index):
        return den, []
    content, factors = factor(n, den)
    outside = n.ring.ctx.constant(content)
    inside = []
    for f, e in factors:
        if poly_depends(n, f, index):
            inside.append((f, e))
        else:
            outside = n.ring.times(outside, f**e)
    return outside, inside


def _sum_monomial(n: Normalizer, bound: dict[int, int], below: list[tuple[Poly, int]], dummy: Dummy) -> Frac:
    """Σ over the dummy of ∏ g^k / ∏ f^e, every g and f holding the index."""
    pinned = _pinned(n, bound, dummy)
    if pinned is not None:
        return _contract(n, bound, below, dummy, *pinned)
    if count_is_certain(n, dummy[2]):
        if not below and all(n.ring.generators[i].expr is dummy[0] for i in bound):
            return power_sum(n, sum(bound.values()), dummy)
        geometric = geometric_sum(n, bound, below, dummy)
        if geometric is not None:
            return geometric
    factors: list[Factor] = [(n.ring.generators[i].expr, k) for i, k in bound.items()]
    factors += [(n.express_poly(f), -e) for f, e in below]
    return sum_atom(n, [dummy], factors)


def _pinned(n: Normalizer, bound: dict[int, int], dummy: Dummy) -> tuple[int, Expr] | None:
    """A δ among the factors that fixes the index: (its generator, the value of the index)."""
    for i in bound:
        g = n.ring.generators[i]
        if g.kind == "delta":
            value = solve_unit(n, g.payload.args[0], dummy[0])
            if value is not None:
                return i, value
    return None


def _contract(
    n: Normalizer, bound: dict[int, int], below: list[tuple[Poly, int]], dummy: Dummy, i: int, value: Expr
) -> Frac:
    """Σ_i δ(i, a) f(i) = [lo ≤ a ≤ hi] f(a)."""
    index, lo, hi = dummy
    at = {index: value}
    total = in_range(n, value, lo, hi)
    for g, k in bound.items():
        if g != i:
            part = n.form(substitute(n.ring.generators[g].expr, at))
            total = n.ring.mul(total, n.ring.power(part, k))
    for f, e in below:
        part = n.form(substitute(n.express_poly(f), at))
        if part.num == 0:
            raise Opaque("a denominator is identically zero where the delta holds")
        total = n.ring.mul(total, n.ring.power(part, -e))
    return total


def sum_atom(n: Normalizer, dummies: list[Dummy], factors: list[Factor]) -> Frac:
    """The generator for Σ over the dummies of ∏ factor^k, inner sum atoms opened."""
    dummies, factors = open_inner(n, dummies, factors)
    if len(dummies) > MAX_DUMMIES:
        raise TooLarge("more than eight sums are tangled in one another")
    found = _tangled_delta(n, dummies, factors) or _triangle(n, dummies, factors)
    if found is not None:
        return found
    turned = directed(n, dummies, factors)
    if len(dummies) == 1 and turned is not factors and in_order(turned, dummies[0]):
        return _summed(n, dummies, turned)
    factors = turned
    key = canonical(dummies, factors)
    body = mul(*(powered(f, k) for f, k in factors))
    shown = body
    for index, lo, hi in reversed(dummies):
        shown = sum_over(shown, index, lo, hi)
    above = [positive_factor(n, f) or (k % 2 == 0 and k < 0) for f, k in factors]
    positive = all(above) and all(nonempty(n, lo, hi) for _, lo, hi in dummies)
    squares = all(sure or k % 2 == 0 for sure, (_, k) in zip(above, factors, strict=True))
    payload = (tuple(dummies), tuple(factors))
    return n.ring.gen(Generator("sum", ("sum", key), shown, positive, payload, nonnegative=squares))


def _triangle(n: Normalizer, dummies: list[Dummy], factors: list[Factor]) -> Frac | None:
    """T f = Σ_i Σ_j [j < i] f(i, j) by T f + T g = Σ_i Σ_j f(i, j) − Σ_i f(i, i) for g(i, j) = f(j, i), as
    far as f is not written before g; T f is half of it for f = g."""
    for bracket, k in factors if len(dummies) > 1 else ():
        if bracket.head != "iverson" or k < 1:
            continue
        rest = [(f, m) for f, m in factors if f is not bracket]
        for one, other in permutations(dummies, 2):
            gap = n.form(sub(one[0], other[0]))
            beyond = n.ring.sub(n.form(bracket.args[0].args[1]), gap) if one[1:] == other[1:] else None
            c = None if beyond is None else n.ring.constant_value(beyond)
            if c not in (0, -1):
                continue
            line = [(substitute(f, {one[0]: other[0]}), m) for f, m in rest]
            diagonal = _summed(n, [d for d in dummies if d is not one], line)
            below = iverson(node("le", ZERO, n.express(n.ring.sub(gap, n.ring.one))))
            if c == 0:
                return n.ring.add(sum_atom(n, dummies, [*rest, (below, 1)]), diagonal)
            turned = {one[0]: other[0], other[0]: one[0]}
            mirror = [(substitute(f, turned), m) for f, m in rest]
            texts = [canonical(dummies, [*part, (below, 1)]) for part in (rest, mirror)]
            if texts[0] < texts[1]:
                return None
            whole = n.ring.sub(_summed(n, dummies, rest), diagonal)
            if texts[0] == texts[1]:
                return n.ring.mul(n.rational(Fraction(1, 2)), whole)
            return n.ring.sub(whole, sum_atom(n, dummies, [*mirror, (below, 1)]))
    return None


def _summed(n: Normalizer, dummies: list[Dummy], factors: list[Factor]) -> Frac:
    """Σ over the dummies of ∏ factor^k."""
    total = n.ring.one
    for f, k in factors:
        total = n.ring.mul(total, n.ring.power(n.form(f), k))
    for d in reversed(dummies):
        total = sum_form(n, total, d)
    return total


def _tangled_delta(n: Normalizer, dummies: list[Dummy], factors: list[Factor]) -> Frac | None:
    """Σ_u Σ_p δ(u, a_p) f(u, p) = Σ_p [lo ≤ a_p ≤ hi] f(a_p, p), the δ of an opened sum on an outer dummy."""
    for f, _ in factors if len(dummies) > 1 else ():
        for dummy in dummies if f.head == "delta" else ():
            rest = [d for d in dummies if d is not dummy]
            value = solve_unit(n, f.args[0], dummy[0]) if dummy[0].value in free_indices(f) else None
            if value is None or any(dummy[0].value in free_indices(x) for d in rest for x in d[1:]):
                continue
            total = in_range(n, value, *dummy[1:])
            for g, k in factors:
                if g is not f:
                    part = n.form(substitute(g, {dummy[0]: value}))
                    total = n.ring.mul(total, n.ring.power(part, k))
            for d in reversed(rest):
                total = sum_form(n, total, d)
            return total
    return None


RULES["sum"] = _sum
