"""A sum or product that is left: a letter for its summand at random dummies, in every order and direction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import permutations, product
from math import factorial
from typing import Any

from derive.engine.kernel.choices import CHOICES, chosen
from derive.engine.kernel.primes import Vector, combine
from derive.engine.kernel.regions import Region
from derive.engine.kernel.relations import NOUGHT, Split
from derive.engine.kernel.summands import Dummy, closed, linear_in, parts_of, ratio, spread
from derive.engine.kernel.unfold import Reject
from derive.expressions.build import ONE, add, div, mul, neg, num, sub
from derive.expressions.expr import Expr, Index, free_indices, node, postorder
from derive.expressions.walk import substitute

Draw = Callable[[int], Vector]
MOST_ORDERS, MOST_BASIS = 800, 6
DUMMY = "·"
PLAIN = frozenset("add neg div pow exp log sin cos atan erf".split())


def total(f: Region, vectors: Sequence[Vector]) -> Vector:
    found: Vector = f.constant(Fraction(0))
    for v in vectors:
        found = f.plus(found, v)
    return found


@dataclass(frozen=True)
class Summand:
    """A product of factors, with its dummies and their lengths, those of one length together."""

    f: Any
    body: Expr
    dummies: tuple[tuple[Dummy, Expr], ...]
    kinds: tuple[int, ...]
    base: int

    @property
    def turns(self) -> list[tuple[bool, ...]]:
        """Each dummy runs forwards and backwards, where they are few."""
        return [(False, True) if len(self.kinds) <= 3 else (False,)] * len(self.kinds)

    def drawn(self, k: int) -> Vector:
        """The summand for the k-th choice of dummies."""
        own = [node("idx", value=Index(DUMMY, self.base - at - 10 * k)) for at in range(len(self.kinds))]
        at = {}
        for i, (d, _) in zip(own, self.dummies, strict=True):
            at[d[0]] = i if d[1] is ONE else add(i, d[1], neg(ONE))
        summand, lines = substitute(self.body, at), list[Vector]()
        for order in orders(self.kinds):
            for turned in product(*self.turns):
                pairs = zip(own, self.dummies, order, turned, strict=True)
                at = {i: add(m, ONE, neg(own[b])) if t else own[b] for i, (_, m), b, t in pairs}
                at = {i: v for i, v in at.items() if v is not i}
                lines.append(valued(self.f, substitute(summand, at) if at else summand))
        return total(self.f, lines)


def placed(f: Any, dummies: Sequence[Dummy], body: Expr) -> Summand:
    lengths = f.atoms.setdefault("lengths", [])
    found: list[tuple[int, Dummy, Expr]] = []
    for d in dummies:
        m = add(d[2], neg(d[1]), ONE)
        v = f.value(m)
        k = next((k for k, (known, _) in enumerate(lengths) if f.same(known[0], v)), len(lengths))
        if k == len(lengths):
            lengths.append(([v], v))
        found.append((k, d, m))
    found.sort(key=lambda entry: entry[0])
    kinds, pairs = tuple(k for k, _, _ in found), tuple((d, m) for _, d, m in found)
    return Summand(f, body, pairs, kinds, -(free_in(body) + 1) * 100)


def free_in(body: Expr) -> int:
    """How deep the letter lies in others: their dummies occur in it."""
    return max((-i.uid // 100 for i in free_indices(body) if i.name == DUMMY), default=0)


def letter(f: Any, dummies: Sequence[Dummy], factors: Sequence[Expr]) -> Vector:
    """The letter of a summand; what is a rational combination of others has that of their letters."""
    done = closed(tuple(factors), dummies[0]) if len(dummies) == 1 else None
    done = geometric(f, factors, dummies[0]) if len(dummies) == 1 and done is None else done
    if done is not None:
        return f.value(done)  # type: ignore[no-any-return]
    steps = [linear_in(x.args[0], dummies[0][0]) for x in factors if x.head == "step"]
    if len(dummies) == 1 and steps and all(steps):
        return window(f, dummies[0], factors)
    summand = placed(f, dummies, mul(*factors))
    key, name = summand.drawn(0), f"{summand.kinds} {len(summand.turns[0])} {free_in(summand.body)}"
    known = f.summands.setdefault(name, [])
    same = next((v for draw, v in known if f.same(draw(0), key)), None)
    if same is not None:
        return same  # type: ignore[no-any-return]
    found = f._combination([draw(0) for draw, _ in known], key, name)
    if found is not None:
        return total(f, [f.scale(q, v) for q, (_, v) in zip(found, known, strict=True) if q])
    draw = lru_cache(None)(summand.drawn)
    value = dependent(f, [draw for draw, _ in known], [v for _, v in known], draw)
    value = counted(f, summand, draw) if value is None else value
    if value is None:
        value = f.random(("sum", name, len(known)))
        known.append((draw, value))
    return value


def geometric(f: Region, factors: Sequence[Expr], dummy: Dummy) -> Expr | None:
    """Σ_{j=lo}^{hi} x(j) = (x(lo) − x(hi + 1))/(1 − q) for x(j + 1) = q·x(j), q ≠ 0 and q ≠ 1 for certain."""
    index, lo, hi = dummy
    ratios = [ratio(x, index) for x in factors]
    found = [q for q in ratios if q is not None]
    if not found or len(found) < len(ratios):
        return None
    gap = sub(ONE, mul(*found))
    if f.sign(gap) & NOUGHT or any(f.sign(x.args[0]) & NOUGHT for x in factors if x.head == "pow"):
        return None
    whole = mul(*factors)
    ends = (substitute(whole, {index: at}) for at in (lo, add(hi, ONE)))
    return div(sub(*ends), gap)


def counted(f: Region, summand: Summand, draw: Draw) -> Vector | None:
    """Σ_j c = m·c, where the value of the summand does not change with its dummies."""
    if f.size > 1 or not f.same(draw(0), draw(1)):
        return None
    lines = len(orders(summand.kinds)) * len(list(product(*summand.turns)))
    total_ = f.scale(Fraction(1, lines), draw(0))
    for _, m in summand.dummies:
        total_ = f.times(total_, f.value(m))
    return total_


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
    free = free_in(mul(*factors))
    own = node("idx", value=Index(DUMMY, -(free + 1) * 100))
    whole, lines = mul(*factors, *(node("step", c) for c in limits[:2])), list[Vector]()
    for sign, rest in filter(None, (linear_in(c, j) for c in limits)):
        at = mul(num(sign), sub(sub(own, ONE), rest))
        lines.append(valued(f, substitute(whole, {j: at})))
    return f.atom(f"window {len(limits)} {free}", [total(f, lines)])


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
    """The value of a summand; that it has one says nothing of other summands."""
    known, signs, memo = dict(f.known), dict(f.signs), dict(f.memo)
    try:
        return _valued(f, e, everywhere=not any(x.head == "iverson" for x in postorder(e)))
    finally:
        if f.known != known:
            f.known, f.signs, f.memo = known, signs, memo


def _valued(f: Region, e: Expr, everywhere: bool) -> Vector:
    """What compares dummies with zero is a function of which nothing is known. `everywhere`: no bracket of
    real numbers leaves out places at which a factor has no value."""
    if e.head == "mul":
        v = _valued(f, e.args[0], everywhere)
        for a in e.args[1:]:
            v = f.times(v, _valued(f, a, everywhere))
        return v
    if e.head == "delta":
        u = sub(*e.args)
        return _valued(f, sub(node("step", u), node("step", sub(u, ONE))), everywhere)
    try:
        return f.value(e)
    except Split as split:
        if not any(i.name == DUMMY for i in free_indices(split.tree)):
            raise
        asked = [c for c in f.asked(e, taken=False) if f.holds(c) is None]
        if asked and everywhere:  # that it has a value is shown apart
            for c in asked:
                f.learn(c)
            return _valued(f, e, everywhere)
        return _by_parts(f, e, lambda a: _valued(f, a, everywhere))


def _by_parts(f: Region, e: Expr, value: Callable[[Expr], Vector]) -> Vector:
    """By the values of its parts."""
    if e.head in CHOICES:
        return chosen(f, e, value)
    if e.head not in PLAIN:
        raise Reject("a case distinction inside a sum") from None
    for a in e.args:
        f.memo[a] = value(a)
    try:
        return f.value(e)
    except Split:
        raise Reject("a case distinction inside a sum") from None


def factor(f: Region, e: Expr, body: Expr) -> Vector:
    """A letter for the product of a function over the range."""
    _, index, lo, hi, _ = e.args
    own = node("idx", value=Index(DUMMY, -10_000 - 100 * sum(x.head == "prod" for x in postorder(e))))
    summand = substitute(body, {index: own if lo is ONE else add(own, lo, neg(ONE))})
    v = total(f, [f.scale(q, valued(f, mul(*k))) for k, q in parts_of(spread(summand))])
    return f.atom("prod", [f.value(add(hi, neg(lo), ONE)), v])
