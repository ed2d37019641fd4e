"""Each rule of differentiation and each rule of sums, on random expressions: the other side has the values.

Which rules apply how often is counted too, so that one that no longer applies is seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from random import Random

import pytest

from derive.engine.differentiate import differentiate, eliminate_derivatives
from derive.engine.index_rules import INDEX_RULES, write_ranges
from derive.engine.indices import index_ranges
from derive.engine.rules import REAL, TRIVIAL, Grounds
from derive.errors import DeriveError
from derive.expressions.build import (
    ONE,
    PI,
    TWO,
    E,
    add,
    delta,
    deriv,
    entry,
    fresh_idx,
    idx,
    mul,
    neg,
    num,
    power,
    sub,
    sum_over,
    sym,
)
from derive.expressions.expr import Expr, node
from tests.engine_values.generators import KINDS, place
from tests.engine_values.random_values import CONTEXT, MAKERS, TABLE, assert_same_values, expression

GROUNDS = Grounds(TABLE, CONTEXT)
EXPRESSIONS, TOTALS = 144, 120
LETTERS = (sym("x"), entry(sym("X"), idx("k")), sym("y"))
FORWARD = ("contract", "sift", "decide-brackets", "count-terms", "count-factors")


def parts_of(expr: Expr) -> Iterator[Expr]:
    """The expression, its parts, and the powers, quotients and products that are seldom drawn."""
    yield from dict.fromkeys((expr, *expr.args))
    if expr.args:
        first, last = expr.args[0], expr.args[-1]
        if not any(a.head in ("truth", "idx", "and", "or", "not", "lt", "le", "eq") for a in (first, last)):
            yield from (
                mul(num(3), first, last),
                power(first, num(3)),
                power(TWO, first),
                add(neg(first), last),
            )
            yield from (power(add(num(7), mul(first, first)), last), neg(first), node("div", first, num(5)))


def test_the_rules_of_differentiation_are_true() -> None:
    applied: Counter[str] = Counter()
    for seed in range(EXPRESSIONS):
        for part in parts_of(expression(seed, 2)):
            letter = LETTERS[seed // len(MAKERS) % len(LETTERS)]
            for name, after in rewritten(deriv(part, letter)):
                applied[name] += 1
                assert_derivative(part, letter, after, seed)
    assert applied == APPLIED


def rewritten(slope: Expr) -> Iterator[tuple[str, Expr]]:
    for name, rule in (*TRIVIAL.items(), *REAL.items()):
        try:
            after = rule(slope, GROUNDS)
        except DeriveError:
            continue
        if after is not None:
            yield name, after


def assert_derivative(body: Expr, letter: Expr, after: Expr, seed: int) -> None:
    """What a rule makes of ∂body/∂letter is what the derivative is."""
    try:
        whole = differentiate(body, letter, TABLE)
    except DeriveError:
        return
    assert_same_values(whole, eliminate_derivatives(after, TABLE, CONTEXT), seed)


@pytest.mark.parametrize("base", [E, PI, TWO, sym("y"), num(Fraction(1, 2))], ids=repr)
def test_powers_of_what_is_constant(base: Expr) -> None:
    """∂a^x = a^x log a, and e^x for e alone."""
    for exponent in (sym("x"), mul(num(3), sym("x"))):
        body = power(base, exponent)
        for name in ("exponential", "general-power"):
            after = REAL[name](deriv(body, sym("x")), GROUNDS)
            assert after is not None
            assert_derivative(body, sym("x"), after, 0)


def test_a_range_that_moves_is_refused() -> None:
    for low, high in ((ONE, sym("x")), (sym("x"), sym("n"))):
        moved = sum_over(entry(sym("Y"), j := fresh_idx("j")), j, low, high)
        with pytest.raises(DeriveError):
            TRIVIAL["sum"](deriv(moved, sym("x")), GROUNDS)


def totals(rng: Random) -> Expr:
    """Sums with constant factors, products of constants, Σ_j f_j − f_k, nested deltas."""
    one = KINDS["ranges"](rng, 2)
    j = node("idx", value=one.args[1].value) if one.head in ("sum", "prod") else idx("j")
    body = entry(sym("X"), j) if one.head == "sum" else num(2)
    if one.head != "sum":
        return rng.choice([one, mul(one, delta(place(rng, (idx("k"),)), idx("j"))), power(one, TWO)])
    low, high = one.args[2:4]
    whole = sum_over(body, j, ONE, sym("n"))
    made = [sub(whole, entry(sym("X"), idx("k"))), node("prod", mul(sym("x"), body), *one.args[1:])]
    made += [
        sum_over(mul(delta(j, idx("k")), add(one, body)), j, low, high),
        sum_over(sym("x"), j, low, high),
    ]
    return rng.choice([one, *made, mul(one, delta(idx("k"), idx("j")))])


def test_the_rules_of_sums_are_true() -> None:
    applied: Counter[str] = Counter()
    for seed in range(TOTALS):
        expr = totals(Random(f"totals {seed}"))
        for name, after in rearranged(expr):
            applied[name] += after is not expr
            assert_same_values(expr, after, seed * len(MAKERS) + 1)
    assert applied == REARRANGED


def rearranged(expr: Expr) -> Iterator[tuple[str, Expr]]:
    ranges = index_ranges(expr, CONTEXT)
    for name in FORWARD:
        yield name, INDEX_RULES[name](expr, (), GROUNDS)
    yield "take-out-term", INDEX_RULES["take-out-term"](expr, write_ranges(ranges), GROUNDS)


APPLIED: Counter[str] = Counter(
    {
        "abs": 17,
        "chain": 96,
        "reciprocal": 115,
        "quotient": 161,
        "constant-factor": 361,
        "product": 167,
        "power": 346,
        "general-power": 416,
        "exponential": 336,
        "linearity": 185,
        "max": 23,
        "letter": 13,
        "constant": 949,
        "sum": 17,
        "cases": 11,
        "big-product": 4,
        "definition": 7,
    }
)
REARRANGED: Counter[str] = Counter(
    {
        "contract": 103,
        "sift": 101,
        "decide-brackets": 59,
        "count-terms": 63,
        "count-factors": 60,
        "take-out-term": 5,
    }
)
