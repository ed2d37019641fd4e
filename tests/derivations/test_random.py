"""Random derivations against brute force in dual numbers at n = 1, 2, 3; every step is replayed."""

from __future__ import annotations

from itertools import product
from random import Random

from hypothesis import given, note, settings
from hypothesis import strategies as st

from derive.derivations import derive_gradient, replay_derivation
from derive.expressions import build as b
from derive.expressions.expr import Expr
from derive.registry import load_registry
from tests.engine_calculus.dual_numbers import Unrolled
from tests.engine_calculus.random_sums import CONTEXT, N, random_body, random_letter

FUNCTIONS = load_registry().functions


def assert_slope(start: Expr, result: Expr) -> None:
    """∂body/∂letter is `result` at every n ≤ 3 and all places of the free indices."""
    body, letter = start.args
    for n in (1, 2, 3):
        for places in product(range(1, n + 1), repeat=3):
            env = {N: n, **{b.idx(name): place for name, place in zip("ijk", places, strict=True)}}
            moving = (letter.value,) if letter.head == "sym" else ()
            if letter.head == "entry":
                moving = (letter.args[0].value, *(env[a] for a in letter.args[1:]))
            slope = Unrolled(moving).dual(body, env).slope
            assert Unrolled(()).dual(result, env).value == slope, (n, places, start, result)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9))
def test_against_brute_force(seed: int) -> None:
    rng = Random(seed)
    start = b.deriv(random_body(rng, rng.choice([1, 2, 2, 3])), random_letter(rng))
    note(repr(start))
    found = derive_gradient(start, CONTEXT, FUNCTIONS)
    replay_derivation(found, FUNCTIONS)
    assert_slope(start, found.result)
    for step in found.steps:
        if not any(e.head == "deriv" for e in heads(step.after)):
            assert_slope(start, step.after)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**9))
def test_second_derivatives(seed: int) -> None:
    """∂²f/∂a∂b is the slope of what ∂f/∂a was found to be."""
    rng = Random(seed)
    body = b.power(random_body(rng, rng.choice([1, 2])), b.num(rng.choice([2, 3])))
    first = b.deriv(body, b.entry(b.sym("X"), b.idx("k")))
    second = b.deriv(first, random_letter(rng))
    note(repr(second))
    found = derive_gradient(second, CONTEXT, FUNCTIONS)
    replay_derivation(found, FUNCTIONS)
    once = derive_gradient(first, CONTEXT, FUNCTIONS).result
    assert_slope(b.deriv(once, second.args[1]), found.result)


def heads(expr: Expr) -> list[Expr]:
    stack, found = [expr], []
    while stack:
        found.append(stack.pop())
        stack += found[-1].args
    return found
