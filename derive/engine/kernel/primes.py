"""Arithmetic modulo primes: random primes, fractions from residues, linear algebra, characters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import lru_cache
from math import gcd, lcm
from random import Random
from typing import Any

from flint import fmpz, fmpz_mod_ctx, fmpz_mod_mat, nmod_mat

from derive.engine.kernel.unfold import Reject

BITS, ELL, HEIGHT = 190, 1009, 1 << 40
MOST_DRAWS = 6_000
Vector = list[int]


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
    """What is left of a large n beyond primes to 10^5 counts as one prime (true either way)."""
    found = fmpz(n).factor() if n < 1 << 64 else fmpz(n).factor(trial_limit=100_000)
    return {int(q): int(e) for q, e in found}


def roots_of(values: Iterable[int], p: int, wide: int, roots: int) -> dict[int, int | None]:
    """One r with r^K = x, K = `roots`, for each x that has one: x = a·b, a in the group of order W = `wide`,
    b in the group of order m, (p − 1) = W·m, and K prime to m."""
    order = (p - 1) // wide
    fine = pow(roots, -1, order) * wide * pow(wide, -1, order) % (p - 1)
    turns, logs, x = [1], {1: 0}, 1
    if wide > 1:
        h = of_order(wide, p)
        for k in range(1, wide):
            x = x * h % p
            turns.append(x)
            logs[x] = k
    common = gcd(roots, wide)
    inverse, back = pow(roots // common, -1, wide // common), pow(order, -1, wide)
    found: dict[int, int | None] = {}
    for x in values:
        k = logs.get(power(x, order, p), 0) * back % wide if wide > common else 0
        r = power(x, fine, p) * turns[k // common * inverse % wide] % p
        found[x] = r if power(r, roots, p) == x else None
    return found


def of_order(n: int, p: int) -> int:
    """An element of order n."""
    divisors = prime_factors(n)
    powers = (power(a, (p - 1) // n, p) for a in range(2, 999))
    return next(h for h in powers if all(power(h, n // q, p) != 1 for q in divisors))
