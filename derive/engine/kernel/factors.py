"""|u| as a product of powers: factors found in the tree, or by characters of a small order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from derive.engine.kernel.plan import Work
from derive.engine.kernel.primes import (
    ELL,
    Vector,
    combine_characters,
    discrete_logs,
    of_order,
    power,
    prime_factors,
    rational,
    roots_of,
)
from derive.engine.kernel.unfold import Reject, exact
from derive.engine.kernel.vectors import Vectors
from derive.expressions.expr import Expr, kinds, number_value

LETTERS = kinds("sym", "idx", "entry", "call", "sum", "prod")
Powers = dict[int, Fraction]  # ∏ |factor|^exponent


@dataclass
class Factor:
    """|f|, with log|f| and a K-th root once they are asked for; `exponential`: only lattice powers."""

    vector: Vector
    tree: Expr | None = None
    log: Vector | None = None
    root: Vector | None = None
    prime: int = 0
    exponential: bool = False
    characters: dict[int, int] = field(default_factory=dict)


class Factors(Vectors):
    """The factors met so far; what they are in a field is the run's."""

    factors: list[Factor]
    relations: dict[int, tuple[Factor, int, tuple[Fraction, Powers] | None]]
    choices: int
    size: int

    def value(self, e: Expr) -> Vector:
        raise NotImplementedError

    def exponent(self, u: Vector) -> Powers:
        raise NotImplementedError

    def sign_of(self, e: Expr) -> int:
        """±1 for a tree that keeps its sign here (it may touch zero)."""
        raise NotImplementedError

    def root_in_units(self, q: int) -> Vector | None:
        """√q by the roots of unity of the run, where they have one."""
        raise NotImplementedError

    def may_vanish(self, e: Expr) -> bool:
        """Whether e may be zero here."""
        raise NotImplementedError

    def magnitude(self, e: Expr) -> Powers:
        """|e| = ∏ |f|^q."""
        number = number_value(e)
        if number is not None:
            return self.numeric(number)
        if e.head in ("neg", "abs", "where"):
            return self.magnitude(e.args[0])
        if e.head == "exp" or (e.head == "const" and e.value == "e"):
            return self.exponent(self.value(e.args[0]) if e.args else self.one)
        if e.head in ("mul", "div"):
            powers = [self.magnitude(a) for a in e.args]
            return merged((q, 1 if e.head == "mul" or not k else -1) for k, q in enumerate(powers))
        q = Fraction(1, 2) if e.head == "sqrt" else exact(e.args[1]) if e.head == "pow" else None
        if q is not None:
            return merged([(self.magnitude(e.args[0]), q)])
        return self.atomic(self.value(e), e)

    def numeric(self, c: Fraction) -> Powers:
        out: Powers = {}
        if not c or max(abs(c.numerator), c.denominator) >= 1 << 4096:
            raise Reject("the factors of zero, or of a number of more than 4096 bits")
        for n, sign in ((abs(c.numerator), 1), (c.denominator, -1)):
            for q, e in prime_factors(n).items():
                j = next((j for j, f in enumerate(self.factors) if f.prime == q), len(self.factors))
                if j == len(self.factors):
                    self.factors.append(Factor(self.constant(Fraction(q)), prime=q))
                out[j] = out.get(j, Fraction(0)) + sign * e
        return out

    def atomic(self, v: Vector, e: Expr | None) -> Powers:
        """|v| by the factors met so far, else a new one."""
        c = self.ratio(v, self.one)
        if c is not None:
            return self.numeric(c)
        if self.zero(v):
            raise Reject("a root, power or logarithm of zero")
        number = e is not None and not e.kinds & LETTERS
        for j, f in enumerate(self.factors):
            if not f.prime and (c := self.ratio(v, f.vector)) is not None:
                return merged([(self.numeric(c), 1), ({j: Fraction(1)}, 1)])
            if not f.prime and (c := self.product(v, f.vector)) is not None:
                return merged([(self.numeric(c), 1), ({j: Fraction(-1)}, 1)])
            if number and not f.prime and (c := self.ratio(v, self.times(f.vector, f.vector))) is not None:
                return merged([(self.numeric(c), 1), ({j: Fraction(2)}, 1)])
        found = self.related(v) if self.plan.thorough else None
        if found is None:
            self.factors.append(Factor(v, e))
            return {len(self.factors) - 1: Fraction(1)}
        c, powers = found
        return merged([(self.numeric(abs(c)), 1), (powers, 1)])

    def related(self, v: Vector) -> tuple[Fraction, Powers] | None:
        """(c, powers) with v = c·∏ f^e; no factor with e < 0 may vanish."""
        target, met, found = self.relations.get(id(v), (Factor(v), -1, None))
        if found is None and met < len(self.factors):
            found = self._related(target)
            self.relations[id(v)] = (target, len(self.factors), found)
        for j, q in found[1].items() if found else ():
            tree = self.factors[j].tree
            if q < 0 and tree is not None and self.may_vanish(tree):
                return None
        return found

    def _related(self, target: Factor) -> tuple[Fraction, Powers] | None:
        """Exponents by characters of order ELL, checked on the residues."""
        known = [j for j, f in enumerate(self.factors) if not f.prime]
        if len(self.alive) < len(known) + 4:
            self.plan.change(groups=2 * self.plan.groups)
        if not known:
            return None
        rows = self.alive[: len(known) + 4]
        columns = [self.characters(self.factors[j], rows) for j in known]
        found = combine_characters([[1] * len(rows), *columns], self.characters(target, rows))
        exponents = [rational(c, ELL, 20) for c in (found or [])[1:]]
        if found is None or None in exponents:
            return None
        powers = {j: q for j, q in zip(known, exponents, strict=True) if q}
        product = self.one
        for j, q in powers.items():
            f, steps = self.factors[j], q * self.plan.roots
            if q.denominator > 1 and (f.root is None or steps.denominator > 1):
                return None
            part = self.raised(f.vector, int(q)) if q.denominator == 1 else self._absolute(f, q)
            product = self.times(product, part)
        c = self.ratio(target.vector, product)
        return None if c is None else (c, powers)

    def characters(self, f: Factor, rows: Sequence[int]) -> Vector:
        n, table = (self.p - 1) // ELL, discrete_logs(self.p)[1]
        for k in rows:
            if k not in f.characters:
                Work.spend(8)
                f.characters[k] = table.get(power(f.vector[k], n, self.p), 0)
        return [f.characters[k] for k in rows]

    def absolute(self, powers: Powers) -> Vector:
        """∏ |f|^q."""
        total = self.one
        for j, q in powers.items():
            if q:
                total = self.times(total, self._absolute(self.factors[j], q))
        return total

    def _absolute(self, f: Factor, q: Fraction) -> Vector:
        if f.exponential:
            if q.denominator != 1:
                self.plan.change(lattice=self.plan.lattice * q.denominator)
            return self.raised(f.vector, int(q))
        steps = q * self.plan.roots
        if steps.denominator != 1:
            self.plan.change(roots=self.plan.roots * steps.denominator)
        whole, rest = divmod(int(steps), self.plan.roots)
        if not rest and not whole % 2:
            return self.raised(f.vector, whole)
        if 2 * rest == self.plan.roots and (half := self.root_in_units(f.prime)) is not None:
            return self.times(self.raised(f.vector, whole), half)
        s = 1 if f.tree is None else self.sign_of(f.tree)
        base = self.scale(Fraction(s), f.vector)
        return (
            self.times(self.raised(base, whole), self.raised(self._root(f, base, s), rest))
            if rest
            else self.raised(base, whole)
        )

    def _root(self, f: Factor, base: Vector, s: int) -> Vector:
        """r with r^K = ±f: where there is none the point is given up; each group has the whole fibre."""
        if f.root is not None:
            return f.root
        p, plan = self.p, self.plan
        if self.choices > 1:
            if f.prime and f.prime not in plan.small:
                plan.change(small=[*plan.small, f.prime])
            if f.tree in self.letters and f.tree not in plan.rooted:
                plan.change(rooted={**plan.rooted, f.tree: s})
        groups, length = plan.groups, plan.groups * self.size
        Work.spend(16 * len(base))
        roots = roots_of(dict.fromkeys(x for _, x in self.live(base)), p, self.width, plan.roots)
        self.kill([k for k, x in self.live(base) if roots[x] is None])
        alive = set(self.alive)
        main = [(roots[x] or 0) if k % groups in alive else 0 for k, x in enumerate(base)]
        if self.choices > 1:
            if length * self.choices > 20_000:
                raise Reject("too many roots at once")
            g = of_order(self.choices, p)
            main *= length // len(main)
            main = [x * turn % p for turn in (power(g, k, p) for k in range(self.choices)) for x in main]
            self.size *= self.choices
        f.root = main
        return main


def merged(parts: Iterable[tuple[Powers, int | Fraction]]) -> Powers:
    out: Powers = {}
    for powers, c in parts:
        for j, q in powers.items():
            out[j] = out.get(j, Fraction(0)) + q * c
    return {j: q for j, q in out.items() if q}
