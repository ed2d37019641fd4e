"""Values modulo a random prime p of 190 bits, at several random points at once.

Every rewrite is true at each real point at which the tree has a value:
    e^u = ∏ |f|^q for u = Σ q·log|f|, q rational     log|u| = Σ q·log|f| for |u| = ∏ |f|^q
    |f|^(k/K) = r^k, r^K = ±f (all roots of the fibre are tried)     cos, sin through z = e^{iu}
A linear or multiplicative relation is found by linear algebra on residues and checked at further points.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import gcd
from typing import Any

from derive.engine.kernel.factors import Factor, Factors, Powers
from derive.engine.kernel.gamma import GAMMA, shifted
from derive.engine.kernel.plan import Plan, Work
from derive.engine.kernel.primes import (
    Vector,
    combine,
    of_order,
    power,
    random_prime,
    rational,
)
from derive.engine.kernel.spans import MANY, Span
from derive.engine.kernel.unfold import VALUE_OF, Reject
from derive.expressions.expr import Expr
from derive.notation.context import Context

MOST_BLOCKS = 9  # of the branches of roots and signs, for a first look
ODD = frozenset("atan asin erf value_of_erfi value_of_erfinv value_of_fresnels value_of_fresnelc".split())


class Run(Factors):
    """`value(tree)`: residues at all points. `sign` and `split` come from the domain (see signs.py).

    There are `plan.groups` random points; each root taken multiplies them by its fibre. A vector that is free
    of the later roots is kept short: it is periodic."""

    def __init__(self, plan: Plan, context: Context) -> None:
        self.plan, self.context = plan, context
        turns = plan.turns if plan.trig else 1
        self.p, self.width = random_prime(plan.roots, turns, tuple(plan.small), plan.attempt)
        self.choices = gcd(plan.roots, self.p - 1)
        Work.spend(8 * plan.groups)
        self.alive = list(range(plan.groups))
        self.letters: dict[Any, Vector] = {}
        self.used_signs = self.suspecting = False
        self.forget()

    def forget(self) -> None:
        """Begin anew at the same points."""
        self.size = 1
        self.memo: dict[Expr, Vector] = {}
        self.factors: list[Factor] = []
        self.relations: dict[int, tuple[Factor, int, tuple[Fraction, Powers] | None]] = {}
        self.units: list[tuple[Vector, Vector]] = []
        self.atoms: dict[str, list[tuple[list[Vector], Vector]]] = {}
        self.spans: dict[str, tuple[Any, Span]] = {}

    def chosen(self, e: Expr) -> Expr | int | Fraction:
        """The branch of a case distinction that is taken here, or the value of a truth."""
        raise NotImplementedError

    # ---- exponents ---------------------------------------------------------------------------------

    def exponent(self, u: Vector) -> Powers:
        """e^u = ∏ |f|^q: u as a rational combination of the logarithms met so far, or a new generator."""
        known = [j for j, f in enumerate(self.factors) if f.log is not None]
        found = self._combination([self.factors[j].log or [] for j in known], u, "logarithms")
        if found is not None:
            return {j: q for j, q in zip(known, found, strict=True) if q}
        n = Fraction(self.plan.lattice)
        tau = self.random(("exp", len(self.factors)))
        self.factors.append(Factor(tau, log=self.scale(1 / n, u), exponential=True))
        return {len(self.factors) - 1: n}

    def _combination(self, basis: list[Vector], u: Vector, name: str = "") -> list[Fraction] | None:
        """u by vectors of the basis, with rational coefficients; `name`: a basis that only grows."""
        if self.zero(u):
            return [Fraction(0)] * len(basis)
        many = MANY <= len(basis) <= len(self.alive) - 2
        if name and many and self.span(name, basis).excludes(u):
            return None
        for k, b in enumerate(basis):
            if (c := self.ratio(u, b)) is not None:
                return [c if i == k else Fraction(0) for i in range(len(basis))]
        if len(basis) < 2:
            return None
        if len(self.alive) < len(basis) + 2:
            self.plan.change(groups=2 * self.plan.groups)
        *even, last = self.even(*basis, u)
        blocks = len(last) // self.plan.groups
        starts = range(0, blocks, max(1, blocks // MOST_BLOCKS))
        rows = [k + at * self.plan.groups for at in starts for k in self.alive[: len(basis) + 2]]
        found = combine([[b[k] for k in rows] for b in even], [last[k] for k in rows], self.p)
        numbers = [rational(c, self.p) for c in found or [0]]
        if found is None or not any(numbers) or None in numbers:
            return None
        total = self.constant(Fraction(0))
        for a, b in zip(found, basis, strict=True):
            total = self.plus(total, b, a) if a else total
        return numbers if self.same(total, u) else None  # type: ignore[return-value]

    def span(self, name: str, basis: Sequence[Vector]) -> Span:
        alive, found = self.spans.get(name, (None, None))
        if found is None or alive is not self.alive or len(found.rows) < len(basis) + 2:
            found = Span(self.p, self.alive[: 2 * len(basis) + MANY])
            self.spans[name] = self.alive, found
        for b in basis:
            if id(b) not in found.met:
                found.add(b)
        return found

    def logarithm(self, powers: Powers) -> Vector:
        total = self.constant(Fraction(0))
        for j, q in powers.items():
            f = self.factors[j]
            if f.log is None:
                name = ("log of a prime", f.prime) if f.prime else ("log", j)
                f.log = self.log_of_product(f.tree) or self.random(name)
            total = self.plus(total, self.scale(q, f.log))
        return total

    def log_of_product(self, e: Expr | None) -> Vector | None:
        """log|∏ f| as a sum, where e is such a product (see series.py)."""
        return None

    def unit(self, u: Vector) -> Vector:
        """e^{iu}: rational multiples of π are roots of unity."""
        plan = self.plan
        if not plan.trig:
            plan.change(trig=True)
        if not self.units:
            h = of_order(2 * plan.turns, self.p)
            self.units.append((self.scale(Fraction(1, plan.turns), self.random("pi")), [h] * plan.groups))
        found = self._combination([b for b, _ in self.units], u, "angles")
        if found is None:
            self.units.append(
                (self.scale(Fraction(1, plan.lattice), u), self.random(("unit", len(self.units))))
            )
            return self.raised(self.units[-1][1], plan.lattice)
        total = self.one
        for k, (q, (_, z)) in enumerate(zip(found, self.units, strict=True)):
            if q.denominator != 1:
                name = "lattice" if k else "turns"
                plan.change(**{name: getattr(plan, name) * q.denominator})
            total = self.times(total, self.raised(z, int(q))) if q else total
        return total

    def angle_known(self, u: Vector) -> bool:
        return self._combination([b for b, _ in self.units], u) is not None

    def imaginary(self) -> Vector:
        self.unit(self.constant(Fraction(0)))
        return self.raised(self.units[0][1], self.plan.turns // 2)

    def root_in_units(self, q: int) -> Vector | None:
        """√2 = ζ₈ + ζ₈⁻¹; Σ (k/q) ζ_q^k is √q for q = 1 mod 4 and i√q for q = 3 mod 4."""
        order = 2 * self.plan.turns if self.plan.trig else 1
        if not 1 < q < 100 or order % (8 if q == 2 else q if q % 4 == 1 else 4 * q):
            return None
        self.unit(self.constant(Fraction(0)))
        z = self.units[0][1][0]
        if q == 2:
            total = power(z, order // 8, self.p) + power(z, 7 * order // 8, self.p)
        else:
            squares = {k * k % q for k in range(1, q)}
            terms = ((1 if k in squares else -1) * power(z, k * order // q, self.p) for k in range(1, q))
            total = sum(terms) * (1 if q % 4 == 1 else power(z, 3 * order // 4, self.p))
        return [total % self.p] * self.plan.groups

    def atom(self, head: str, args: list[Vector]) -> Vector:
        """An opaque function: the same value for the same arguments."""
        known = self.atoms.setdefault(head, [])
        for others, v in known:
            if all(self.same(a, b) for a, b in zip(args, others, strict=True)):
                return v
            if head in ODD and self.same([-a % self.p for a in args[0]], others[0]):
                return [-x % self.p for x in v]
            found: Vector | None = shifted(self, args[0], others[0], v) if head == GAMMA else None
            if found is not None:
                return found
        known.append((args, self.random((head, len(known)))))
        return known[-1][1]

    # ---- from trees --------------------------------------------------------------------------------

    def value(self, e: Expr) -> Vector:
        found = self.memo.get(e)
        if found is None:
            rule = RULES.get(VALUE_OF if e.head.startswith(VALUE_OF) and e.head not in RULES else e.head)
            if rule is None:
                raise Reject(f"{e.head} has no place in the field")
            found = self.memo[e] = rule(self, e)
        return found


RULES: dict[str, Callable[[Any, Expr], Vector]] = {}  # filled by values.py
