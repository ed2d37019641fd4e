"""Sums and products of symbolic length in the field (PROVER.md §D).

A sum is expanded over the terms of its body; factors free of the index come out; a δ that pins the index
contracts; what is left is an atom: a set of dummies and the product of the factors that hold them
together, named by a canonical labelling, so that renaming and interchanging dummies changes nothing.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from derive.engine.choices import bounds, order_atom, truth
from derive.engine.field import Frac, Generator, Poly
from derive.engine.labelling import Dummy, Factor, canonical
from derive.engine.normal import RULES, Normalizer, Opaque
from derive.engine.signs import factor
from derive.errors import TooLarge
from derive.expressions.build import (
    ONE,
    TRUE,
    add,
    conj,
    div,
    fresh_idx,
    mul,
    num,
    power,
    rel,
    sub,
    sum_over,
)
from derive.expressions.expr import Expr, Index, free_indices, postorder
from derive.expressions.walk import rebuild, substitute

MAX_DUMMIES = 8
MAX_TURNS = 3
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
    """Σ_{j≤i} f(i, j) = Σ_j [j ≤ i]·f(i, j): limits ±i + c in an outer index are widened.

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
                limits[side] = n.express(n.form(substitute(limits[side], {value: end})))
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
    if (
        not below
        and all(n.ring.generators[i].expr is dummy[0] for i in bound)
        and _count_is_certain(n, dummy[2])
    ):
        return _power_sum(n, sum(bound.values()), dummy)
    factors: list[Factor] = [(n.ring.generators[i].expr, k) for i, k in bound.items()]
    factors += [(n.express_poly(f), -e) for f, e in below]
    return sum_atom(n, [dummy], factors)


def _count_is_certain(n: Normalizer, hi: Expr) -> bool:
    """hi ≥ 0 for certain, sizes being at least 1: only then has the sum from 1 hi terms."""
    form = n.form(hi)
    if form.den != 1:
        return False
    at_least = bounds(n, form, 1)
    if at_least is not None and at_least >= 0:
        return True
    least = 0
    for c, exponents in n.ring.terms(form.num):
        if exponents and (c < 0 or any(n.facts.role(n.ring.generators[i].expr) != "size" for i in exponents)):
            return False
        least += c
    return least >= 0


def _power_sum(n: Normalizer, p: int, dummy: Dummy) -> Frac:
    """Σ_{i=1}^m i^p, Faulhaber's polynomial in m (true for every m ≥ 0)."""
    m = n.form(dummy[2])
    if p > 40:
        raise TooLarge("a sum of very high powers of its index")
    # S_p(m) = ((m+1)^{p+1} − 1 − Σ_{j<p} C(p+1, j) S_j(m)) / (p+1)
    sums: list[Frac] = []
    choose = 1
    for q in range(p + 1):
        total = n.ring.sub(n.ring.power(n.ring.add(m, n.ring.one), q + 1), n.ring.one)
        choose = 1
        for j in range(q):
            total = n.ring.sub(total, n.ring.mul(n.ring.integer(choose), sums[j]))
            choose = choose * (q + 1 - j) // (j + 1)
        sums.append(n.ring.mul(n.rational(Fraction(1, q + 1)), total))
    return sums[p]


def _pinned(n: Normalizer, bound: dict[int, int], dummy: Dummy) -> tuple[int, Expr] | None:
    """A δ among the factors that fixes the index: (its generator, the value of the index)."""
    for i in bound:
        g = n.ring.generators[i]
        if g.kind == "delta":
            value = solve_unit(n, g.payload.args[0], dummy[0])
            if value is not None:
                return i, value
    return None


def solve_unit(n: Normalizer, linear: Expr, index: Expr) -> Expr | None:
    """The value of the index where `linear` = 0, when its coefficient is ±1."""
    form = n.form(linear)
    i = n.ring.find(("letter", index))
    if i is None or not form.den.is_constant() or form.den != 1:
        return None
    coefficient, rest = 0, n.ring.zero.num
    for c, exponents in n.ring.terms(form.num):
        if exponents == {i: 1}:
            coefficient = c
        elif i in exponents:
            return None
        else:
            rest = n.ring.lift(rest) + c * n.ring.monomial(exponents)
    if abs(coefficient) != 1:
        return None
    return n.express(Frac(-coefficient * rest, n.ring.one.num))


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


def in_range(n: Normalizer, value: Expr, lo: Expr, hi: Expr) -> Frac:
    """[lo ≤ value ≤ hi], 1 when the value's own declared range is that."""
    known = n.scope.get(value.value) if value.head == "idx" else None
    if known is not None and _same_limits(n, known, (lo, hi)):
        return n.ring.one
    low, high = n.form(sub(value, lo)), n.form(sub(hi, value))
    total = n.ring.one
    for gap, condition in ((low, rel("le", lo, value)), (high, rel("le", value, hi))):
        c = n.ring.constant_value(gap)
        if c is not None and c < 0:
            return n.ring.zero
        if c is None and not _known_side(n, value, known, condition, lo, hi):
            total = n.ring.mul(total, order_atom(n, condition))
    return total


