"""The fields of the kernel: their primes are proved prime here, and their roots are roots."""

from __future__ import annotations

import pytest
from flint import fmpz

from derive.engine.kernel.primes import ELL, combine, combine_characters, discrete_logs, random_prime

PLANS = [
    (roots, turns, small, attempt)
    for roots in (1, 2, 3, 4, 6)
    for turns in (1, 2, 12)
    for small in ((), (2,), (2, 3))
    for attempt in (0, 1)
    if not (small and roots in (4, 6))
]


@pytest.mark.parametrize("plan", PLANS, ids=str)
def test_the_prime_is_one_and_has_what_is_needed(plan):
    p, width = random_prime(*plan)
    roots, turns, small, _ = plan
    common = next(d for d in range(roots, 0, -1) if roots % d == 0 and (p - 1) % d == 0)
    assert fmpz(p).is_prime()
    assert p > 1 << 170
    assert (p - 1) % (2 * turns) == 0 == (p - 1) % ELL
    assert (p - 1) % width == 0
    assert all(pow(q, (p - 1) // common, p) == 1 for q in small)


def test_the_characters_are_the_powers_of_one_element():
    p, _ = random_prime(1, 1, (), 0)
    g, table = discrete_logs(p)
    assert len(table) == ELL
    assert all(table[pow(g, k, p)] == k for k in (0, 1, 7, ELL - 1))


def test_a_combination_is_found_modulo_the_prime_and_modulo_the_order_of_the_characters():
    columns, target = [[1, 1, 1, 1], [3, 5, 7, 11]], [2 + 3 * 4, 2 + 5 * 4, 2 + 7 * 4, 2 + 11 * 4]
    assert combine(columns, target, ELL) == combine_characters(columns, target) == [2, 4]
    wrong = [*target[:3], target[3] + 1]
    assert combine(columns, wrong, ELL) is None
    assert combine_characters(columns, wrong) is None
