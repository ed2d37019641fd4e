"""Trees as fractions over generators, every rewrite true at each point at which the tree has a value.

exp: generators exp(m/N) for monomials m · log u = Σ e·log|f| and u^q = ∏|f|^{qe} over the factors of u,
with r_f^K = s_f·f and s_f² = 1 · cos, sin through z = e^{iu}, i² = −1 · anything else is opaque, the same
generator for arguments whose difference is zero.  A finer N or K makes the work start again.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from fractions import Fraction
from math import lcm
from typing import Any

from derive.engine.kernel.polynomial import WIDTH, Frac, Poly, Reject, Ring, degree, digits, exact
from derive.expressions.build import sub
from derive.expressions.expr import LOGIC, RELATIONS, Expr
from derive.expressions.walk import alpha
from derive.notation.context import Context

ODD = frozenset({"atan", "asin", "erf"})
Key = tuple[Any, ...]


class Refine(Exception):
    """A finer lattice is needed."""


def primes(n: int) -> dict[int, int]:
    """n by trial division; what is left beyond a million counts as one prime (true either way)."""
    found: dict[int, int] = {}
    p = 2
    while p * p <= n and p < 1_000_000 and n < 1 << 4096:
        while n % p == 0:
            found[p] = found.get(p, 0) + 1
            n //= p
        p += 1 if p == 2 else 2
    return found if n == 1 else {**found, n: found.get(n, 0) + 1}


def cyclotomic(n: int) -> list[int]:
    """Coefficients of Φ_n, lowest first: (x^n − 1) divided by Φ_d for all d | n, d < n."""
    top = [-1] + [0] * (n - 1) + [1]
    for d in range(1, n):
        if n % d == 0:
            low = cyclotomic(d)
            quotient = [0] * (len(top) - len(low) + 1)
            for k in range(len(quotient) - 1, -1, -1):
                c = quotient[k] = top[k + len(low) - 1]
                for j, b in enumerate(low):
                    top[k + j] -= c * b
            top = quotient
    return top


class Field:
    """One ring for one re-check. `signs`: factor → ±1; `nonzero`: factors known not to vanish."""

    def __init__(self, context: Context, rules: Mapping[str, Any], lattices: list[int]) -> None:
        self.context, self.rules = context, rules
        self.lattices = lattices
        self.roots, self.lattice, self.turns = lattices
        self.ring = Ring()
        self.memo: dict[Expr, Frac] = {}
        self.atoms: dict[Hashable, list[tuple[tuple[Frac, ...], int]]] = {}
        self.signs: dict[Key, int] = {}
        self.nonzero: set[Key] = set()
        self.facts: list[tuple[str, Frac]] = []
        self.arrays: dict[Expr, str] = {}

    def _refine(self, place: int, finer: int) -> None:
        if finer > 5040:
            raise Reject("too fine a lattice of exponents")
        self.lattices[place] = finer
        raise Refine

    # ---- generators --------------------------------------------------------------------------------

    def gen(self, key: Key, real: bool = True, sign: int = 0, bounded: bool = False) -> int:
        """sign: 2 positive, 1 nonnegative, 0 unknown; bounded: modulus 1."""
        return self.ring.generator(key, (real, sign, bounded))

    def is_real(self, p: Poly) -> bool:
        return all(self.ring.info[i][0] for m in p for i, _ in digits(m))

    def imaginary(self) -> Frac:
        return self.ring.power(self.zeta(), self.turns // 2)

    def zeta(self) -> Frac:
        """ζ = e^{iπ/turns}, modulo the cyclotomic polynomial of order 2·turns."""
        i = self.gen(("zeta",), False, 0, True)
        if i not in self.ring.relations:
            phi = cyclotomic(2 * self.turns)
            k = len(phi) - 1
            self.ring.relations[i] = (k, {j << WIDTH * i: -c for j, c in enumerate(phi[:-1]) if c})
        return self.ring.monomial(i)

    def letter(self, e: Expr) -> Frac:
        sign = 0
        if e.head == "sym" and self.context.role(e.value) == "size":
            sign = 2
        if e.head == "entry":
            sign = {"gt": 2, "ge": 1}.get(self.arrays.get(e.args[0], ""), 0)
        return self.ring.monomial(self.gen(("letter", alpha(e)), True, sign))

    # ---- factors -----------------------------------------------------------------------------------

    def factors(self, u: Frac) -> tuple[Fraction, list[tuple[Key, Fraction, bool]]]:
        """u = c·∏ f^e as (c, [(f, e, signed)]): unsigned ones stand for |f|^e."""
        ring = self.ring
        if not u.num:
            raise Reject("the factors of zero")
        if not all(self.is_real(p) for p in (u.num, *(ring.factors[i] for i in u.den))):
            if u.den:
                raise Reject("a sign, root or logarithm of a fraction with trigonometric parts")
            c = u.num[max(u.num)]
            whole = frozenset((m, exact(Fraction(k) / c)) for m, k in u.num.items())
            return Fraction(c), [(("whole", whole), Fraction(1), True)]
        c, shift, found = ring.factorize(u.num)
        merged: dict[Key, Fraction] = {("poly", i): Fraction(e) for i, e in found.items()}
        for i, e in u.den.items():
            merged[("poly", i)] = merged.get(("poly", i), Fraction(0)) - e
        items = [(k, e, True) for k, e in merged.items() if e]
        for i, e in digits(shift):
            key: Any = ring.keys[i]
            if key[0] == "root":
                items.append((key[1], Fraction(e, self.roots), False))
            else:
                items.append((("gen", i), Fraction(e), True))
        bare = {ring.keys[k[1]][1] for k, e, _ in items if k[0] == "gen" and ring.keys[k[1]][0] == "sign"}
        both = {k for k, e, signed in items if k in bare and e % 2 and signed}  # s_f·f = |f|
        drop = {("gen", ring.places["sign", k]) for k in both}
        return Fraction(c), [(k, e, signed and k not in both) for k, e, signed in items if k not in drop]

    def poly_of(self, key: Key) -> Poly:
        if key[0] == "gen":
            return {1 << WIDTH * key[1]: 1}
        if key[0] == "poly":
            return self.ring.factors[key[1]]
        return {0: key[1]} if key[0] == "int" else dict(key[1])

    def sign_frac(self, key: Key) -> Frac:
        """s_f: the known sign, else a generator with s² = 1."""
        known = self.factor_sign(key)
        if known:
            return self.ring.number(1 if known > 0 else -1)
        if key[0] == "gen" and self.ring.keys[key[1]][0] == "sign":
            return self.ring.monomial(key[1])
        i = self.gen(("sign", key), True, 0, True)
        self.ring.relations[i] = (2, {0: 1})
        return self.ring.monomial(i)

    def absolute_power(self, key: Key, e: Fraction) -> Frac:
        """|f|^e."""
        ring = self.ring
        if key[0] == "gen" and ring.keys[key[1]][0] == "exp":
            if e.denominator != 1:
                self._refine(1, self.lattice * e.denominator)
            return ring.monomial(key[1], int(e))
        steps = e * self.roots
        if steps.denominator != 1:
            self._refine(0, self.roots * steps.denominator)
        whole, rest = divmod(int(steps), self.roots)
        poly = self.poly_of(key)
        base = ring.mul(self.sign_frac(key), Frac(poly, {}, degree(poly)))
        result = ring.power(base, whole)
        if rest:
            i = self.gen(("root", key), True, 1)
            ring.relations[i] = (self.roots, base.num)
            result = ring.mul(result, ring.monomial(i, rest))
        return result

    def numeric(self, c: Fraction) -> list[tuple[Key, Fraction, bool]]:
        """|c| as primes."""
        if max(abs(c.numerator), c.denominator) >= 1 << 4096:
            raise Reject("the factors of a number of more than 4096 bits")
        above = [(("int", p), Fraction(e), True) for p, e in primes(abs(c.numerator)).items()]
        return above + [(("int", p), Fraction(-e), True) for p, e in primes(c.denominator).items()]

    # ---- signs -------------------------------------------------------------------------------------

    def factor_sign(self, key: Key) -> int:
        """±2 strictly, ±1 weakly, 0 unknown."""
        if key[0] == "int":
            return 2
        known = self.signs.get(key, 0)
        if not known:
            known = self.ring.info[key[1]][1] if key[0] == "gen" else self.poly_sign(self.poly_of(key))
        return (2 if known > 0 else -2) if known and key in self.nonzero else known

    def poly_sign(self, p: Poly) -> int:
        """The sign of a sum by the signs of its terms; terms of modulus one are bounded by coefficients."""
        for flip in (1, -1):
            strict, loose, constant, fine = False, Fraction(0), Fraction(0), True
            for m, c in p.items():
                kind = self._monomial_sign(m)
                if m == 0:
                    constant = Fraction(c * flip)
                elif kind and kind * c * flip > 0:
                    strict = strict or abs(kind) == 2
                elif all(self.ring.info[i][2] for i, _ in digits(m)):
                    loose += abs(c)
                else:
                    fine = False
                    break
            if fine and constant >= loose:
                return flip * (2 if strict or constant > loose else 1)
        return self._square_sign(p)

    def _monomial_sign(self, m: int) -> int:
        total = 2
        for i, e in digits(m):
            real, sign, _ = self.ring.info[i]
            known = self.signs.get(("gen", i), sign)
            if not real:
                return 0
            strict = abs(known) == 2 or ("gen", i) in self.nonzero or e < 0
            if e % 2 and not known:
                return 0
            flip = -1 if e % 2 and known < 0 else 1
            total = (1 if total > 0 else -1) * flip * (2 if strict and abs(total) == 2 else 1)
        return total

    def _square_sign(self, p: Poly) -> int:
        """a·t² + b·t + c with negative (or zero) discriminant, t a real monomial."""
        if len(p) != 3 or 0 not in p or not self.is_real(p):
            return 0
        low, high = sorted((m for m in p if m), key=lambda m: [abs(e) for _, e in digits(m)])
        if high != 2 * low:
            return 0
        gap = p[low] * p[low] - 4 * p[high] * p[0]
        flip = 1 if p[high] > 0 else -1
        return 0 if gap > 0 else flip * (2 if gap < 0 else 1)

    def sign(self, u: Frac, *, combine: bool = True) -> int:
        """±2, ±1 or 0 (unknown, or changing) for the value of u at every point of the domain."""
        if not u.num:
            return 0
        direct = self.poly_sign(u.num) if not u.den else 0
        if abs(direct) == 2:
            return direct
        try:
            c, items = self.factors(u)
        except Reject:
            return direct
        total = 2 if c > 0 else -2
        odd: list[Key] = []
        for key, e, signed in items:
            known = self.factor_sign(key)
            strict = abs(known) == 2 or key in self.nonzero or e < 0
            if signed and e % 2:
                if not known and combine:
                    known = self._deduced(key)
                    strict = strict or abs(known) == 2
                odd += [] if known else [key]
                total = -total if known < 0 else total
            total = total if strict else (total > 0) - (total < 0)
        if odd and combine:
            return self._by_fact(u, odd, total) or direct
        return direct if odd else total

    def _deduced(self, key: Key) -> int:
        """The sign of a factor that is a fact plus something of known sign; kept when found."""
        u = Frac(self.poly_of(key), {}, degree(self.poly_of(key)))
        known = next((s for s in (self._compare(u, f) for f in self.facts) if s), 0)
        if known:
            self._settle(key, 1 if known > 0 else -1)
            self.nonzero |= {key} if abs(known) == 2 else set()
        return known

    def _by_fact(self, u: Frac, odd: list[Key], total: int) -> int:
        """The sign by a fact about the same odd factors, or by u minus a fact."""
        for kind, v in self.facts:
            if kind == "ne":
                continue
            c, items = self.factors(v)
            flip = 1 if c > 0 else -1
            unknown = []
            for key, e, signed in items:
                known = self.factor_sign(key)
                if signed and e % 2:
                    flip = -flip if known < 0 else flip
                    unknown += [] if known else [key]
            if set(unknown) == set(odd):
                strict = kind == "gt" or all(k in self.nonzero for k in odd)
                return (1 if total > 0 else -1) * flip * (abs(total) if strict else 1)
        return next((s for s in (self._compare(u, f) for f in self.facts) if s), 0)

    def _compare(self, u: Frac, fact: tuple[str, Frac]) -> int:
        """u ≥ v > 0 or −u ≥ v > 0."""
        for flip, w in ((1, u), (-1, self.ring.neg(u))):
            gap = self.ring.sub(w, fact[1])
            sign = 1 if fact[0] != "ne" and self.ring.is_zero(gap) else self.sign(gap, combine=False)
            if fact[0] != "ne" and sign > 0:
                return flip * (2 if sign == 2 or fact[0] == "gt" else 1)
        return 0

    def learn(self, kind: str, u: Frac) -> bool:
        """Take u > 0, u ≥ 0 or u ≠ 0 as a fact; whether anything new was learned."""
        before = (len(self.signs), len(self.nonzero), len(self.facts))
        if not u.num:
            return False
        if (kind, u) not in self.facts:
            self.facts.append((kind, u))
        c, items = self.factors(u)
        if kind in ("gt", "ne"):
            self.nonzero.update(key for key, _, _ in items)
        odd = [key for key, e, signed in items if signed and e % 2]
        if kind == "ge" and any(e > 0 and key not in odd and abs(self.factor_sign(key)) < 2 and key not in self.nonzero for key, e, _ in items):
            return before != (len(self.signs), len(self.nonzero), len(self.facts))
        unknown = [key for key in odd if not self.factor_sign(key)]
        if kind != "ne" and len(unknown) == 1:
            flip = 1 if c > 0 else -1
            for key in odd:
                flip = -flip if self.factor_sign(key) < 0 else flip
            self._settle(unknown[0], flip)
        return before != (len(self.signs), len(self.nonzero), len(self.facts))

    def _settle(self, key: Key, flip: int) -> None:
        """From now on s_f = ±1."""
        self.signs[key] = flip
        place = self.ring.places.get(("sign", key))
        if place is not None:
            self.ring.relations[place] = (1, {0: flip})

    def holds(self, kind: str, u: Frac) -> bool:
        """Whether u > 0, u ≥ 0 or u ≠ 0 is certain."""
        if not u.num:
            return kind == "ge"
        known = self.sign(u)
        if kind == "ne" and abs(known) < 2:
            return all(self.factor_sign(k) in (2, -2) or k in self.nonzero for k, _, _ in self.factors(u)[1])
        return abs(known) == 2 if kind == "ne" else known >= (2 if kind == "gt" else 1)

    # ---- from trees --------------------------------------------------------------------------------

    def form(self, e: Expr) -> Frac:
        found = self.memo.get(e)
        if found is None:
            rule = self.rules.get(e.head)
            found = self.memo[e] = rule(self, e) if rule else self.opaque(e)
        return found

    def gap(self, relation: Expr) -> Frac:
        """The side that is the greater by the relation, minus the other."""
        a, b = relation.args
        return self.form(sub(b, a) if relation.head in ("lt", "le") else sub(a, b))

    def opaque(self, e: Expr) -> Frac:
        if e.head in RELATIONS or e.head in LOGIC or e.head in ("truth", "limit", "const", "defined"):
            raise Reject(f"{e.head} has no value here")
        named = e.args[:1] if e.head == "call" else ()
        args = tuple(self.form(a) for a in e.args[len(named) :])
        return self.atom((e.head, *named), args)

    def atom(self, head: tuple[Any, ...], args: tuple[Frac, ...], sign: int = 0) -> Frac:
        """The generator for a function of these arguments: the same for equal arguments."""
        ring = self.ring
        known = self.atoms.setdefault(head, [])
        for seen, i in known:
            if all(ring.is_zero(ring.sub(a, b)) for a, b in zip(args, seen, strict=True)):
                return ring.monomial(i)
            if head[0] in ODD and ring.is_zero(ring.add(args[0], seen[0])):
                return ring.neg(ring.monomial(i))
        i = self.gen(("fn", head, len(known)), True, sign)
        known.append((args, i))
        return ring.monomial(i)

    def exponential(self, u: Frac, unit: bool) -> Frac:
        """exp(u), or e^{iu}: a product over the terms of u; logarithms become powers."""
        ring = self.ring
        result = ring.number(1)
        if u.den:
            return self._fraction_exponential(u, unit)
        for m, c in u.num.items():
            gens = list(digits(m))
            key: Any = ring.keys[gens[0][0]] if len(gens) == 1 and gens[0][1] == 1 else ("",)
            if key[0] == "log" and not unit:
                part = self.absolute_power(key[1], Fraction(c))
            elif key[0] == "pi" and unit:
                part = self._turn(Fraction(c))
            else:
                real = not unit and self.is_real({m: 1})
                part = self._lattice(("unit" if unit else "exp", m), Fraction(c), real, unit and self.is_real({m: 1}))
            result = ring.mul(result, part)
        return result

    def _lattice(self, key: Key, c: Fraction, real: bool, bounded: bool) -> Frac:
        steps = c * self.lattice
        if steps.denominator != 1:
            self._refine(1, lcm(self.lattice, c.denominator))
        return self.ring.monomial(self.gen(key, real, 2 if real else 0, bounded), int(steps))

    def _turn(self, c: Fraction) -> Frac:
        """e^{iπc}."""
        if (c * self.turns).denominator != 1:
            self._refine(2, lcm(self.turns, c.denominator))
        return self.ring.power(self.zeta(), int(c * self.turns) % (2 * self.turns))

    def _fraction_exponential(self, u: Frac, unit: bool) -> Frac:
        """exp(q·b) for a fraction b met before (up to a rational factor), else a new generator."""
        ring = self.ring
        known = self.atoms.setdefault(("fraction", unit), [])
        for (b,), i in known:
            q = Fraction(u.num[max(u.num)]) / b.num[max(b.num)]
            if ring.is_zero(ring.sub(u, ring.mul(ring.number(q), b))):
                key: Any = ring.keys[i]
                return self._lattice(key, q, *self._kinds(u, unit))
        i = self.gen(("unit" if unit else "exp", "fraction", len(known)), self._kinds(u, unit)[0], 0)
        known.append(((u,), i))
        real, bounded = self._kinds(u, unit)
        ring.info[i] = (real, 2 if real else 0, bounded)
        return ring.monomial(i, self.lattice)

    def _kinds(self, u: Frac, unit: bool) -> tuple[bool, bool]:
        plain = self.is_real(u.num) and all(self.is_real(self.ring.factors[i]) for i in u.den)
        return (plain and not unit, plain and unit)

    def logarithm(self, u: Frac) -> Frac:
        """log|u|."""
        ring = self.ring
        c, items = self.factors(u)
        total = ring.number(0)
        for key, e, _ in [*self.numeric(c), *items]:
            name: Any = ring.keys[key[1]] if key[0] == "gen" else ("",)
            if name[0] == "sign":
                continue
            if name[0] == "exp":
                inner = self._exponent(key[1])
            else:
                inner = ring.monomial(self.gen(("log", key), True, 2 if key[0] == "int" else 0))
            total = ring.add(total, ring.mul(ring.number(e), inner))
        return total

    def _exponent(self, i: int) -> Frac:
        """log of an exp generator."""
        key: Any = self.ring.keys[i]
        step = Fraction(1, self.lattice)
        if key[1] == "fraction":
            return self.ring.mul(self.ring.number(step), self.atoms["fraction", False][key[2]][0][0])
        return Frac({key[1]: exact(step)}, {}, sum(abs(e) for _, e in digits(key[1])))

    def real_power(self, u: Frac, q: Fraction) -> Frac:
        """|u|^q."""
        result = self.ring.number(1)
        if not u.num:
            return self.ring.number(0 if q else 1)
        c, items = self.factors(u)
        for key, e, _ in [*self.numeric(c), *items]:
            if key[0] == "gen" and self.ring.keys[key[1]][0] == "sign":
                continue
            result = self.ring.mul(result, self.absolute_power(key, e * q))
        return result

    def sign_of(self, u: Frac) -> Frac:
        """The product of the signs of the factors; right wherever u ≠ 0."""
        c, items = self.factors(u)
        result = self.ring.number(1 if c > 0 else -1)
        for key, e, signed in items:
            if signed and e % 2:
                result = self.ring.mul(result, self.sign_frac(key))
        return result