def _known_side(
    n: Normalizer, value: Expr, known: tuple[Expr, Expr] | None, condition: Expr, lo: Expr, hi: Expr
) -> bool:
    """Whether the declared range of the value gives this one side."""
    if known is None:
        return False
    gap = sub(known[0], lo) if condition.args[1] is value else sub(hi, known[1])
    c = n.ring.constant_value(n.form(gap))
    return c is not None and c >= 0


def _same_limits(n: Normalizer, a: tuple[Expr, Expr], b: tuple[Expr, Expr]) -> bool:
    return all(n.ring.equal(n.form(x), n.form(y)) for x, y in zip(a, b, strict=True))


# ---- atoms -----------------------------------------------------------------------------------------


def sum_atom(n: Normalizer, dummies: list[Dummy], factors: list[Factor]) -> Frac:
    """The generator for Σ over the dummies of ∏ factor^k, inner sum atoms opened."""
    dummies, factors = _open_inner(n, dummies, factors)
    if len(dummies) > MAX_DUMMIES:
        raise TooLarge("more than eight sums are tangled in one another")
    found = _tangled_delta(n, dummies, factors)
    if found is not None:
        return found
    factors = _directed(n, dummies, factors)
    key = canonical(dummies, factors)
    body = mul(*(_powered(f, k) for f, k in factors))
    shown = body
    for index, lo, hi in reversed(dummies):
        shown = sum_over(shown, index, lo, hi)
    above = [_positive_factor(n, f) or (k % 2 == 0 and k < 0) for f, k in factors]
    positive = all(above) and all(_nonempty(n, lo, hi) for _, lo, hi in dummies)
    squares = all(sure or k % 2 == 0 for sure, (_, k) in zip(above, factors, strict=True))
    payload = (tuple(dummies), tuple(factors))
    return n.ring.gen(Generator("sum", ("sum", key), shown, positive, payload, nonnegative=squares))


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


def _directed(n: Normalizer, dummies: list[Dummy], factors: list[Factor]) -> list[Factor]:
    """Of the ways to run the dummies that stand in arithmetic forwards or backwards, the shortest text."""
    turning = [d for d in dummies if any(f is d[0] or _shifted(f, d[0]) for f, _ in factors)][:MAX_TURNS]
    best, least = factors, canonical(dummies, factors) if turning else ""
    for chosen in product((False, True), repeat=len(turning)):
        turned = {d[0]: sub(add(d[1], d[2]), d[0]) for d, back in zip(turning, chosen, strict=True) if back}
        if turned:
            candidate = [(_turned(n, f, turned), k) for f, k in factors]
            text = canonical(dummies, candidate)
            if (len(text), text) < (len(least), least):
                best, least = candidate, text
    return best


def _shifted(f: Expr, index: Expr) -> bool:
    """Whether the index occurs inside sums and differences of places."""
    places = (a for e in postorder(f) if e.head == "entry" for a in e.args[1:] if a.head != "idx")
    return any(index.value in free_indices(a) for a in places)


def _turned(n: Normalizer, f: Expr, turned: dict[Expr, Expr]) -> Expr:
    return n.express(n.form(substitute(f, turned))) if free_indices(f) else f


def _nonempty(n: Normalizer, lo: Expr, hi: Expr) -> bool:
    gap = n.form(sub(hi, lo))
    if hi.head == "sym" and n.facts.role(hi) == "size":
        return n.ring.constant_value(n.form(lo)) == 1
    c = n.ring.constant_value(gap)
    return c is not None and c >= 0


def _positive_factor(n: Normalizer, f: Expr) -> bool:
    if f.head == "exp":
        return True
    form = n.form(f)
    return all(
        c > 0 and all(n.ring.generators[i].positive for i in exponents)
        for c, exponents in n.ring.terms(form.num)
    )


def _powered(f: Expr, k: int) -> Expr:
    if k == 1:
        return f
    return div(ONE, f if k == -1 else power(f, num(-k))) if k < 0 else power(f, num(k))


def _open_inner(
    n: Normalizer, dummies: list[Dummy], factors: list[Factor]
) -> tuple[list[Dummy], list[Factor]]:
    """Positive powers of sum atoms become their factors under fresh dummies of their own."""
    out_dummies, out_factors = list(dummies), []
    for f, k in factors:
        i = _sum_generator(n, f)
        if i is None or k < 0:
            out_factors.append((f, k))
            continue
        inner_dummies, inner_factors = n.ring.generators[i].payload
        for _ in range(k):
            renaming = {d[0]: fresh_idx(d[0].value.name) for d in inner_dummies}
            out_dummies += [(renaming[d[0]], d[1], d[2]) for d in inner_dummies]
            n.scope.update({renaming[d[0]].value: (d[1], d[2]) for d in inner_dummies})
            out_factors += [(substitute(g, renaming), m) for g, m in inner_factors]
    return out_dummies, out_factors


def _sum_generator(n: Normalizer, f: Expr) -> int | None:
    if f.head != "sum":
        return None
    return next((i for i, g in enumerate(n.ring.generators) if g.kind == "sum" and g.expr is f), None)


RULES["sum"] = _sum
