"""Sums of symbolic length as values: Σ is linear, and the same for the same summand over the same range.

    Σ_j c·f = c·Σ_j f     Σ_{j=lo}^{hi} j^k by Faulhaber     Σ_j δ(j, v)·f(j) = [lo ≤ v ≤ hi]·f(v)
    Σ_{j=lo}^{hi} f(j) = Σ_{j=1}^{m} f(j + lo − 1) = Σ_{j=1}^{m} f(hi + 1 − j), m = hi − lo + 1
    Σ_i Σ_{j≤i} f = Σ_i Σ_j [j ≤ i]·f

A sum that is left is a letter for its summand, a function of random dummies, with the dummies of one length
interchanged and turned round in every way and added up; summands that are linearly dependent share letters.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import permutations, product
from math import factorial
from typing import Any

from derive.engine.kernel.cone import polynomial, signs
from derive.engine.kernel.cone import product as plain_product
from derive.engine.kernel.residues import RULES, Vector, combine
from derive.engine.kernel.signs import MINUS, NOUGHT, Region, Split
from derive.engine.kernel.summands import (
    Dummy,
    Factors,
    boxes,
    bracket,
    closed,
    contracted,
    linear_in,
    over,
    parts_of,
    pieces,
    spread,
)
from derive.engine.kernel.unfold import Reject
from derive.engine.kernel.whole import is_whole, terms
from derive.expressions.build import ONE, TRUE, add, mul, neg, num, sub
from derive.expressions.expr import Expr, Index, free_indices, node, postorder
from derive.expressions.walk import freshen, rebuild, substitute

Draw = Callable[[int], Vector]
MOST_DUMMIES, MOST_PAIRS, MOST_ORDERS, MOST_BASIS = 10, 8, 800, 6
DUMMY = "·"


def follows(f: Region, u: Expr, inside: Sequence[Expr], *, strictly: bool = False) -> bool:
    """Whether u ≥ 0 (> 0) is a positive combination of known relations, `inside` (≥ 0) among them."""
    target, bad = polynomial(u), MINUS | (NOUGHT if strictly else 0)
    if target is None or not f.sign(u) & bad:
        return target is not None
    known = [(p, 6) for w in inside if (p := polynomial(w)) is not None]
    known += [(p, m) for w, m in f.known.items() if (p := polynomial(w)) is not None]
    if not signs(target, known) & bad:
        return True
    wanted = {m for m in target if len(m) == 2}
    positive = [p for p, m in known if m in (4, 6)] if wanted else []
    pairs = (plain_product([u, v]) for k, u in enumerate(positive) for v in positive[k:])
    more = [(p, 6) for p in pairs if wanted & set(p)][:MOST_PAIRS]
    return bool(more) and not signs(target, [*more, *known]) & bad


def decided(f: Region, u: Expr, inside: Sequence[Expr]) -> bool | None:
    """Whether the integer u is ≥ 0, which is u > −1; else u < 0."""
    if not all(q.denominator == 1 and all(is_whole(f, x) for x in k) for k, q in terms(u).items()):
        raise Reject("a comparison of something that is no integer inside a sum")
    if follows(f, u, inside) or follows(f, add(u, ONE), inside, strictly=True):
        return True
    below = follows(f, neg(u), inside, strictly=True) or follows(f, sub(neg(u), ONE), inside)
    return False if below else None


def total(f: Region, vectors: Sequence[Vector]) -> Vector:
    found: Vector = f.constant(Fraction(0))
    for v in vectors:
        found = f.plus(found, v)
    return found


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
    outside = [x for x in factors if not over(x, dummies)]
    value = f.value(mul(*outside), False)
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


def letter(f: Any, dummies: Sequence[Dummy], factors: Sequence[Expr]) -> Vector:
    """The letter of a summand."""
    done = closed(tuple(factors), dummies[0]) if len(dummies) == 1 else None
    if done is not None:
        return f.value(done, False)  # type: ignore[no-any-return]
    steps = [linear_in(x.args[0], dummies[0][0]) for x in factors if x.head == "step"]
    if len(dummies) == 1 and steps and all(steps):
        return window(f, dummies[0], factors)
    lengths = f.atoms.setdefault("lengths", [])
    free = max((-i.uid for x in factors for i in free_indices(x) if i.name == DUMMY), default=0)
    placed: list[tuple[int, Expr, Dummy]] = []
    for d in dummies:
        m = add(d[2], neg(d[1]), ONE)
        v = f.value(m, False)
        k = next((k for k, (known, _) in enumerate(lengths) if f.same(known[0], v)), len(lengths))
        if k == len(lengths):
            lengths.append(([v], v))
        placed.append((k, m, d))
    placed.sort(key=lambda entry: entry[0])
    kinds = [k for k, _, _ in placed]
    turns = [(False, True)] * len(placed) if len(placed) <= 3 else [(False,)] * len(placed)
    base = -(free // 100 + 1) * 100

    def drawn(k: int) -> Vector:
        """The summand for the k-th choice of dummies."""
        own = [node("idx", value=Index(DUMMY, base - at - 10 * k)) for at in range(len(placed))]
        starts = (
            i if d[1] is ONE else add(i, d[1], neg(ONE)) for i, (_, _, d) in zip(own, placed, strict=True)
        )
        summand = substitute(mul(*factors), dict(zip((d[0] for _, _, d in placed), starts, strict=True)))
        lines: list[Vector] = []
        for order in orders(kinds):
            for turned in product(*turns):
                pairs = zip(own, placed, order, turned, strict=True)
                at = {i: add(m, ONE, neg(own[b])) if t else own[b] for i, (_, m, _), b, t in pairs}
                lines.append(valued(f, substitute(summand, at)))
        return total(f, lines)

    key = drawn(0)
    name = f"sum {kinds} {len(turns[0])} {free // 100}"
    known = f.summands.setdefault(name, [])
    same = next((v for draw, v in known if f.same(draw(0), key)), None)
    if same is not None:
        return same  # type: ignore[no-any-return]
    found = f._combination([draw(0) for draw, _ in known], key, name)
    if found is not None:
        return total(f, [f.scale(q, v) for q, (_, v) in zip(found, known, strict=True) if q])
    value = dependent(f, [draw for draw, _ in known], [v for _, v in known], drawn)
    if value is None:
        value = f.random(("sum", str(kinds), len(turns[0]), free // 100, len(known)))
        known.append((lru_cache(None)(drawn), value))
    return value


def dependent(f: Region, known: Sequence[Draw], values: Sequence[Vector], new: Draw) -> Vector | None:
    """Σ_j g = Σ_k c_k·Σ_j f_k for g = Σ_k c_k·f_k with c_k free of the dummies: the same for further ones."""
    n = len(known)
    if not 0 < n <= MOST_BASIS or f.size > 1:
        return None
    rows = [f.even(*(draw(k) for draw in known), new(k)) for k in range(n + 2)]
    length = max(len(v) for row in rows for v in row)
    rows = [[v * (length // len(v)) for v in row] for row in rows]
    out, alive = [0] * length, set(f.alive)
    for at in range(length):
        if at % f.plan.groups in alive:
            columns = [[row[k][at] for row in rows] for k in range(n)]
            found = combine(columns, [row[n][at] for row in rows], f.p)
            if found is None:
                return None
            out[at] = sum(c * v[at % len(v)] for c, v in zip(found, values, strict=True)) % f.p
    return out


def window(f: Region, dummy: Dummy, factors: Sequence[Expr]) -> Vector:
    """A letter for Σ_j [c_1 ≥ 0]…[c_r ≥ 0]·f(j), c_i = ±j + …: each c_i + 1 in turn is the index."""
    j, lo, hi = dummy
    limits = [sub(j, lo), sub(hi, j), *(x.args[0] for x in factors if x.head == "step")]
    free = max((-i.uid for x in factors for i in free_indices(x) if i.name == DUMMY), default=0)
    own = node("idx", value=Index(DUMMY, -(free // 100 + 1) * 100))
    whole, lines = mul(*factors, *(node("step", c) for c in limits[:2])), list[Vector]()
    for sign, rest in filter(None, (linear_in(c, j) for c in limits)):
        at = mul(num(sign), sub(sub(own, ONE), rest))
        lines.append(valued(f, substitute(whole, {j: at})))
    return f.atom(f"window {len(limits)} {free // 100}", [total(f, lines)])


def orders(kinds: Sequence[int]) -> list[list[int]]:
    """The permutations that keep the kinds (which are sorted)."""
    found: list[list[int]] = [[]]
    for k in dict.fromkeys(kinds):
        places = [at for at, kind in enumerate(kinds) if kind == k]
        if len(found) * factorial(len(places)) > MOST_ORDERS:
            raise Reject("too many sums over the same range in one another")
        found = [[*before, *more] for before in found for more in permutations(places)]
    return found


def valued(f: Region, e: Expr) -> Vector:
    """The value of a summand; what compares dummies with zero is a function of which nothing is known."""
    if e.head == "mul":
        v = valued(f, e.args[0])
        for a in e.args[1:]:
            v = f.times(v, valued(f, a))
        return v
    if e.head == "delta":
        u = sub(*e.args)
        return valued(f, sub(node("step", u), node("step", sub(u, ONE))))
    try:
        return f.value(e, False)
    except Split as split:
        if not any(i.name == DUMMY for i in free_indices(split.tree)):
            raise
        if e.head not in ("abs", "sign", "heaviside", "max", "min", "add", "neg"):
            raise Reject("a case distinction inside a sum") from None
        args = [valued(f, a) for a in e.args]
        if e.head in ("add", "neg"):
            return total(f, args) if e.head == "add" else [-x % f.p for x in args[0]]
        return f.atom(e.head, args)


def _sum(f: Any, e: Expr, inner: bool) -> Vector:
    body, index, lo, hi, condition = e.args
    return over_all(f, ((index, lo, hi),), spread(mul(body, node("iverson", condition))))


def _step(f: Any, e: Expr, inner: bool) -> Vector:
    """[u ≥ 0] = 1 − [−u − 1 ≥ 0]."""
    known = decided(f, e.args[0], ())
    if known is not None:
        return f.constant(Fraction(int(known)))  # type: ignore[no-any-return]
    u = f.value(e.args[0], False)
    other = [(-1 - x) % f.p for x in u]
    for args, v in f.atoms.get("step", ()):
        if f.same(args[0], other):
            return [(1 - x) % f.p for x in v]
    return f.atom("step", [u])  # type: ignore[no-any-return]


def _entry(f: Any, e: Expr, inner: bool) -> Vector:
    """X at the values of its places."""
    if all(a.head == "num" for a in e.args[1:]):
        return f.random(e)  # type: ignore[no-any-return]
    return f.atom(f"entry {e.args[0].value}", [f.value(a, False) for a in e.args[1:]])  # type: ignore[no-any-return]


def _prod(f: Any, e: Expr, inner: bool) -> Vector:
    """∏ f·g = ∏ f·∏ g, ∏_{j=1}^m c = c^m, ∏ e^u = e^{Σ u}; ∏_{j≠v} f(j) = ∏_j f(j)/f(v) where f(v) ≠ 0."""
    body, index, lo, hi, condition = e.args
    if condition.head == "ne" and index in condition.args:
        v = condition.args[condition.args[0] is index]
        f_v = substitute(body, {index: v})
        if decided(f, sub(v, lo), ()) and decided(f, sub(hi, v), ()) and not f.sign(f_v) & NOUGHT:
            whole = f.value(rebuild(e, (body, index, lo, hi, TRUE)), False)
            return f.times(whole, f.inverse(f.value(f_v, False)))  # type: ignore[no-any-return]
    if condition is not TRUE:
        c = spread(node("iverson", condition))
        return factor(f, e, add(ONE, mul(c, sub(body, ONE))))
    value: Vector = f.constant(Fraction(1))
    for x, q in pieces(body):
        if index.value not in free_indices(x):
            w = f.value(node("pow", x, add(hi, neg(lo), ONE)), False)
        elif x.head == "exp":
            w = f.value(node("exp", rebuild(node("sum", *e.args), (x.args[0], *e.args[1:]))), False)
        else:
            w = factor(f, e, x)
        value = f.times(value, f.raised(w, q))
    return value


def factor(f: Region, e: Expr, body: Expr) -> Vector:
    """A letter for the product of a function over the range."""
    _, index, lo, hi, _ = e.args
    own = node("idx", value=Index(DUMMY, -10_000 - 100 * sum(x.head == "prod" for x in postorder(e))))
    summand = substitute(body, {index: own if lo is ONE else add(own, lo, neg(ONE))})
    v = total(f, [f.scale(q, valued(f, mul(*k))) for k, q in parts_of(spread(summand))])
    return f.atom("prod", [f.value(add(hi, neg(lo), ONE), False), v])


RULES |= {"sum": _sum, "step": _step, "entry": _entry, "prod": _prod}
