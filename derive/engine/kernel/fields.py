"""The fields in which arrays are evaluated: ℚ for a point, ℤ/p for a proof.

Modulo p a function is a table of random values, the same for the same argument; √v is a root of v, and every
choice of roots is tried. Where sizes are letters, A⁻¹ and det A are such tables too: what holds for every
matrix P in place of A⁻¹, up to multiples of A P − 1, holds at every size.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import isqrt
from random import Random
from typing import Any

from flint import fmpq, fmpq_mat, fmpz, fmpz_mod_ctx, fmpz_mod_mat

from derive.engine.kernel.array_heads import RULES, SLOPES
from derive.engine.kernel.ball_field import REAL_RULES, REAL_SLOPES
from derive.engine.kernel.duals import Matrix
from derive.engine.kernel.tables import Nowhere, Undefined
from derive.engine.kernel.unfold import Reject

BITS = 190
MOST_ROOTS = 6
POSITIVE = ("log", "sqrt")


class Rationals:
    """Exact values; at a kink there is no slope, so that 0 has no sign."""

    rules, slopes = REAL_RULES, REAL_SLOPES

    def table(self, rows: int, columns: int, entries: Sequence[Any]) -> Matrix:
        return fmpq_mat(rows, columns, list(entries))

    def number(self, value: Fraction) -> Any:
        return fmpq(value.numerator, value.denominator)

    def function(self, name: str, value: Any) -> Any:
        if name == "reciprocal":
            if value == 0:
                raise Undefined("a division by zero")
            return 1 / value
        if name in ("abs", "relu"):
            return max(value, -value if name == "abs" else fmpq(0))
        if name in ("sign", "heaviside") and value != 0:
            return fmpq(int(value > 0) - int(value < 0 and name == "sign"))
        if name in POSITIVE and (value < 0 or (value == 0 and name == "log")):
            raise Undefined(f"{name} of a number that is not positive")
        if name == "sqrt":
            p, q = isqrt(int(value.p)), isqrt(int(value.q))
            if p * p == value.p and q * q == value.q:
                return fmpq(p, q)
        raise Undefined(f"{name} has no rational value here")

    def inverse(self, a: Matrix) -> Matrix:
        return _inverted(a)

    def det(self, a: Matrix) -> Any:
        return a.det()

    def power(self, value: Any, exponent: int, name: str = "") -> Any:
        if abs(exponent) > 64 or (exponent <= 0 and value == 0):
            raise Undefined("a power without a value")
        return value**exponent

    def real_power(self, value: Any, exponent: Any, name: str) -> Any:
        if exponent.q != 1:
            raise Undefined("a power without a rational value")
        return self.power(value, int(exponent.p))


def _inverted(a: Matrix) -> Matrix:
    try:
        return a.inv()
    except ZeroDivisionError:
        raise Undefined("a singular matrix") from None


class Modulo:
    """ℤ/p for a random prime p = 3 mod 4.

    signs    which root is taken of the first, second … number under a root; more are counted in `roots`
    generic  A⁻¹ is a random matrix, det A a random number: the same for the same A
    """

    rules, slopes = RULES, SLOPES

    def __init__(self, seed: str, signs: Sequence[int] = (), *, generic: bool = False) -> None:
        self.random = Random(seed)
        self.p = random_prime(self.random)
        self.context = fmpz_mod_ctx(self.p)
        self.signs, self.generic = signs, generic
        self.roots = 0
        self.values: dict[tuple[str, int], Any] = {}
        self.inverses: dict[tuple[int, ...], Matrix] = {}
        self.partners: dict[tuple[int, ...], Matrix] = {}
        self.dets: dict[tuple[int, ...], Any] = {}

    def table(self, rows: int, columns: int, entries: Sequence[Any]) -> Matrix:
        return fmpz_mod_mat(rows, columns, list(entries), self.context)

    def number(self, value: Fraction) -> Any:
        return self.context(value.numerator) / self.context(value.denominator)

    def draw(self) -> Any:
        return self.context(self.random.randrange(self.p))

    def drawn(self, rows: int, columns: int) -> Matrix:
        return self.table(rows, columns, [self.draw() for _ in range(rows * columns)])

    def function(self, name: str, value: Any) -> Any:
        """At random entries a number is 0 where it is 0 for all of them (but for odds of 2^-180)."""
        if name == "reciprocal":
            if value == 0:
                raise Nowhere("a division by zero")
            return 1 / value
        key = (name, int(value))
        if key not in self.values:
            self.values[key] = self._root(value) if name == "sqrt" else self.draw()
        return self.values[key]

    def _root(self, value: Any) -> Any:
        if value == 0:
            raise Nowhere("a root of zero, which has no slope")
        root = value ** ((self.p + 1) // 4)
        if root * root != value:
            raise Undefined("no root modulo the prime")
        if self.roots == MOST_ROOTS:
            raise Reject("too many numbers under a root")
        self.roots += 1
        sign = self.signs[self.roots - 1] if self.roots <= len(self.signs) else 1
        return root if sign > 0 else -root

    def inverse(self, a: Matrix) -> Matrix:
        if not self.generic or a.nrows() == 1:
            return _inverted(a)
        key = name_of(a)
        if key not in self.inverses:
            self.inverses[key] = self.drawn(a.nrows(), a.nrows())
            self.partners[name_of(self.inverses[key])] = a
        return self.inverses[key]

    def det(self, a: Matrix) -> Any:
        """det of a number is the number, det A⁻¹ = 1/det A, det Aᵀ = det A, det 1 = 1."""
        if not self.generic:
            return a.det()
        n = a.nrows()
        if n == 1:
            return a[0, 0]
        key = self.key(a)
        if key not in self.dets:
            partner = self.partners.get(name_of(a)) or self.partners.get(name_of(a.transpose()))
            one = all(a[i, j] == int(i == j) for i in range(n) for j in range(n))
            self.dets[key] = (
                self.context(1) if one else self.draw() if partner is None else 1 / self.det(partner)
            )
        return self.dets[key]

    def power(self, value: Any, exponent: int, name: str = "") -> Any:
        """cⁿ is a number of its own for each letter n: c^m and c^(2n−1) may agree with it at a few sizes."""
        if self.generic and not name:
            raise Reject("a power whose exponent is no letter")
        if not self.generic or exponent == 1:
            return value**exponent
        return self.values.setdefault((f"power {name}", int(value)), self.draw())

    def real_power(self, value: Any, exponent: Any, name: str) -> Any:
        """A number of its own for each exponent as it is written."""
        return self.values.setdefault((f"power {name}", int(value)), self.draw())

    def key(self, a: Matrix) -> tuple[int, ...]:
        return min(name_of(a), name_of(a.transpose()))


def name_of(a: Matrix) -> tuple[int, ...]:
    return (a.nrows(), *(int(x) for x in a.entries()))


def random_prime(random: Random) -> int:
    while True:
        p = random.getrandbits(BITS) | 3 | 1 << (BITS - 1)
        if fmpz(p).is_probable_prime():
            return p
