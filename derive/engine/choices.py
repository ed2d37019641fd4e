"""sign, heaviside, piecewise definitions, Iverson brackets and Kronecker deltas in the field.

Off the zeros of the functions compared, a comparison is a polynomial in signs: [a < b] = (1 − s)/2 with
s the sign of a − b.  These zeros ("seams") are remembered; a proof must settle them apart.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd

from derive.engine.field import Frac, Generator
from derive.engine.magnitudes import sign_form
from derive.engine.normal import RULES, Normalizer, Opaque
from derive.expressions.build import ZERO, delta, iverson, sub
from derive.expressions.expr import Expr, postorder


def compares_integers(n: Normalizer, *sides: Expr) -> bool:
    """Whether the sides are made of index letters, sizes, integers and entries of arrays of integers only."""
    return all(
        each.head in ("num", "add", "neg", "mul", "idx")
        or (each.head in ("sym", "entry") and n.facts.is_integer(each))
        for each in postorder(*sides)
    ) and any(each.head == "idx" or each.head == "sym" for each in postorder(*sides))


def truth(n: Normalizer, relation: Expr) -> Frac:
    """The indicator of a relation, 0 or 1."""
    ring = n.ring
    if relation.head == "truth":
        return ring.one if relation.value else ring.zero
    if relation.head == "and":
        total = ring.one
        for part in relation.args:
            total = ring.mul(total, truth(n, part))
        return total
    if relation.head == "or":
        total = ring.one
        for part in relation.args:
            total = ring.mul(total, ring.sub(ring.one, truth(n, part)))
        return ring.sub(ring.one, total)
    if relation.head == "not":
        return ring.sub(ring.one, truth(n, relation.args[0]))
    return _comparison(n, relation)


def _comparison(n: Normalizer, relation: Expr) -> Frac:
    ring = n.ring
    a, b = relation.args
    if relation.head in ("eq", "ne"):
        same = _same(n, a, b)
        return same if relation.head == "eq" else ring.sub(ring.one, same)
    if compares_integers(n, a, b):
        return order_atom(n, relation)
    if relation.head in ("gt", "ge"):
        a, b = b, a
    gap = n.form(sub(b, a))
    strict = relation.head in ("lt", "gt")
    value = ring.constant_value(gap)
    if value is not None:
        return ring.one if (value > 0 or (value == 0 and not strict)) else ring.zero
    _seam(n, gap)
    return ring.mul(n.rational(Fraction(1, 2)), ring.add(ring.one, sign_form(n, gap)))


def _same(n: Normalizer, a: Expr, b: Expr) -> Frac:
    if compares_integers(n, a, b):
        return n.form(delta(a, b))
    gap = n.form(sub(a, b))
    if gap.num == 0:
        return n.ring.one
    if n.ring.constant_value(gap) is None:
        _seam(n, gap)
    return n.ring.zero


def bounds(n: Normalizer, gap: Frac, direction: int) -> Fraction | None:
    """The least (direction 1) or greatest (−1) value of a linear form in indices and sizes, if it shows.

    An index lies in its range lo..hi, a size is at least 1; the ends of a range are put in first."""
    for _ in range(8):
        if gap.den != 1 or not all(sum(e.values()) <= 1 for _, e in n.ring.terms(gap.num)):
            return None
        terms = [(c, n.ring.generators[next(iter(e))].expr) for c, e in n.ring.terms(gap.num) if e]
        index = next(((c, x) for c, x in terms if x.head == "idx" and x.value in n.scope), None)
        if index is None:
            break
        c, x = index
        lo, hi = n.scope[x.value]
        end = n.form(lo if c * direction > 0 else hi)
        gap = n.ring.add(gap, n.ring.mul(n.rational(Fraction(int(c))), n.ring.sub(end, n.form(x))))
    constant = Fraction(sum(int(c) for c, e in n.ring.terms(gap.num) if not e))
    for c, x in terms:
        if n.facts.role(x) != "size" or int(c) * direction < 0:
            return None
        constant += int(c)
    return constant


def order_key(n: Normalizer, relation: Expr) -> tuple[int | None, Expr]:
    """An order between integers as [0 ≤ gap]: decided to 0 or 1, or None and the canonical bracket."""
    a, b = relation.args
    if relation.head in ("gt", "ge"):
        a, b = b, a
    gap = n.form(sub(b, a))
    if relation.head in ("lt", "gt"):
        gap = n.ring.sub(gap, n.ring.one)
    value = n.ring.constant_value(gap)
    if value is not None:
        return int(value >= 0), relation
    least, most = (bounds(n, gap, direction) for direction in (1, -1))
    if least is not None and least >= 0:
        return 1, relation
    if most is not None and most < 0:
        return 0, relation
    return None, iverson(Expr("le", (ZERO, n.express(gap))))


def order_atom(n: Normalizer, relation: Expr) -> Frac:
    """[i < j] between integers: 1, 0, or an atom that is its own square."""
    decided, key = order_key(n, relation)
    if decided is not None:
        return n.ring.integer(decided)
    return idempotent(n, key, "order", relation)


def idempotent(n: Normalizer, expr: Expr, kind: str, shown: Expr) -> Frac:
    """A generator that is 0 or 1; `shown` is the relation it stands for, as written."""
    if expr in n.facts.brackets:
        return n.ring.integer(n.facts.brackets[expr])
    i = n.ring.index(Generator(kind, (kind, expr), expr, payload=shown))
    g = n.ring.gen_poly(i)
    if i not in n.ring.relations:
        n.ring.relate(i, 2, g)
    return Frac(g, n.ring.one.num)


def _seam(n: Normalizer, gap: Frac) -> None:
    n.seams.setdefault(n.express(gap), None)


def _delta(n: Normalizer, e: Expr) -> Frac:
    gap = n.form(sub(*e.args))
    if gap.num == 0:
        return n.ring.one
    value = n.ring.constant_value(gap)
    if value is not None:
        return n.ring.zero
    if n.leading_sign(gap.num) < 0:
        gap = n.ring.neg(gap)
    primitive = _primitive(n, gap, integers=compares_integers(n, *e.args))
    if primitive is None:
        return n.ring.zero
    shown = n.express(primitive)
    if shown in n.facts.unequal:
        return n.ring.zero
    return idempotent(n, delta(shown, ZERO), "delta", delta(shown, ZERO))


def _primitive(n: Normalizer, gap: Frac, *, integers: bool) -> Frac | None:
    """i − j for 2i − 2j; None for 2i − 2j − 1, which is never 0 for integers."""
    terms = n.ring.terms(gap.num)
    g = gcd(*(int(c) for c, exponents in terms if exponents))
    if g == 1 or not n.ring.is_constant(Frac(gap.den, n.ring.one.num)):
        return gap
    if any(int(c) % g for c, exponents in terms if not exponents):
        return None if integers else gap
    return n.ring.mul(n.ring.frac(gap.num, n.ring.one.num), n.rational(Fraction(1, g)))


def _sign(n: Normalizer, e: Expr) -> Frac:
    u = n.form(e.args[0])
    if u.num == 0:
        return n.ring.zero
    if n.ring.constant_value(u) is None:
        _seam(n, u)
    return sign_form(n, u)


def _heaviside(n: Normalizer, e: Expr) -> Frac:
    """H(u) with H(0) = 1/2."""
    return n.ring.mul(n.rational(Fraction(1, 2)), n.ring.add(n.ring.one, _sign(n, e)))


def _cases(n: Normalizer, e: Expr) -> Frac:
    """Σ v_j·[c_j]·∏_{l<j}(1 − [c_l])."""
    ring = n.ring
    total, left = ring.zero, ring.one
    for value, condition in zip(e.args[::2], e.args[1::2], strict=True):
        holds = truth(n, condition)
        weight = ring.mul(left, holds)
        if weight.num != 0:
            total = ring.add(total, ring.mul(weight, n.form(value)))
        left = ring.mul(left, ring.sub(ring.one, holds))
    if left.num != 0:
        raise Opaque("the cases do not cover every point")
    return total


def _iverson(n: Normalizer, e: Expr) -> Frac:
    return truth(n, e.args[0])


RULES.update({"delta": _delta, "sign": _sign, "heaviside": _heaviside, "cases": _cases, "iverson": _iverson})
