"""Fractions of integer polynomials in a growing list of generators, with relations between them.

An element is num/den over ℤ[g₀, g₁, …] (python-flint `fmpz_mpoly`).  Some generators satisfy a monic
relation g^k = r(earlier generators): a sign s² = 1, a root r^k = s·f, a root of unity.  Elements are kept
reduced modulo these.  Every operation is an identity of functions wherever the denominators do
not vanish, so `num = 0` proves equality at every point where both sides have a value.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

from flint import Ordering, fmpz_mpoly_ctx

from derive.errors import TooLarge
from derive.expressions.expr import Expr

Poly = Any  # flint.fmpz_mpoly: the package ships no types

TERM_PAIRS = 4_000_000
BITS = 200_000
MOST_KEPT = 40  # terms of a polynomial whose terms are kept


@dataclass(frozen=True)
class Frac:
    """num/den, reduced by their greatest common divisor; `den` has a positive leading coefficient."""

    num: Poly
    den: Poly


@dataclass(frozen=True)
class Generator:
    """What g stands for: `kind` (letter, entry, exp, log, root, sign, unit, delta, sum, function …),
    the key it is found by, the expression it prints as, and what its kind says of its sign: > 0, or ≥ 0."""

    kind: str
    key: Hashable
    expr: Expr
    positive: bool = False
    payload: Any = None
    nonnegative: bool = False


@lru_cache
def _polynomials_in(count: int) -> tuple[Any, tuple[Poly, ...], Poly]:
    """Their context, the generators, and 1."""
    ctx = fmpz_mpoly_ctx.get(tuple(f"g{i}" for i in range(count)), Ordering.degrevlex)
    return ctx, ctx.gens(), ctx.constant(1)


def _terms(p: Poly) -> list[tuple[int, dict[int, int]]]:
    return [
        (int(c), {i: int(e) for i, e in enumerate(m) if e})
        for m, c in zip(p.monoms(), p.coeffs(), strict=True)
    ]


class Ring:
    """The generators met so far, and arithmetic over them."""

    def __init__(self) -> None:
        self.generators: list[Generator] = []
        self.relations: dict[int, tuple[int, Poly]] = {}
        self._index: dict[Hashable, int] = {}
        self._factors: dict[tuple[int, int], list[tuple[Poly, int, list[tuple[Poly, int]]]]] = {}
        self._terms: dict[str, list[tuple[int, dict[int, int]]]] = {}
        self.kinds: set[str] = set()
        self._capacity = 0
        self._grow(8)
        self.zero = self.integer(0)
        self.one = self.integer(1)

    def _grow(self, capacity: int) -> None:
        self._capacity = capacity
        self.ctx, self._gens, self._one = _polynomials_in(capacity)

    def lift(self, p: Poly) -> Poly:
        """`p` in the present ring (it may stem from before the ring grew)."""
        return p if p.context() is self.ctx else p.project_to_context(self.ctx)

    def index(self, generator: Generator) -> int:
        found = self._index.get(generator.key)
        if found is None:
            found = len(self.generators)
            if found == self._capacity:
                self._grow(2 * self._capacity)
            self.generators.append(generator)
            self.kinds.add(generator.kind)
            self._index[generator.key] = found
        return found

    def find(self, key: Hashable) -> int | None:
        return self._index.get(key)

    def gen(self, generator: Generator) -> Frac:
        return Frac(self._gens_at(self.index(generator)), self._one)

    def gen_poly(self, i: int) -> Poly:
        return self._gens_at(i)

    def _gens_at(self, i: int) -> Poly:
        return self._gens[i]

    def relate(self, i: int, degree: int, value: Poly) -> None:
        """Declare g_i^degree = value (value free of g_i up to lower powers of it)."""
        self.relations[i] = (degree, self.lift(value))

    def integer(self, value: int) -> Frac:
        return Frac(self.ctx.constant(value), self._one)

    def rational(self, value: Fraction) -> Frac:
        if max(value.numerator.bit_length(), value.denominator.bit_length()) > BITS:
            raise TooLarge("a number in the computation has more than 200,000 bits")
        return Frac(self.ctx.constant(value.numerator), self.ctx.constant(value.denominator))

    def times(self, p: Poly, q: Poly) -> Poly:
        """p·q, reduced; the size of the product is predicted before it is made."""
        p, q = self.lift(p), self.lift(q)
        if len(p) * len(q) > TERM_PAIRS:
            raise TooLarge(f"a product of {len(p)} by {len(q)} terms is over the budget")
        return self.reduce(p * q)

    def reduce(self, p: Poly) -> Poly:
        """`p` modulo the relations: every related generator below its degree."""
        if not self.relations:
            return p
        p = self.lift(p)
        changed = True
        while changed:
            changed = False
            degrees = p.degrees()
            for i in sorted(self.relations, reverse=True):
                k, value = self.relations[i]
                if degrees[i] >= k:
                    p = self._lower(p, i, k, self.lift(value))
                    degrees = p.degrees()
                    changed = True
        return p

    def _lower(self, p: Poly, i: int, k: int, value: Poly) -> Poly:
        """Rewrite g_i^e with e ≥ k once: g_i^e = g_i^(e mod k) · value^(e div k)."""
        by_power: dict[int, dict[tuple[int, ...], Any]] = {}
        for monomial, coefficient in p.to_dict().items():
            e = monomial[i]
            rest = (*monomial[:i], e % k, *monomial[i + 1 :])
            part = by_power.setdefault(e // k, {})
            part[rest] = part.get(rest, 0) + coefficient
        total = self.ctx.constant(0)
        for power, part in sorted(by_power.items()):
            if len(part) * len(value) ** min(power, 3) > TERM_PAIRS:
                raise TooLarge("reducing by a root's equation is over the budget")
            total += self.ctx.from_dict(part) * value**power
        return total

    def frac(self, num: Poly, den: Poly) -> Frac:
        """num/den with the common factor removed."""
        num, den = self.lift(num), self.lift(den)
        if den is self._one or den == 1:
            return Frac(num, self._one)
        if num == 0:
            return Frac(num, self._one)
        common = num.gcd(den)
        if common != 1:
            num, den = num / common, den / common
        if den.leading_coefficient() < 0:
            num, den = -num, -den
        return Frac(num, den)

    def add(self, a: Frac, b: Frac) -> Frac:
        if a.den is self._one and b.den is self._one:
            return Frac(self.lift(a.num) + self.lift(b.num), self._one)
        an, ad, bn, bd = map(self.lift, (a.num, a.den, b.num, b.den))
        if ad == bd:
            return Frac(an + bn, ad) if ad == 1 else self.frac(an + bn, ad)
        common = ad.gcd(bd)
        a_rest, b_rest = ad / common, bd / common
        return self.frac(self.times(an, b_rest) + self.times(bn, a_rest), self.times(a_rest, bd))

    def neg(self, a: Frac) -> Frac:
        return Frac(-a.num, a.den)

    def sub(self, a: Frac, b: Frac) -> Frac:
        return self.add(a, self.neg(b))

    def mul(self, a: Frac, b: Frac) -> Frac:
        one = self._one
        if (a.den is one or a.den == 1) and (b.den is one or b.den == 1):
            return Frac(self.times(a.num, b.num), self._one)
        left, right = self.frac(a.num, b.den), self.frac(b.num, a.den)
        return self.frac(self.times(left.num, right.num), self.times(left.den, right.den))

    def inverse(self, a: Frac) -> Frac:
        if a.num == 0:
            raise ZeroDivisionError("the denominator is identically zero")
        return self.frac(a.den, a.num)

    def power(self, a: Frac, n: int) -> Frac:
        base = self.inverse(a) if n < 0 else a
        n = abs(n)
        if n * (max(len(base.num), len(base.den)) - 1) > 3000 or (n > 10_000 and not self.is_constant(base)):
            raise TooLarge(f"the power {n} of a sum is over the budget")
        if self.is_constant(base) and n * max(int(base.num.content()).bit_length(), 1) > BITS:
            raise TooLarge("a number in the computation has more than 200,000 bits")
        return self.frac(self.reduce(self.lift(base.num) ** n), self.reduce(self.lift(base.den) ** n))

    def is_constant(self, a: Frac) -> bool:
        return bool(a.num.is_constant() and a.den.is_constant())

    def constant_value(self, a: Frac) -> Fraction | None:
        """The rational number `a` is, if it is one."""
        if not self.is_constant(a):
            return None
        num = int(a.num.leading_coefficient()) if a.num != 0 else 0
        return Fraction(num, int(a.den.leading_coefficient()))

    def equal(self, a: Frac, b: Frac) -> bool:
        """Whether a − b is zero modulo the relations."""
        return bool(self.sub(a, b).num == 0)

    def used(self, p: Poly) -> list[int]:
        """The generators that occur in `p`, in their order."""
        return [i for i, d in enumerate(p.degrees()) if d > 0] if p != 0 else []

    def terms(self, p: Poly) -> list[tuple[int, dict[int, int]]]:
        """(coefficient, {generator: exponent}) for each term, in the ring's order."""
        if len(p) > MOST_KEPT:
            return _terms(p)
        found = self._terms.get(key := str(p))
        if found is None:
            found = self._terms[key] = _terms(p)
        return [(c, exponents.copy()) for c, exponents in found]

    def monomial(self, exponents: dict[int, int]) -> Poly:
        vector = [0] * self._capacity
        for i, e in exponents.items():
            vector[i] = e
        return self.ctx.from_dict({tuple(vector): 1})

    def factor(self, p: Poly) -> tuple[int, list[tuple[Poly, int]]]:
        """content and irreducible factors of `p`, each with a positive leading coefficient.

        They are kept: Σ of a fraction asks for those of one denominator again for every term.
        """
        known = self._factors.setdefault((p.context().nvars(), len(p)), [])
        for other, content, factors in known:
            if other == p:
                return content, list(factors)
        content, factors = self._factored(p)
        known.append((p, content, factors))
        return content, list(factors)

    def _factored(self, p: Poly) -> tuple[int, list[tuple[Poly, int]]]:
        try:
            content, factors = p.factor()
        except OverflowError as error:
            raise TooLarge("the factors of a polynomial with very large coefficients") from error
        sign = int(content)
        out = []
        for f, e in factors:
            if f.leading_coefficient() < 0:
                f = -f
                sign = sign * (-1) ** e
            out.append((f, int(e)))
        return sign, out
