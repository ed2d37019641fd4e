"""Dictionary polynomials with integer exponents (negative ones too), and fractions over them.

A monomial is one integer: the exponent of generator i is its i-th digit in balanced base 2^64, so
monomials multiply by adding and compare lexicographically.  A fraction is a polynomial over a
multiset of non-monomial factors; sums use the least common multiple of these multisets, and no
greatest common divisor is ever needed.  Generators may satisfy g^k = value.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from math import gcd, lcm
from typing import Any

Number = Any  # int where it can be, Fraction else
Poly = dict[int, Number]

WIDTH = 64
HALF = 1 << (WIDTH - 1)
MASK = (1 << WIDTH) - 1
MOST_PAIRS = 3_000_000
MOST_DEGREE = 1 << 62


class Reject(Exception):
    """The certificate is not accepted, for this reason."""


def exact(value: Fraction | int) -> Number:
    return int(value) if value.denominator == 1 else value


def digits(monomial: int) -> Iterator[tuple[int, int]]:
    """(generator, exponent) for every generator that occurs."""
    i = 0
    while monomial:
        e = ((monomial + HALF) & MASK) - HALF
        if e:
            yield i, e
        monomial = (monomial - e) >> WIDTH
        i += 1


def exponent(monomial: int, i: int) -> int:
    """The exponent of generator i."""
    below = 0 if not i else (HALF << WIDTH * (i - 1))
    return (((monomial + below) >> WIDTH * i) + HALF & MASK) - HALF


def degree(p: Poly) -> int:
    """A bound for every exponent."""
    return max((abs(e) for m in p for _, e in digits(m)), default=0)


def add(p: Poly, q: Poly) -> Poly:
    if len(p) < len(q):
        p, q = q, p
    total = dict(p)
    for m, c in q.items():
        s = total.get(m, 0) + c
        if s:
            total[m] = s
        else:
            del total[m]
    return total


def scale(p: Poly, c: Number, shift: int = 0) -> Poly:
    return {m + shift: c * k for m, k in p.items()} if c else {}


def mul(p: Poly, q: Poly) -> Poly:
    if len(p) > len(q):
        p, q = q, p
    if len(p) == 1:
        ((m, c),) = p.items()
        return {m + n: c * d for n, d in q.items()}
    if len(p) * len(q) > MOST_PAIRS:
        raise Reject("a product of polynomials over the budget")
    total: Poly = {}
    for m, c in p.items():
        for n, d in q.items():
            k = m + n
            total[k] = total.get(k, 0) + c * d
    return {m: c for m, c in total.items() if c}


def divide(p: Poly, f: Poly) -> Poly | None:
    """p / f when it is exact (both without negative exponents), else None."""
    top = max(f)
    lead = f[top]
    quotient: Poly = {}
    rest = dict(p)
    while rest:
        m = max(rest)
        q = m - top
        if len(quotient) > 3000 or any(e < 0 for _, e in digits(q)):
            return None
        c = exact(Fraction(rest[m]) / lead)
        quotient[q] = c
        for n, d in f.items():
            s = rest.get(q + n, 0) - c * d
            if s:
                rest[q + n] = s
            else:
                del rest[q + n]
    return quotient


@dataclass(frozen=True)
class Frac:
    """num / ∏ factor^e; `degree` bounds every exponent, so that no digit overflows."""

    num: Poly
    den: dict[int, int] = field(default_factory=dict)
    degree: int = 0


@dataclass
class Ring:
    """Generators, their relations, and the factors that denominators are made of."""

    keys: list[Hashable] = field(default_factory=list)
    info: list[Any] = field(default_factory=list)
    places: dict[Hashable, int] = field(default_factory=dict)
    relations: dict[int, tuple[int, Poly]] = field(default_factory=dict)
    factors: list[Poly] = field(default_factory=list)
    known: dict[frozenset[tuple[int, Number]], int] = field(default_factory=dict)

    def generator(self, key: Hashable, info: Any = None) -> int:
        found = self.places.get(key)
        if found is None:
            found = self.places[key] = len(self.keys)
            self.keys.append(key)
            self.info.append(info)
        return found

    def reduce(self, p: Poly) -> Poly:
        """Modulo the relations g^k = value: every such exponent below k."""
        for _ in range(1000):
            changed = False
            for i in sorted(self.relations, reverse=True):
                k, value = self.relations[i]
                high = [m for m in p if not 0 <= exponent(m, i) < k]
                for m in high:
                    changed = True
                    times, left = divmod(exponent(m, i), k)
                    if times > 4000 or times < 0:
                        raise Reject("an exponent of a root over the budget")
                    c = p.pop(m)
                    lowered = {m + ((left - exponent(m, i)) << WIDTH * i): c}
                    p = add(p, mul(lowered, self.poly_power(value, times)))
            if not changed:
                return p
        raise Reject("the relations do not come to an end")

    def poly_power(self, p: Poly, n: int) -> Poly:
        if n > 1 and len(p) > 1 and n * (len(p) - 1) > 4000:
            raise Reject("a power of a sum over the budget")
        total: Poly = {0: 1}
        if len(p) == 1:
            ((m, c),) = p.items()
            if c not in (1, -1) and n * max(abs(Fraction(c).numerator), Fraction(c).denominator).bit_length() > 200_000:
                raise Reject("a number of more than 200,000 bits")
            return {m * n: c**n}
        while n:
            if n & 1:
                total = self.times(total, p)
            n >>= 1
            if n:
                p = self.times(p, p)
        return total

    def times(self, p: Poly, q: Poly) -> Poly:
        product = mul(p, q)
        return self.reduce(product) if self.relations else product

    def content(self, p: Poly) -> tuple[Number, int, Poly]:
        """p = c · monomial · f with f primitive, of positive leading coefficient, without monomial factor."""
        if len(p) == 1:
            ((m, c),) = p.items()
            return c, m, {0: 1}
        low: dict[int, int] | None = None
        for m in p:
            here = dict(digits(m))
            if low is None:
                low = here
            else:
                for i in {**low, **here}:
                    low[i] = min(low.get(i, 0), here.get(i, 0))
        shift = sum(e << WIDTH * i for i, e in (low or {}).items())
        top, bottom = 0, 1
        for c in p.values():
            top, bottom = gcd(top, c.numerator), lcm(bottom, c.denominator)
        unit = exact(Fraction(top if p[max(p)] > 0 else -top, bottom))
        return unit, shift, {m - shift: exact(Fraction(c) / unit) for m, c in p.items()}

    def factor_id(self, f: Poly) -> int:
        """The number of a primitive factor."""
        key = frozenset(f.items())
        if key not in self.known:
            self.known[key] = len(self.factors)
            self.factors.append(f)
        return self.known[key]

    def factorize(self, p: Poly) -> tuple[Number, int, dict[int, int]]:
        """p = c · monomial · ∏ factors^e over the factors known so far; what is left is a new one."""
        c, shift, rest = self.content(p)
        found: dict[int, int] = {}
        for i, f in enumerate(self.factors):
            while len(rest) > 1:
                q = divide(rest, f)
                if q is None:
                    break
                found[i] = found.get(i, 0) + 1
                extra, more, rest = self.content(q)
                c, shift = exact(Fraction(c * extra)), shift + more
        if len(rest) > 1:
            i = self.factor_id(rest)
            found[i] = found.get(i, 0) + 1
        return c, shift, found

    # ---- fractions ---------------------------------------------------------------------------------

    def number(self, value: Fraction | int) -> Frac:
        return Frac({0: exact(value)} if value else {})

    def monomial(self, i: int, e: int = 1) -> Frac:
        return Frac({e << WIDTH * i: 1}, {}, abs(e))

    def make(self, num: Poly, den: dict[int, int], bound: int) -> Frac:
        """num/den with the factors cancelled that divide the numerator."""
        if bound > MOST_DEGREE >> 20:
            bound = max(degree(num), sum(e * degree(self.factors[i]) for i, e in den.items()))
        if bound > MOST_DEGREE:
            raise Reject("an exponent over the budget")
        if not num:
            return Frac({})
        kept = {}
        for i, e in den.items():
            while e:
                unit, shift, bare = self.content(num)
                q = divide(bare, self.factors[i]) if len(bare) > 1 else None
                if q is None:
                    break
                num, e = scale(q, unit, shift), e - 1
            if e:
                kept[i] = e
        return Frac(num, kept, bound)

    def add(self, a: Frac, b: Frac) -> Frac:
        if not a.num or not b.num:
            return b if not a.num else a
        if a.den == b.den:
            total = add(a.num, b.num)
            return self.make(total, a.den, max(a.degree, b.degree))
        common = {i: max(a.den.get(i, 0), b.den.get(i, 0)) for i in {**a.den, **b.den}}
        left, right = (self._lift(x, common) for x in (a, b))
        return self.make(add(left, right), common, a.degree + b.degree)

    def _lift(self, a: Frac, common: dict[int, int]) -> Poly:
        num = a.num
        for i, e in common.items():
            missing = e - a.den.get(i, 0)
            if missing:
                num = self.times(num, self.poly_power(self.factors[i], missing))
        return num

    def neg(self, a: Frac) -> Frac:
        return Frac({m: -c for m, c in a.num.items()}, a.den, a.degree)

    def sub(self, a: Frac, b: Frac) -> Frac:
        return self.add(a, self.neg(b))

    def mul(self, a: Frac, b: Frac) -> Frac:
        den = dict(a.den)
        for i, e in b.den.items():
            den[i] = den.get(i, 0) + e
        return self.make(self.times(a.num, b.num), den, a.degree + b.degree)

    def inverse(self, a: Frac) -> Frac:
        """1/a; its conditions are those of the tree that divides."""
        if self.is_zero(a):
            raise Reject("a denominator is zero")
        c, shift, found = self.factorize(a.num)
        result = Frac({0: exact(1 / Fraction(c))}, found, a.degree)
        for i, e in digits(shift):
            if i in self.relations:
                k, value = self.relations[i]
                result = self.mul(result, self.monomial(i, k - e))
                result = self.mul(result, self.inverse(Frac(value, {}, a.degree)))
            else:
                result = self.mul(result, self.monomial(i, -e))
        return self.mul(result, Frac(self._lift(Frac({0: 1}), a.den), {}, a.degree))

    def power(self, a: Frac, n: int) -> Frac:
        if n < 0:
            return self.power(self.inverse(a), -n)
        if not n:
            return self.number(1)
        if a.degree * n > MOST_DEGREE or (n > 4000 and len(a.num) > 1):
            raise Reject("an exponent over the budget")
        return Frac(self.poly_power(a.num, n) if a.num else {}, {i: e * n for i, e in a.den.items()}, a.degree * n)

    def is_zero(self, a: Frac) -> bool:
        return not self.reduce(dict(a.num))

    def constant(self, a: Frac) -> Fraction | None:
        """The rational number that `a` is, when it is one."""
        if not a.num:
            return Fraction(0)
        return Fraction(a.num[0]) if not a.den and a.num.keys() == {0} else None
