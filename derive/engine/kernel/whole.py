"""Whole numbers: which sums are integer-valued, what a floor leaves over, and the parity of an exponent."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction
from math import factorial, floor, lcm
from typing import Any

from flint import ctx

from derive.engine.kernel.needs import at_least_one
from derive.engine.kernel.points import INTEGERS, Point
from derive.engine.kernel.polynomials import Terms, shown, terms
from derive.engine.kernel.primes import Vector
from derive.engine.kernel.relations import MINUS, PLUS
from derive.engine.kernel.residues import Run
from derive.engine.kernel.unfold import Reject, exact
from derive.engine.kernel.values import RULES
from derive.expressions.build import PI, add, mul, num, sub
from derive.expressions.expr import Expr, kinds, node, postorder

MOST_FACTORIAL, BITS = 5_000, 256
MOVING = kinds("sym", "idx", "entry", "call")


def is_whole(f: Any, e: Expr) -> bool:
    """Whether e is a letter, an entry of an array of integers, or a function with integer values."""
    letter = e.args[0] if e.head == "entry" else e
    return e.head in ("idx", "floor") or (letter.head == "sym" and f.context.role(letter.value) in INTEGERS)


def all_whole(f: Any, e: Expr) -> bool:
    """Whether e is a polynomial in integers with integer coefficients."""
    return all(q.denominator == 1 and all(is_whole(f, x) for x in k) for k, q in terms(e).items())


def common_denominator(e: Expr) -> int:
    """Of the numbers before the terms."""
    return lcm(*(q.denominator for q in terms(e).values()))


def _floor(f: Run, e: Expr) -> Vector:
    """⌊m + u⌋ = m + ⌊u⌋ for integer-valued m; ⌊N/D⌋ = −⌊(−N + D − 1)/D⌋ for integers N and D > 0."""
    if not e.kinds & MOVING:
        with suppress(Reject), ctx.workprec(BITS):
            return f.constant(Point({}).value(e))
    parts = terms(e.args[0])
    c = parts.get((), Fraction(0))
    apart = {k: q for k, q in parts.items() if k and q.denominator == 1 and all(is_whole(f, x) for x in k)}
    rest = {k: q for k, q in parts.items() if k and k not in apart}
    whole = f.value(shown(apart))
    if not rest:
        return [(a + floor(c)) % f.p for a in whole]
    rest[()] = c - floor(c)
    least = _least(f, shown(rest))
    if least is not None:
        return [(a + floor(c) + least) % f.p for a in whole]
    u = f.value(shown(rest))
    known = f.atoms.setdefault("floor", [])
    near = ((v, k) for args, v in known if (k := f.offset(u, args[0], 1)) is not None and k.denominator == 1)
    v, k = next(near, (None, Fraction(0)))
    if v is None:
        v = f.atom("floor", [u])
        bottom = _denominator(f, rest)
        if bottom is not None:
            other = [(1 - x) % f.p for x in f.plus(u, f.inverse(f.value(bottom)))]
            known.append(([other], [-x % f.p for x in v]))
    return [(x + floor(c) + int(k)) % f.p for x in f.plus(whole, v)]


def _least(f: Any, u: Expr) -> int | None:
    """k = 0, ±1 or −2 with k ≤ u < k + 1, where the signs show it."""
    if not any(x.head == "div" and x.args[1].kinds & MOVING for x in postorder(u)):
        return None
    for k in (0, -1, 1, -2):
        if not f.sign(sub(u, num(k))) & MINUS and f.sign(sub(num(k + 1), u)) == PLUS:
            return k
    return None


def _denominator(f: Any, rest: Terms) -> Expr | None:
    """D when the terms are integer-valued over a positive integer D."""
    below = {x.args[1] for k in rest for x in k if x.head == "div"}
    if not below and all(is_whole(f, x) for k in rest for x in k):
        return num(lcm(*(q.denominator for q in rest.values())))
    if len(below) != 1:
        return None
    (bottom,) = below
    if not all_whole(f, bottom) or f.sign(bottom) != 4 or rest.pop((), None):
        return None
    fine = all(q.denominator == 1 and sum(x.head == "div" for x in k) == 1 for k, q in rest.items())
    return bottom if fine and all(x.head == "div" or is_whole(f, x) for k in rest for x in k) else None


def alternating(f: Run, e: Expr) -> Vector:
    """(−1)^e for an integer e: a product of signs ±1, one for each odd monomial; both are tried."""
    odd: dict[frozenset[Expr], Fraction] = {}
    for k, q in terms(e).items():
        odd[frozenset(k)] = odd.get(frozenset(k), Fraction(0)) + q  # m² has the parity of m
    total = f.constant(Fraction(-1 if odd.pop(frozenset(), 0) % 2 else 1))
    for monomial, q in odd.items():
        if q % 2:
            m = f.value(mul(*monomial))
            known = f.atoms.setdefault("alternating", [])
            signs = next((v for args, v in known if f.same(args[0], m)), None)
            if signs is None:
                length = f.plan.groups * f.size
                signs = [1] * length + [f.p - 1] * length
                f.size *= 2
                if len(signs) > 20_000:
                    raise Reject("too many alternating signs at once")
                known.append(([m], signs))
            total = f.times(total, signs)
    return total


def _wave(f: Run, e: Expr) -> Vector:
    """cos(u + πm) = (−1)^m cos u and sin(u + πm) = (−1)^m sin u for an integer m."""
    if not any(x is PI for x in postorder(e)):
        return WAVE(f, e)
    parts = terms(e.args[0])
    half_turns = {k: q for k, q in parts.items() if q.denominator == 1 and _counts(f, k)}
    if not half_turns:
        return WAVE(f, e)
    rest = {k: q for k, q in parts.items() if k not in half_turns}
    m = add(*(mul(num(q), *(x for x in k if x is not PI)) for k, q in half_turns.items()))
    return f.times(f.value(node(e.head, shown(rest))), alternating(f, m))


def is_half_turns(f: Any, e: Expr) -> bool:
    """Whether e is a sum of multiples of π by integers, at least one of which is a letter."""
    if not e.kinds & MOVING or not any(x is PI for x in postorder(e)):
        return False
    return all(q.denominator == 1 and (k == (PI,) or _counts(f, k)) for k, q in terms(e).items())


def _counts(f: Run, factors: tuple[Expr, ...]) -> bool:
    """π times integers."""
    return factors.count(PI) == 1 and len(factors) > 1 and all(x is PI or is_whole(f, x) for x in factors)


def _power(f: Run, e: Expr) -> Vector:
    """b^u = |b|^u·(±1)^u and (b^k)^u = b^{ku} for integers k and u."""
    base, exponent = e.args
    if exact(exponent) is not None or base.head == "const" or not all_whole(f, exponent):
        return PLAIN(f, e)
    if base.head == "pow" and all_whole(f, base.args[1]):
        return f.value(node("pow", base.args[0], mul(base.args[1], exponent)))
    if exact(base) in (1, -1):
        return alternating(f, exponent) if exact(base) == -1 else f.one
    if at_least_one(f.context, exponent) and f.zero(f.value(base)):
        return f.constant(Fraction(0))
    u = f.times(f.value(exponent), f.logarithm(f.magnitude(base)))
    size = f.absolute(f.exponent(u))
    return f.times(size, alternating(f, exponent)) if f.sign_of(base) < 0 else size


def _gamma(f: Run, e: Expr) -> Vector:
    """Γ(n) = (n − 1)! for the numbers n = 1, 2, …"""
    n = f.ratio(f.value(e.args[0]), f.one)
    if n is None or n.denominator != 1 or not 1 <= n <= MOST_FACTORIAL:
        return OPAQUE(f, e)
    return f.constant(Fraction(factorial(int(n) - 1)))


PLAIN, OPAQUE, WAVE = RULES["pow"], RULES["value_of_gamma"], RULES["sin"]
RULES |= {"floor": _floor, "pow": _power, "value_of_gamma": _gamma, "sin": _wave, "cos": _wave}
