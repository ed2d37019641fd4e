"""Values modulo a random prime p of 190 bits, at several random points at once.

Every rewrite is true at each real point at which the tree has a value:
    e^u = ∏ |f|^q for u = Σ q·log|f|, q rational     log|u| = Σ q·log|f| for |u| = ∏ |f|^q
    |f|^(k/K) = r^k, r^K = ±f (all roots of the fibre are tried)     cos, sin through z = e^{iu}
A linear or multiplicative relation is found by linear algebra on residues and checked at further points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from math import gcd, lcm
from random import Random
from typing import Any

from flint import fmpz, fmpz_mod_ctx, fmpz_mod_mat, nmod_mat

from derive.engine.kernel.points import Point
from derive.engine.kernel.unfold import VALUE_OF, Reject
from derive.expressions.build import ONE, PI
from derive.expressions.expr import Expr, kinds, node, number_value, postorder
from derive.notation.context import Context

BITS, ELL, HEIGHT = 190, 1009, 1 << 40
MANY = 8  # vectors, for which it pays to keep an echelon form
MOST_DRAWS = 6_000
MOST_WORK = 3_000_000
RANDOM = Random(0)  # seeded by each seal, so that a verdict does not change from run to run
ODD = frozenset({"atan", "asin", "erf"})
ANGLES = {
    "asin": {Fraction(k, 4): Fraction(1, n) for k, n in ((1, 6), (2, 4), (3, 3), (4, 2))},
    "atan": {Fraction(k): Fraction(1, n) for k, n in ((Fraction(1, 3), 6), (1, 4), (3, 3))},
}
RATIONAL = frozenset({"add", "mul", "neg", "div", "pow", "where", "held"})
ROOTS, WAVES = kinds("sqrt", "pow"), kinds("sin", "cos", "tan")
HALF = Fraction(1, 2)
Vector = list[int]
Powers = dict[int, Fraction]  # ∏ |factor|^exponent


class Restart(Exception):
    """The plan was changed."""


@dataclass
class Plan:
    """What a run is laid out for; a run that finds it too small raises Restart."""

    groups: int = 4
    lattice: int = 1
    roots: int = 1
    turns: int = 2
    trig: bool = False
    thorough: bool = False
    attempt: int = 0
    small: list[int] = field(default_factory=list)  # primes that need a root
    rooted: dict[Expr, int] = field(default_factory=dict)  # letters that need one, with their signs

    @classmethod
    def of(cls, *trees: Expr) -> Plan:
        """As the roots and waves in the trees let one expect."""
        roots, rooted = 1, dict[Expr, None]()
        bits = 0
        for tree in trees:
            bits |= tree.kinds
        for e in postorder(*trees) if bits & ROOTS else ():
            q = HALF if e.head == "sqrt" else exact(e.args[1]) if e.head == "pow" else None
            if q is not None and q.denominator > 1:
                roots = lcm(roots, q.denominator)
                rooted.setdefault(e.args[0])
        return cls(groups=4 << min(len(rooted), 3), roots=min(roots, 64), trig=bool(bits & WAVES))

    def change(self, **new: Any) -> None:
        for name, value in new.items():
            setattr(self, name, value)
        if max(self.groups, self.lattice, self.roots, self.turns) > 6000 or self.attempt > 12:
            raise Reject("the certificate needs more points, roots or finer lattices than are tried")
        raise Restart


class Work:
    """How many residues one re-check may still compute."""

    left = MOST_WORK

    @classmethod
    def begin(cls, seed: str) -> None:
        cls.left = MOST_WORK
        RANDOM.seed(seed)

    @classmethod
    def spend(cls, count: int) -> None:
        cls.left -= count
        if cls.left < 0:
            raise Reject("the re-check is over the kernel's budget")


def part(n: int, m: int) -> int:
    """The greatest divisor of n made of primes of m."""
    found = 1
    while (g := gcd(n // found, m)) > 1:
        found *= g
    return found


@lru_cache(maxsize=256)
def random_prime(roots: int, turns: int, small: tuple[int, ...], attempt: int) -> tuple[int, int]:
    """(p, W): p = 1 mod 2·turns, W the greatest divisor of p − 1 made of primes of `roots`; each of the
    numbers `small` has a root of order `roots`."""
    step = lcm(ELL, 2 * turns, part(roots, 2))
    step = lcm(step, part(roots, step))
    draw = Random(f"{roots} {turns} {small} {attempt}")
    missed = 0
    for _ in range(MOST_DRAWS):
        p = draw.getrandbits(BITS) // step * step + 1
        if not fmpz(p).is_probable_prime():
            continue
        common = gcd(roots, p - 1)
        width, widest = part(p - 1, common), part(step, common) * (1 if missed < 3 else 64)
        if width > widest:
            continue
        if all(power(q, (p - 1) // common, p) == 1 for q in small):
            return p, width
        missed += 1
    raise Reject("no prime was found with the roots that are needed")


def power(a: int, n: int, p: int) -> int:
    return int(pow(fmpz(a), n, p))


def inverted(a: int, p: int) -> int:
    """1/a mod p."""
    return int(pow(fmpz(a), -1, p))


def rational(c: int, p: int, height: int = HEIGHT) -> Fraction | None:
    """The fraction of small height that is c mod p."""
    a, b, x, y = p, c % p, 0, 1
    while b > height:
        q = a // b
        a, b, x, y = b, a - q * b, y, x - q * y
    return Fraction(b, y) if 0 < abs(y) <= height else None


def combine(columns: Sequence[Vector], target: Vector, p: int) -> Vector | None:
    """c with Σ c_j·columns_j = target mod p, None where there is none."""
    rows, width = list(zip(*columns, target, strict=True)), len(columns) + 1
    entries = [x for row in rows for x in row]
    reduced, rank = fmpz_mod_mat(len(rows), width, entries, field_of(p)).rref()
    return solution(reduced, rank, width)


@lru_cache(maxsize=64)
def field_of(p: int) -> fmpz_mod_ctx:
    return fmpz_mod_ctx(p)


def solution(reduced: Any, rank: int, width: int) -> Vector | None:
    """What a reduced system says of its unknowns, free ones put as 0; the last column is the right side."""
    found = [0] * (width - 1)
    for i in range(rank):
        lead = next(j for j in range(i, width) if reduced[i, j])
        if lead == width - 1:
            return None
        found[lead] = int(reduced[i, width - 1])
    return found


def combine_characters(columns: Sequence[Vector], target: Vector) -> Vector | None:
    """The same modulo ELL."""
    rows, width = list(zip(*columns, target, strict=True)), len(columns) + 1
    reduced, rank = nmod_mat(len(rows), width, [x for row in rows for x in row], ELL).rref()
    return solution(reduced, rank, width)


@lru_cache(maxsize=8)
def discrete_logs(p: int) -> tuple[int, dict[int, int]]:
    """The characters of order ELL: a generator's powers."""
    g = next(h for a in range(2, 99) if (h := power(a, (p - 1) // ELL, p)) != 1)
    table, x = {}, 1
    for k in range(ELL):
        table[x], x = k, x * g % p
    return g, table


@lru_cache(maxsize=1024)
def prime_factors(n: int) -> dict[int, int]:
    """n by trial division; what is left beyond 10^5 counts as one prime (true either way)."""
    if n < 1 << 64:
        return {int(q): int(e) for q, e in fmpz(n).factor()}
    found: dict[int, int] = {}
    q = 2
    while q * q <= n and q < 100_000:
        while n % q == 0:
            found[q] = found.get(q, 0) + 1
            n //= q
        q += 1 if q == 2 else 2
    return found if n == 1 else {**found, n: found.get(n, 0) + 1}


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


class Span:
    """Vectors in reduced echelon form over some rows modulo p: tells what is no combination of them at the
    price of a few products."""

    def __init__(self, p: int, rows: Sequence[int]) -> None:
        self.p, self.rows = p, rows
        self.met: set[int] = set()  # the vectors by their identity
        self.pivots: dict[int, Vector] = {}
        self.free = list(range(len(rows)))

    def add(self, v: Vector) -> None:
        self.met.add(id(v))
        p, x = self.p, [v[k] for k in self.rows]
        for pivot, w in self.pivots.items():
            if c := x[pivot]:
                x = [(a - c * b) % p for a, b in zip(x, w, strict=True)]
        lead = next((k for k in self.free if x[k]), None)
        if lead is None:
            return
        c = inverted(x[lead], p)
        x = [a * c % p for a in x]
        for pivot, w in self.pivots.items():
            if c := w[lead]:
                self.pivots[pivot] = [(a - c * b) % p for a, b in zip(w, x, strict=True)]
        self.pivots[lead] = x
        self.free.remove(lead)

    def excludes(self, v: Vector) -> bool:
        """Whether v is certainly no combination, by two further rows."""
        at = [(v[self.rows[pivot]], w) for pivot, w in self.pivots.items()]
        return any((v[self.rows[k]] - sum(c * w[k] for c, w in at)) % self.p for k in self.free[:2])


class Run:
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
        self.used_signs = False
        self.forget()

    def forget(self) -> None:
        """Begin anew at the same points."""
        self.size = 1
        self.memo: dict[tuple[Expr, bool], Vector] = {}
        self.factors: list[Factor] = []
        self.relations: dict[int, tuple[Factor, int, tuple[Fraction, Powers] | None]] = {}
        self.units: list[tuple[Vector, Vector]] = []
        self.atoms: dict[str, list[tuple[list[Vector], Vector]]] = {}
        self.spans: dict[str, tuple[Any, Span]] = {}

    def sign_of(self, e: Expr) -> int:
        """±1 for a tree that keeps its sign here (it may touch zero)."""
        raise NotImplementedError

    def parity(self, e: Expr) -> int | None:
        """0 or 1 for an even or odd integer."""
        raise NotImplementedError

    def may_vanish(self, e: Expr) -> bool:
        """Whether e may be zero here."""
        raise NotImplementedError

    def chosen(self, e: Expr) -> Expr | int | Fraction:
        """The branch of a case distinction that is taken here, or the value of a truth."""
        raise NotImplementedError

    # ---- vectors -----------------------------------------------------------------------------------

    def constant(self, c: Fraction) -> Vector:
        p = self.p
        if c.denominator % p == 0:
            self.plan.change(attempt=self.plan.attempt + 1)
        value = c.numerator % p if c.denominator == 1 else c.numerator * inverted(c.denominator, p) % p
        return [value] * self.plan.groups

    def random(self, key: Any) -> Vector:
        """A random value in each group of points."""
        if key not in self.letters:
            values = [RANDOM.randrange(1, self.p) for _ in range(self.plan.groups)]
            if s := self.plan.rooted.get(key):
                values = [s * power(x, self.width, self.p) % self.p for x in values]
            self.letters[key] = values
        return self.letters[key]

    def kill(self, bad: Iterable[int]) -> None:
        """Points where something has no value are given up, with all others of their groups."""
        before, dead = len(self.alive), {k % self.plan.groups for k in bad}
        self.alive = [k for k in self.alive if k not in dead]
        if len(self.alive) < 2 and (self.alive or before < 8):
            self.plan.change(groups=self.plan.groups * 2)
        if not self.alive:
            self.plan.change(attempt=self.plan.attempt + 1)  # not by chance: another prime

    def live(self, *vectors: Vector) -> Iterator[tuple[int, ...]]:
        """(point, values there) for the points that are not given up."""
        groups, even = self.plan.groups, self.even(*vectors)
        rows = enumerate(zip(*even, strict=True))
        if len(self.alive) == groups:
            return ((k, *values) for k, values in rows)
        alive = set(self.alive)
        return ((k, *values) for k, values in rows if k % groups in alive)

    def even(self, *vectors: Vector) -> Sequence[Vector]:
        """All of one length."""
        most = max(map(len, vectors))
        return [v if len(v) == most else v * (most // len(v)) for v in vectors]

    def inverse(self, v: Vector) -> Vector:
        """1/v by one inversion. At a random point v is not zero, unless it is zero on a branch of a root."""
        p, total, partial = self.p, 1, []
        if not all(v) and not all(x for _, x in self.live(v)):
            raise Reject("a denominator is zero on a branch, or everywhere")
        for x in v:
            partial.append(total)
            total = total * (x or 1) % p
        total = inverted(total, p)
        out = [0] * len(v)
        for k in range(len(v) - 1, -1, -1):
            out[k] = partial[k] * total % p
            total = total * (v[k] or 1) % p
        return out

    def times(self, u: Vector, v: Vector) -> Vector:
        p = self.p
        if len(u) != len(v):
            u, v = self.even(u, v)
        Work.spend(len(u))
        return [a * b % p for a, b in zip(u, v, strict=True)]

    def plus(self, u: Vector, v: Vector, c: int = 1) -> Vector:
        """u + c·v for a number c."""
        p = self.p
        if len(u) != len(v):
            u, v = self.even(u, v)
        return [(a + c * b) % p for a, b in zip(u, v, strict=True)]

    def scale(self, c: Fraction, v: Vector) -> Vector:
        return self.times(self.constant(c), v)

    def raised(self, v: Vector, n: int) -> Vector:
        if n == 1:
            return v
        Work.spend(8 * len(v))
        if abs(n) >> 64:
            raise Reject("a degree beyond 2^64")
        if n < 0:
            v, n = self.inverse(v), -n
        p = self.p
        return [pow(x, n, p) for x in v] if n < 64 else [power(x, n, p) for x in v]

    def zero(self, v: Vector) -> bool:
        return not any(v) or not any(x for _, x in self.live(v))

    def same(self, u: Vector, v: Vector) -> bool:
        return u is v or all(a == b for _, a, b in self.live(u, v))

    def ratio(self, u: Vector, v: Vector) -> Fraction | None:
        """The rational number u/v, if it is one."""
        (j, k), p = self.alive[:2], self.p
        x, y = u[k], v[k]
        if not x or not y or (u[j] * y - x * v[j]) % p:
            return None
        if any((a * y - x * b) % p for _, a, b in self.live(u, v)):
            return None
        Work.spend(max(len(u), len(v)))
        return rational(x * inverted(y, p), p)

    def offset(self, u: Vector, v: Vector, t: int) -> Fraction | None:
        """The rational number u − t·v, if it is one."""
        (j, k), p = self.alive[:2], self.p
        c = (u[k] - t * v[k]) % p
        if (u[j] - t * v[j] - c) % p or any((a - t * b - c) % p for _, a, b in self.live(u, v)):
            return None
        return rational(c, p)

    # ---- |u| as a product --------------------------------------------------------------------------

    def magnitude(self, e: Expr) -> Powers:
        """|e| = ∏ |f|^q."""
        number = number_value(e)
        if number is not None:
            return self.numeric(number)
        if e.head in ("neg", "abs", "where"):
            return self.magnitude(e.args[0])
        if e.head == "exp" or (e.head == "const" and e.value == "e"):
            return self.exponent(self.value(e.args[0], False) if e.args else self.constant(Fraction(1)))
        if e.head in ("mul", "div"):
            powers = [self.magnitude(a) for a in e.args]
            return merged((q, 1 if e.head == "mul" or not k else -1) for k, q in enumerate(powers))
        q = Fraction(1, 2) if e.head == "sqrt" else exact(e.args[1]) if e.head == "pow" else None
        if q is not None:
            return merged([(self.magnitude(e.args[0]), q)])
        return self.atomic(self.value(e, False), e)

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
        c = self.ratio(v, self.constant(Fraction(1)))
        if c is not None:
            return self.numeric(c)
        if self.zero(v):
            raise Reject("a root, power or logarithm of zero")
        for j, f in enumerate(self.factors):
            if not f.prime and (c := self.ratio(v, f.vector)) is not None:
                return merged([(self.numeric(c), 1), ({j: Fraction(1)}, 1)])
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
        product = self.constant(Fraction(1))
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
        total = self.constant(Fraction(1))
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
        roots = self._roots(dict.fromkeys(x for _, x in self.live(base)))
        self.kill([k for k, x in self.live(base) if roots[x] is None])
        alive = set(self.alive)
        main = [(roots[x] or 0) if k % groups in alive else 0 for k, x in enumerate(base)]
        if self.choices > 1:
            if length * self.choices > 20_000:
                raise Reject("too many roots at once")
            g = self._of_order(self.choices)
            main *= length // len(main)
            main = [x * turn % p for turn in (power(g, k, p) for k in range(self.choices)) for x in main]
            self.size *= self.choices
        f.root = main
        return main

    def _roots(self, values: Iterable[int]) -> dict[int, int | None]:
        """One r with r^K = x for each x that has one: x = a·b with a in the group of order W, b in the
        group of order m, (p − 1) = W·m, and K prime to m."""
        p, wide, roots = self.p, self.width, self.plan.roots
        order = (p - 1) // wide
        fine = pow(roots, -1, order) * wide * pow(wide, -1, order) % (p - 1)
        turns, logs, x = [1], {1: 0}, 1
        if wide > 1:
            h = self._of_order(wide)
            for k in range(1, wide):
                x = x * h % p
                turns.append(x)
                logs[x] = k
        common = gcd(roots, wide)
        inverse, back = pow(roots // common, -1, wide // common), pow(order, -1, wide)
        found: dict[int, int | None] = {}
        for x in values:
            Work.spend(16)
            k = logs.get(power(x, order, p), 0) * back % wide if wide > common else 0
            r = power(x, fine, p) * turns[k // common * inverse % wide] % p
            found[x] = r if power(r, roots, p) == x else None
        return found

    def _of_order(self, n: int) -> int:
        """An element of order n."""
        p, divisors = self.p, prime_factors(n)
        powers = (power(a, (p - 1) // n, p) for a in range(2, 999))
        return next(h for h in powers if all(power(h, n // q, p) != 1 for q in divisors))

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
        rows = self.alive[: len(basis) + 2]
        found = combine([[b[k] for k in rows] for b in basis], [u[k] for k in rows], self.p)
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
                f.log = self.random(("log", f.prime or j))
            total = self.plus(total, self.scale(q, f.log))
        return total

    def unit(self, u: Vector) -> Vector:
        """e^{iu}: rational multiples of π are roots of unity."""
        plan = self.plan
        if not plan.trig:
            plan.change(trig=True)
        if not self.units:
            h = self._of_order(2 * plan.turns)
            self.units.append((self.scale(Fraction(1, plan.turns), self.random("pi")), [h] * plan.groups))
        found = self._combination([b for b, _ in self.units], u, "angles")
        if found is None:
            self.units.append(
                (self.scale(Fraction(1, plan.lattice), u), self.random(("unit", len(self.units))))
            )
            return self.raised(self.units[-1][1], plan.lattice)
        total = self.constant(Fraction(1))
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

    def atom(self, head: str, args: list[Vector]) -> Vector:
        """An opaque function: the same value for the same arguments."""
        known = self.atoms.setdefault(head, [])
        for others, v in known:
            if all(self.same(a, b) for a, b in zip(args, others, strict=True)):
                return v
            if head in ODD and self.same([-a % self.p for a in args[0]], others[0]):
                return [-x % self.p for x in v]
            found = self._shifted(head, args[0], others[0], v)
            if found is not None:
                return found
        known.append((args, self.random((head, len(known)))))
        return known[-1][1]

    def _shifted(self, head: str, u: Vector, w: Vector, v: Vector) -> Vector | None:
        """Γ at u by its value v at w, where u − w, u + w or u − w − 1/2 is an integer."""
        if head != "value_of_gamma":
            return None
        one, half = self.constant(Fraction(1)), self.constant(HALF)
        starts = ((w, None), (self.plus(one, w, -1), self._reflected), (self.plus(w, half), self._doubled))
        for near, step in starts:
            k = self.offset(u, near, 1)
            if k is not None and k.denominator == 1 and abs(k) <= 64:
                return self._risen(near, int(k), step(w, v) if step else v)
        return None

    def _risen(self, w: Vector, k: int, v: Vector) -> Vector:
        """Γ(w + k) = w(w + 1)…(w + k − 1)·Γ(w)"""
        rise = self.constant(Fraction(1))
        for j in range(min(k, 0), max(k, 0)):
            rise = self.times(rise, [(a + j) % self.p for a in w])
        return self.times(v, rise if k > 0 else self.inverse(rise))

    def _reflected(self, w: Vector, v: Vector) -> Vector:
        """Γ(1 − w) = π/(sin(πw)·Γ(w))"""
        pi, z = self.random("pi"), self.unit(self.times(self.random("pi"), w))
        sine = self.times(self.plus(z, self.inverse(z), -1), self.inverse(self.imaginary()))
        return self.scale(Fraction(2), self.times(pi, self.inverse(self.times(sine, v))))

    def _doubled(self, w: Vector, v: Vector) -> Vector:
        """Γ(w + 1/2) = 2^{1 − 2w}·√π·Γ(2w)/Γ(w)"""
        twice = self.scale(Fraction(2), w)
        exponent = self.plus(self.constant(Fraction(1)), twice, -1)
        power_of_two = self.exponent(self.times(exponent, self.logarithm(self.numeric(Fraction(2)))))
        root = self.absolute(merged([(self.magnitude(PI), HALF)]))
        above = self.times(self.absolute(power_of_two), self.atom("value_of_gamma", [twice]))
        return self.times(self.times(root, above), self.inverse(v))

    # ---- from trees --------------------------------------------------------------------------------

    def value(self, e: Expr, rational_place: bool = True) -> Vector:
        found = self.memo.get((e, rational_place))
        if found is None:
            rule = RULES.get(e.head) or (_opaque if e.head.startswith(VALUE_OF) else None)
            if rule is None:
                raise Reject(f"{e.head} has no place in the field")
            found = self.memo[e, rational_place] = rule(self, e, rational_place and e.head in RATIONAL)
        return found


def merged(parts: Iterable[tuple[Powers, int | Fraction]]) -> Powers:
    out: Powers = {}
    for powers, c in parts:
        for j, q in powers.items():
            out[j] = out.get(j, Fraction(0)) + q * c
    return {j: q for j, q in out.items() if q}


@lru_cache(maxsize=8192)
def exact(e: Expr) -> Fraction | None:
    """The value of arithmetic with numbers only."""
    number = number_value(e)
    if number is not None:
        return number
    if e.head == "held":
        return exact(e.args[0])
    if e.head not in ("add", "mul", "neg", "div", "pow", "where"):
        return None
    args = [exact(a) for a in e.args[: 1 if e.head == "where" else None]]
    known = [a for a in args if a is not None]
    if len(known) < len(args) or not known:
        return None
    x = known[0]
    if e.head == "pow":
        small = known[1].denominator == 1 and abs(known[1]) <= 4096
        return x ** int(known[1]) if small and (x or known[1] >= 0) else None
    for y in known[1:]:
        if e.head == "div" and not y:
            return None
        x = x + y if e.head == "add" else x * y if e.head == "mul" else x / y
    return -x if e.head == "neg" else x


def _add(f: Run, e: Expr, inner: bool) -> Vector:
    vectors, p = f.even(*(f.value(a, inner) for a in e.args)), f.p
    return [sum(column) % p for column in zip(*vectors, strict=True)]


def _mul(f: Run, e: Expr, inner: bool) -> Vector:
    total = f.value(e.args[0], inner)
    for a in e.args[1:]:
        total = f.times(total, f.value(a, inner))
    return total


def _pow(f: Run, e: Expr, inner: bool) -> Vector:
    base, exponent = e.args
    q = exact(exponent)
    if q is None and base.head == "const" and base.value == "e":
        return f.absolute(f.exponent(f.value(exponent, False)))
    if q is None and exact(base) == -1 and (even := f.parity(exponent)) is not None:
        return f.constant(Fraction(1 - 2 * even))
    if q is None:
        c = f.ratio(f.value(exponent, False), f.constant(Fraction(1)))
        q = c if c is None or c.denominator == 1 else None
    if q is None:
        u = f.times(f.value(exponent, False), f.logarithm(f.magnitude(base)))
        if f.sign_of(base) < 0:
            raise Reject("a general power of something negative")
        return f.absolute(f.exponent(u))
    if q.denominator == 1:
        return f.raised(f.value(base, inner), int(q))
    return _root(f, base, q)


def _root(f: Run, base: Expr, q: Fraction) -> Vector:
    v = f.value(base, False)
    if f.zero(v):
        return f.constant(Fraction(0))
    return f.absolute(merged([(f.magnitude(base), q)]))


def _trigonometric(f: Run, e: Expr, inner: bool) -> Vector:
    """cos u = (z + 1/z)/2, sin u = (z − 1/z)/(2i)."""
    for a in postorder(e.args[0]):
        if a.head in ("atan", "asin", "acos"):
            _inverse_angle(f, "atan" if a.head == "atan" else "asin", a.args[0])
    z = f.unit(f.value(e.args[0], False))
    w = f.inverse(z)
    if e.head == "cos":
        return f.scale(Fraction(1, 2), f.plus(z, w))
    return f.scale(Fraction(1, 2), f.times(f.plus(w, z, -1), f.imaginary()))


def _inverse_angle(f: Run, head: str, u: Expr) -> None:
    """e^{i·atan u} = (1 + iu)/√(1 + u²), e^{i·asin u} = √(1 − u²) + iu"""
    angle, square = f.value(node(head, u), False), node("mul", u, u)
    f.unit(f.constant(Fraction(0)))
    if f.zero(angle) or f.angle_known(angle):
        return
    turned = f.times(f.imaginary(), f.value(u, False))
    if head == "atan":
        size = f.value(node("sqrt", node("add", ONE, square)), False)
        z = f.times(f.plus(f.constant(Fraction(1)), turned), f.inverse(size))
    else:
        z = f.plus(f.value(node("sqrt", node("add", ONE, node("neg", square))), False), turned)
    f.units.append((angle, z))


def _tan(f: Run, e: Expr, inner: bool) -> Vector:
    return f.times(f.value(node("sin", *e.args), False), f.inverse(f.value(node("cos", *e.args), False)))


def _opaque(f: Run, e: Expr, inner: bool) -> Vector:
    args = [f.value(a, False) for a in e.args]
    if e.head in ODD and f.zero(args[0]):
        return f.constant(Fraction(0))
    if e.head == "value_of_gamma" and (c := f.ratio(args[0], f.constant(Fraction(1)))) is not None:
        known = _gamma_of_halves(f, c)
        if known is not None:
            return known
    angle = _known_angle(f, e, args[0]) if e.head in ANGLES else None
    return f.scale(angle, f.random("pi")) if angle is not None else f.atom(e.head, args)


def _gamma_of_halves(f: Run, c: Fraction) -> Vector | None:
    """Γ(1) = 1 and Γ(1/2) = √π, from there by steps of 1."""
    if not 0 < c <= 64 or c.denominator > 2:
        return None
    start = Fraction(1, c.denominator)
    root = f.constant(start) if start == 1 else f.absolute(merged([(f.magnitude(PI), HALF)]))
    return f._risen(f.constant(start), int(c - start), root)


def _known_angle(f: Run, e: Expr, v: Vector) -> Fraction | None:
    """asin √(1/4) = π/6, atan √3 = π/3, …, as multiples of π."""
    square = f.ratio(f.times(v, v), f.constant(Fraction(1)))
    angle = None if square is None else ANGLES[e.head].get(square)
    if angle is None:
        return None
    try:
        return angle if Point({}).value(e.args[0]) > 0 else -angle
    except Reject:  # not a number as it is written
        return None


def _acos(f: Run, e: Expr, inner: bool) -> Vector:
    half = f.scale(Fraction(1, 2), f.random("pi"))
    return f.plus(half, f.value(node("asin", *e.args), False), -1)


def _abs(f: Run, e: Expr, inner: bool) -> Vector:
    return f.scale(Fraction(f.sign_of(e.args[0])), f.value(e.args[0], False))


def _extreme(f: Run, e: Expr, inner: bool) -> Vector:
    """The greater one of a, b is a where a − b ≥ 0."""
    best = e.args[0]
    for other in e.args[1:]:
        s = f.sign_of(node("add", best, node("neg", other)))
        best = best if (s > 0) == (e.head == "max") else other
    return f.value(best, False)


def _chosen(f: Run, e: Expr, inner: bool) -> Vector:
    found = f.chosen(e)
    return f.constant(Fraction(found)) if isinstance(found, int | Fraction) else f.value(found, False)


def _const(f: Run, e: Expr, inner: bool) -> Vector:
    if e.value not in ("pi", "e"):
        raise Reject(f"{e.value} is no real number")
    return f.random("pi") if e.value == "pi" else f.absolute(f.magnitude(e))


Row = Callable[[Run, Expr, bool], Vector]
RULES: dict[str, Row] = {
    **dict.fromkeys(("num", "dec"), lambda f, e, inner: f.constant(number_value(e) or Fraction(0))),
    **dict.fromkeys(("sym", "idx", "entry"), lambda f, e, inner: f.random(e)),
    **dict.fromkeys(("sin", "cos"), _trigonometric),
    **dict.fromkeys((*ODD, "call", "value_of_gamma", "value_of_loggamma", "value_of_digamma"), _opaque),
    **dict.fromkeys(("max", "min"), _extreme),
    **dict.fromkeys(("cases", "iverson", "delta", "sign", "heaviside"), _chosen),
    "const": _const,
    "add": _add,
    "mul": _mul,
    "neg": lambda f, e, inner: [-x % f.p for x in f.value(e.args[0], inner)],
    "div": lambda f, e, inner: f.times(f.value(e.args[0], inner), f.inverse(f.value(e.args[1], inner))),
    "pow": _pow,
    "exp": lambda f, e, inner: f.absolute(f.exponent(f.value(e.args[0], False))),
    "log": lambda f, e, inner: f.logarithm(f.magnitude(e.args[0])),
    "sqrt": lambda f, e, inner: _root(f, e.args[0], Fraction(1, 2)),
    "tan": _tan,
    "acos": _acos,
    "abs": _abs,
    "where": lambda f, e, inner: f.value(e.args[0], inner),
    "held": lambda f, e, inner: f.value(e.args[0]) if inner else f.random(e.args[1]),
}
