"""Identities that keep the value wherever both sides have one, and mutations that usually do not.

None of the identities drops a condition, so the two ends of a chain of them are equal wherever both
have a value.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from derive.expressions import build as b
from derive.expressions.expr import Expr, free_indices
from derive.expressions.walk import replace_at, substitute

ONE, TWO, ZERO = b.ONE, b.TWO, b.ZERO
Rule = Callable[[Expr, Random], Expr | None]


def when(head: str, made: Callable[..., Expr]) -> Rule:
    """The rule that rewrites `head(a, b)` as `made(a, b)` (for two arguments or as many as it takes)."""
    arity = made.__code__.co_argcount
    return lambda e, rng: made(*e.args) if e.head == head and len(e.args) == arity else None


def letter(rng: Random) -> Expr:
    return rng.choice([b.sym("x"), b.sym("y"), b.num(rng.randint(2, 5))])


def positive(rng: Random) -> Expr:
    return b.add(ONE, b.power(letter(rng), TWO))


def half(a: Expr) -> Expr:
    return b.div(a, TWO)


IDENTITIES: tuple[Rule, ...] = (
    when("add", lambda p, q: b.add(q, p)),
    when("mul", lambda p, q: b.mul(q, p)),
    when("div", lambda p, q: b.mul(p, b.div(ONE, q))),
    when("neg", lambda p: b.mul(b.num(-1), p)),
    when("exp", lambda p: b.div(ONE, b.exp(b.neg(p)))),
    when("exp", lambda p: b.power(b.exp(half(p)), TWO)),
    when("tanh", lambda p: b.sub(b.mul(TWO, b.fn("sigma", b.mul(TWO, p))), ONE)),
    when("tanh", lambda p: b.div(b.fn("sinh", p), b.fn("cosh", p))),
    when("sigma", lambda p: b.sub(ONE, b.fn("sigma", b.neg(p)))),
    when("sigma", lambda p: half(b.add(ONE, b.fn("tanh", half(p))))),
    when("sinh", lambda p: half(b.sub(b.exp(p), b.exp(b.neg(p))))),
    when("cosh", lambda p: half(b.add(b.exp(p), b.exp(b.neg(p))))),
    when("softplus", lambda p: b.add(p, b.fn("softplus", b.neg(p)))),
    when("softplus", lambda p: b.neg(b.log(b.fn("sigma", b.neg(p))))),
    when("sin", lambda p: b.mul(TWO, b.fn("sin", half(p)), b.fn("cos", half(p)))),
    when("cos", lambda p: b.sub(ONE, b.mul(TWO, b.power(b.fn("sin", half(p)), TWO)))),
    when("tan", lambda p: b.div(b.fn("sin", p), b.fn("cos", p))),
    when("atan", lambda p: b.neg(b.fn("atan", b.neg(p)))),
    when("abs", lambda p: b.fn("sqrt", b.power(p, TWO))),
    when("abs", lambda p: b.fn("max", p, b.neg(p))),
    when("relu", lambda p: b.fn("max", p, ZERO)),
    when("relu", lambda p: half(b.add(p, b.fn("abs", p)))),
    when("max", lambda p, q: half(b.add(p, q, b.fn("abs", b.sub(p, q))))),
    when("max", lambda p, q: b.add(p, b.fn("relu", b.sub(q, p)))),
    when("min", lambda p, q: b.neg(b.fn("max", b.neg(p), b.neg(q)))),
    lambda e, rng: _distributed(e),
    lambda e, rng: _multiplied_out(e),
    lambda e, rng: _split_sum(e),
    lambda e, rng: _factor_out(e),
    lambda e, rng: _contracted(e),
    lambda e, rng: b.sub(b.add(e, t := letter(rng)), t) if is_value(e) else None,
    lambda e, rng: b.div(b.mul(e, t := letter(rng)), t) if is_value(e) else None,
    lambda e, rng: b.log(b.exp(e)) if is_value(e) else None,
    lambda e, rng: (
        b.div(b.mul(e, b.power(b.fn("sqrt", t := positive(rng)), TWO)), t) if is_value(e) else None
    ),
)


NO_VALUES = ("idx", "truth", "eq", "ne", "lt", "le", "gt", "ge")


def is_value(e: Expr) -> bool:
    return e.head not in NO_VALUES


def _scaled(e: Expr, t: Expr) -> Expr:
    """e·(√t)²/t for t > 0."""
    return b.div(b.mul(e, b.power(b.fn("sqrt", t), TWO)), t)


def _distributed(e: Expr) -> Expr | None:
    """a(b + c) = ab + ac."""
    if e.head != "mul" or len(e.args) != 2 or e.args[1].head != "add":
        return None
    return b.add(*(b.mul(e.args[0], t) for t in e.args[1].args))


def _multiplied_out(e: Expr) -> Expr | None:
    """a² = a·a; a³ = a·a·a."""
    if e.head != "pow" or e.args[1] not in (TWO, b.num(3)):
        return None
    return b.mul(*[e.args[0]] * int(e.args[1].value))


def _split_sum(e: Expr) -> Expr | None:
    """Σ (f + g) = Σ f + Σ g, each with an index of its own."""
    if e.head != "sum" or e.args[0].head != "add":
        return None
    return b.add(*(_summed(t, e) for t in e.args[0].args))


def _summed(term: Expr, over: Expr) -> Expr:
    _, index, lo, hi, condition = over.args
    new = b.fresh_idx(index.value.name)
    return b.sum_over(substitute(term, {index: new}), new, lo, hi, substitute(condition, {index: new}))


def _factor_out(e: Expr) -> Expr | None:
    """Σ c f_i = c Σ f_i, for c without i."""
    if e.head != "sum" or e.args[0].head != "mul":
        return None
    body, index, lo, hi, condition = e.args
    constant = [f for f in body.args if index.value not in free_indices(f)]
    moving = [f for f in body.args if index.value in free_indices(f)]
    return b.mul(*constant, b.sum_over(b.mul(*moving), index, lo, hi, condition)) if constant else None


def _contracted(e: Expr) -> Expr | None:
    """f_j = Σ_i δ_ij f_i for an index j of the range."""
    if e.head != "entry" or e.args[1:] != (b.idx("j"),):
        return None
    i = b.fresh_idx("i")
    return b.sum_over(b.mul(b.delta(i, e.args[1]), b.entry(e.args[0], i)), i, ONE, b.sym("n"))


SWAPS = {"sin": "cos", "cos": "sin", "exp": "sinh", "sinh": "cosh", "cosh": "sinh", "tanh": "sigma"}
SWAPS |= {"sigma": "tanh", "max": "min", "min": "max", "abs": "relu", "relu": "abs", "softplus": "relu"}
SWAPS |= {"tan": "tanh", "atan": "tanh", "add": "mul", "mul": "add", "div": "mul"}

MUTATIONS: tuple[Rule, ...] = (
    lambda e, rng: b.num(e.value + rng.choice([-1, 1])) if e.head == "num" else None,
    lambda e, rng: Expr(SWAPS[e.head], e.args) if e.head in SWAPS else None,
    lambda e, rng: b.neg(e) if is_value(e) else None,
    lambda e, rng: e.args[0] if e.head == "neg" else None,
    lambda e, rng: b.sym("y" if e.value == "x" else "x") if e.head == "sym" and e.value in "xy" else None,
    lambda e, rng: b.mul(TWO, e) if is_value(e) else None,
    lambda e, rng: e.args[0] if e.head in ("add", "mul") else None,
    lambda e, rng: b.power(e.args[0], b.add(e.args[1], ONE)) if e.head == "pow" else None,
    lambda e, rng: b.entry(e.args[0], b.idx("j")) if e.head == "entry" else None,
    lambda e, rng: b.add(e, b.div(ONE, b.num(10**9))) if is_value(e) else None,
)


def places(expr: Expr, path: tuple[int, ...] = ()) -> list[tuple[tuple[int, ...], Expr]]:
    """Every place of a value in the tree, with its path: no index, no bounds, no exponent.

    (Whether a negative base has a value must not hang on how its exponent is written.)
    """
    inside = range(1) if expr.head in ("sum", "prod", "pow") else range(len(expr.args))
    if expr.head in ("entry", "delta"):
        inside = range(0)
    found = [(path, expr)]
    for k in inside:
        found += places(expr.args[k], (*path, k))
    return found


def change(expr: Expr, rules: tuple[Rule, ...], rng: Random) -> Expr:
    """One rule at one place, both at random among those that fit."""
    while True:
        path, here = rng.choice(places(expr))
        new = rng.choice(rules)(here, rng)
        if new is not None:
            return replace_at(expr, path, new)
