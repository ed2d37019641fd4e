"""1,000 attempts at capturing an index, each judged by brute force at a concrete n."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from derive.expressions import build as b
from derive.expressions.expr import Expr, binds, free_indices, postorder
from derive.expressions.walk import alpha, alpha_equal, freshen, substitute

from .nested_sums import Env, array, leaf, random_sum, value

ROUNDS = 20
PER_ROUND = 50


def environment(rng: Random, used: list[Expr]) -> Env:
    """Values for the letters, the free indices, and — outside every sum — the bound identities too."""
    env: dict[Expr, Fraction | int] = {
        b.sym("n"): rng.randint(1, 3),
        b.sym("x"): Fraction(rng.randint(1, 9), 7),
        b.sym("y"): Fraction(rng.randint(1, 9), 5),
        b.idx("i"): rng.randint(1, 3),
        b.idx("j"): rng.randint(1, 3),
    }
    return env | {index: rng.randint(1, 3) for index in used}


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_substitution_means_evaluation_at_the_value(seed):
    """value(e[x := v], env) = value(e, env with x := value(v, env)), and v may name indices bound in e."""
    rng = Random(seed)
    for attempt in range(PER_ROUND):
        used: list[Expr] = []
        expr = random_sum(rng, 3, [], used)
        env = environment(rng, used)
        letter = rng.choice([b.sym("x"), b.sym("y"), b.idx("i"), b.idx("j"), b.sym("n")])
        new = replacement(rng, letter, used)
        got = value(substitute(expr, {letter: new}), env)
        want = value(expr, shadowed(env, letter, value(new, env)))
        assert got == want, f"seed {seed}, attempt {attempt}: {letter!r} := {new!r} in {expr!r}"


def replacement(rng: Random, letter: Expr, used: list[Expr]) -> Expr:
    """Something that mentions an index which the expression binds, so that it could be captured."""
    if letter.head == "idx" or letter is b.sym("n"):
        return rng.choice([*used, b.idx("i"), b.idx("j")])
    inner = b.fresh_idx("i")
    summed = b.sum_over(b.entry(b.sym("F"), inner, rng.choice([*used, b.idx("j")])), inner, b.ONE, b.sym("n"))
    return rng.choice([leaf(rng, used), summed])


def shadowed(env: Env, letter: Expr, new: Fraction | int) -> Env:
    return {**env, letter: new}


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_simultaneous_substitution_swaps(seed):
    rng = Random(seed)
    for _ in range(PER_ROUND // 5):
        used: list[Expr] = []
        expr = random_sum(rng, 3, [], used)
        env = environment(rng, used)
        x, y, i, j = b.sym("x"), b.sym("y"), b.idx("i"), b.idx("j")
        swapped = substitute(expr, {x: y, y: x, i: j, j: i})
        assert value(swapped, env) == value(expr, {**env, x: env[y], y: env[x], i: env[j], j: env[i]})


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_freshen_keeps_the_value_and_shares_no_bound_index(seed):
    rng = Random(seed)
    for _ in range(PER_ROUND):
        used: list[Expr] = []
        expr = random_sum(rng, 3, [], used)
        env = environment(rng, used)
        copy = freshen(expr)
        assert value(copy, env) == value(expr, env)
        assert not bound_in(copy) & bound_in(expr)
        assert alpha_equal(copy, expr)
        assert value(alpha(expr), env) == value(expr, env)
        assert free_indices(alpha(expr)) == free_indices(expr) == free_indices(copy)


def bound_in(expr: Expr) -> set[Expr]:
    return {e.args[1] for e in postorder(expr) if binds(e)}


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_alpha_tells_apart_what_differs(seed):
    """Where two sums with one place changed have different values, their alpha forms differ."""
    rng = Random(seed)
    for _ in range(PER_ROUND):
        used: list[Expr] = []
        expr = random_sum(rng, 3, [], used)
        entries = [e for e in postorder(expr) if e.head == "entry"]
        if not entries:
            continue
        old = rng.choice(entries)
        other = rng.choice([*used, b.idx("i"), b.idx("j")])
        changed = replace_everywhere(expr, old, b.entry(old.args[0], *(other for _ in old.args[1:])))
        env = environment(rng, used)
        if value(changed, env) != value(expr, env):
            assert not alpha_equal(changed, expr)


def replace_everywhere(expr: Expr, old: Expr, new: Expr) -> Expr:
    """Plain replacement that does capture: for making different sums out of one."""
    if expr is old:
        return new
    return Expr(expr.head, tuple(replace_everywhere(a, old, new) for a in expr.args), expr.value)


def test_a_definition_put_into_itself():
    """S(x) = Σ_i x X_i; S(S(x)) has two sums of their own, as (ΣX)² x has."""
    x, i = b.sym("x"), b.fresh_idx("i")
    once = b.sum_over(b.mul(x, b.entry(b.sym("X"), i)), i, b.ONE, b.sym("n"))
    twice = substitute(once, {x: once})
    env: Env = {b.sym("n"): 3, x: Fraction(2, 7)}
    plain = sum(array("X", k) for k in (1, 2, 3))
    assert value(twice, env) == plain**2 * Fraction(2, 7)
    assert value(substitute(twice, {x: twice}), env) == plain**4 * Fraction(2, 7)


def test_the_brute_force_sees_a_capture():
    """The tester tested: the capturing replacement does give another value."""
    x, i = b.sym("x"), b.fresh_idx("i")
    summed = b.sum_over(b.mul(x, b.entry(b.sym("X"), i)), i, b.ONE, b.sym("n"))
    new = b.entry(b.sym("X"), i)
    env: Env = {b.sym("n"): 3, x: value(new, {i: 2}), i: 2}
    captured = replace_everywhere(summed, x, new)
    assert value(captured, env) != value(summed, env) == value(substitute(summed, {x: new}), env)
