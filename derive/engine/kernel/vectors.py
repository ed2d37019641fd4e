"""Residues at all points of a run: arithmetic, and what is the same at each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any

from derive.engine.kernel.plan import RANDOM, Plan, Work
from derive.engine.kernel.primes import Vector, inverted, power, rational
from derive.engine.kernel.unfold import Reject


class Vectors:
    """Points that are alive; a vector that is free of the later roots is kept short: it is periodic."""

    plan: Plan
    p: int
    width: int
    alive: list[int]
    suspecting: bool
    letters: dict[Any, Vector]

    @cached_property
    def one(self) -> Vector:
        return [1] * self.plan.groups

    def constant(self, c: Fraction) -> Vector:
        p, (above, below) = self.p, c.as_integer_ratio()
        if below == 1:
            return [above % p] * self.plan.groups
        if below % p == 0:
            self.plan.change(attempt=self.plan.attempt + 1)
        return [above * inverted(below, p) % p] * self.plan.groups

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
        alive = [k for k in self.alive if k not in dead]
        if self.suspecting and len(alive) < 2:
            raise Reject("a root that is missing at every point")
        self.alive = alive
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
        return not v[self.alive[0]] and not any(x for _, x in self.live(v))

    def same(self, u: Vector, v: Vector) -> bool:
        k = self.alive[0]
        return u is v or (u[k] == v[k] and all(a == b for _, a, b in self.live(u, v)))

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

    def product(self, u: Vector, v: Vector) -> Fraction | None:
        """The rational number u·v, if it is one and not 0: 2 + √3 and 2 − √3."""
        (j, k), p = self.alive[:2], self.p
        c = u[k] * v[k] % p
        if not c or (u[j] * v[j] - c) % p or any((a * b - c) % p for _, a, b in self.live(u, v)):
            return None
        return rational(c, p)

    def offset(self, u: Vector, v: Vector, t: int) -> Fraction | None:
        """The rational number u − t·v, if it is one."""
        (j, k), p = self.alive[:2], self.p
        c = (u[k] - t * v[k]) % p
        if (u[j] - t * v[j] - c) % p or any((a - t * b - c) % p for _, a, b in self.live(u, v)):
            return None
        return rational(c, p)
