"""Rewrites that hold on part of the domain, off single points, or not at all: statements of unknown truth.

What is true of the result is found out by values at many points; see `benchmarks.fuzz`.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from benchmarks.rewrites import IDENTITIES, MUTATIONS, Rule, is_value, when
from derive.expressions import build as b
from derive.expressions.expr import Expr
from derive.expressions.walk import freshen, substitute

ONE, TWO, ZERO = b.ONE, b.TWO, b.ZERO
HALF = b.div(ONE, TWO)


def square(p: Expr) -> Expr:
    return b.power(p, TWO)


def inside(outer: str, inner: str, made: Callable[[Expr], Expr]) -> Rule:
    """The rule for outer(inner(p))."""
    return lambda e, rng: made(e.args[0].args[0]) if e.head == outer and e.args[0].head == inner else None


def inside_two(outer: str, inner: str, made: Callable[..., Expr]) -> Rule:
    """The rule for outer(inner(p, q))."""

    def rule(e: Expr, rng: Random) -> Expr | None:
        fits = e.head == outer and e.args[0].head == inner and len(e.args[0].args) == 2
        return made(*e.args[0].args) if fits else None

    return rule


RISKY: tuple[Rule, ...] = (
    inside("sqrt", "pow", lambda p: p),
    inside("abs", "neg", lambda p: p),
    inside("abs", "pow", square),
    inside_two("sqrt", "mul", lambda p, q: b.mul(b.fn("sqrt", p), b.fn("sqrt", q))),
    inside_two("sqrt", "div", lambda p, q: b.div(b.fn("sqrt", p), b.fn("sqrt", q))),
    inside_two("log", "mul", lambda p, q: b.add(b.log(p), b.log(q))),
    inside_two("log", "div", lambda p, q: b.sub(b.log(p), b.log(q))),
    inside_two("log", "pow", lambda p, q: b.mul(q, b.log(p))),
    inside_two("log", "pow", lambda p, q: b.mul(q, b.log(b.fn("abs", p)))),
    inside_two("abs", "mul", lambda p, q: b.mul(b.fn("abs", p), b.fn("abs", q))),
    inside_two("abs", "add", lambda p, q: b.add(b.fn("abs", p), b.fn("abs", q))),
    inside_two("abs", "sub", lambda p, q: b.fn("abs", b.sub(q, p))),
    inside_two("floor", "add", lambda p, q: b.add(b.fn("floor", p), b.fn("floor", q))),
    inside_two("floor", "mul", lambda p, q: b.mul(b.fn("floor", p), b.fn("floor", q))),
    inside_two("floor", "div", lambda p, q: b.sub(b.fn("ceil", b.div(b.add(p, ONE), q)), ONE)),
    inside_two("sign", "mul", lambda p, q: b.mul(b.fn("sign", p), b.fn("sign", q))),
    inside_two("relu", "mul", lambda p, q: b.mul(b.fn("relu", p), b.fn("relu", q))),
    inside_two("relu", "mul", lambda p, q: b.mul(p, b.fn("relu", q))),
    inside_two("exp", "add", lambda p, q: b.mul(b.exp(p), b.exp(q))),
    inside_two("sin", "add", lambda p, q: b.add(_sc(p, q), _sc(q, p))),
    inside_two("tan", "add", lambda p, q: _tangent(p, q)),
    inside("exp", "log", lambda p: p),
    inside("asin", "sin", lambda p: p),
    inside("acos", "cos", lambda p: p),
    inside("atan", "tan", lambda p: p),
    inside("tan", "atan", lambda p: p),
    inside("sin", "asin", lambda p: p),
    inside("floor", "floor", lambda p: b.fn("floor", p)),
    inside("relu", "neg", lambda p: b.sub(b.fn("relu", p), p)),
    when("floor", lambda p: b.neg(b.fn("ceil", b.neg(p)))),
    when("floor", lambda p: b.sub(p, b.fn("mod", p, ONE))),
    when("ceil", lambda p: b.add(b.fn("floor", p), ONE)),
    when("ceil", lambda p: b.neg(b.fn("floor", b.neg(p)))),
    when("mod", lambda p, q: b.sub(p, b.mul(q, b.fn("floor", b.div(p, q))))),
    when("mod", lambda p, q: b.fn("mod", b.add(p, q), q)),
    when("sign", lambda p: b.div(p, b.fn("abs", p))),
    when("sign", lambda p: b.div(b.fn("abs", p), p)),
    when("sign", lambda p: b.sub(b.mul(TWO, b.fn("heaviside", p)), ONE)),
    when("sqrt", lambda p: b.power(p, HALF)),
    when("abs", lambda p: b.mul(p, b.fn("sign", p))),
    when("abs", lambda p: b.cases([(p, b.rel("gt", p, ZERO)), (b.neg(p), b.rel("lt", p, ZERO))])),
    when("abs", lambda p: b.cases([(p, b.rel("ge", p, ZERO)), (b.neg(p), b.TRUE)])),
    when("relu", lambda p: b.cases([(p, b.rel("gt", p, ZERO)), (ZERO, b.TRUE)])),
    when("relu", lambda p: b.mul(p, b.fn("heaviside", p))),
    when("max", lambda p, q: b.cases([(p, b.rel("ge", p, q)), (q, b.TRUE)])),
    when("max", lambda p, q: b.cases([(p, b.rel("gt", p, q)), (q, b.rel("lt", p, q))])),
    when("max", lambda p, q: b.div(b.sub(b.mul(p, q), b.mul(b.fn("min", p, q), q)), q)),
    when("tan", lambda p: b.div(ONE, b.div(b.fn("cos", p), b.fn("sin", p)))),
    when("sin", lambda p: b.fn("cos", b.sub(b.div(b.PI, TWO), p))),
    when("cos", lambda p: b.fn("sqrt", b.sub(ONE, square(b.fn("sin", p))))),
    when("cos", lambda p: b.fn("cos", b.add(p, b.mul(TWO, b.PI)))),
    when("atan", lambda p: b.sub(b.div(b.PI, TWO), b.fn("atan", b.div(ONE, p)))),
    when("asin", lambda p: b.sub(b.div(b.PI, TWO), b.fn("acos", p))),
    when("div", lambda p, q: b.div(b.mul(p, q), square(q))),
    when("div", lambda p, q: b.div(b.mul(p, b.fn("sqrt", q)), b.mul(q, b.fn("sqrt", q)))),
    when("pow", lambda p, q: b.exp(b.mul(q, b.log(p)))),
    when("pow", lambda p, q: b.power(b.fn("abs", p), q)),
    when("cases", lambda p, c, q, d: b.cases([(p, _flipped(c)), (q, d)])),
    when("delta", lambda p, q: b.sub(ONE, b.fn("abs", b.sub(p, q)))),
    when("delta", lambda p, q: b.delta(q, p)),
    lambda e, rng: b.div(square(e), e) if is_value(e) else None,
    lambda e, rng: square(b.fn("sqrt", e)) if is_value(e) else None,
    lambda e, rng: b.exp(b.log(e)) if is_value(e) else None,
    lambda e, rng: b.fn("sqrt", square(e)) if is_value(e) else None,
    lambda e, rng: b.fn("max", e, ZERO) if is_value(e) else None,
    lambda e, rng: b.mul(e, b.fn("heaviside", e)) if is_value(e) else None,
    lambda e, rng: b.add(e, b.sub(f := b.fn("abs", b.sub(b.sym("x"), ONE)), f)) if is_value(e) else None,
    lambda e, rng: b.fn("sin", b.fn("asin", e)) if is_value(e) else None,
    lambda e, rng: b.fn("floor", e) if is_value(e) else None,
    lambda e, rng: _last_term(e),
    lambda e, rng: _reversed(e),
    lambda e, rng: _shifted(e),
)


def _sc(p: Expr, q: Expr) -> Expr:
    return b.mul(b.fn("sin", p), b.fn("cos", q))


def _tangent(p: Expr, q: Expr) -> Expr:
    """(tan p + tan q)/(1 − tan p tan q)."""
    t, u = b.fn("tan", p), b.fn("tan", q)
    return b.div(b.add(t, u), b.sub(ONE, b.mul(t, u)))


def _flipped(c: Expr) -> Expr:
    """The relation with its boundary on the other side: > for ≥, ≥ for >."""
    other = {"gt": "ge", "ge": "gt", "lt": "le", "le": "lt"}
    return Expr(other[c.head], c.args) if c.head in other else c


def _last_term(e: Expr) -> Expr | None:
    """Σ_1^n f_i = Σ_1^{n−1} f_i + f_n (for products alike)."""
    if e.head not in ("sum", "prod") or e.args[4] is not b.TRUE:
        return None
    body, index, lo, hi, _ = e.args
    last = _at(body, index, hi)
    rest = _renamed(e.head, body, index, lo, b.sub(hi, ONE))
    return b.add(rest, last) if e.head == "sum" else b.mul(rest, last)


def _reversed(e: Expr) -> Expr | None:
    """Σ_i f(i) = Σ_i f(lo + hi − i)."""
    if e.head not in ("sum", "prod") or e.args[4] is not b.TRUE:
        return None
    body, index, lo, hi, _ = e.args
    new = b.fresh_idx("r")
    return b.bound(e.head, _at(body, index, b.sub(b.add(lo, hi), new)), new, lo, hi)


def _shifted(e: Expr) -> Expr | None:
    """Σ_lo^hi f(i) = Σ_{lo+1}^{hi+1} f(i − 1)."""
    if e.head not in ("sum", "prod") or e.args[4] is not b.TRUE:
        return None
    body, index, lo, hi, _ = e.args
    new = b.fresh_idx("t")
    return b.bound(e.head, _at(body, index, b.sub(new, ONE)), new, b.add(lo, ONE), b.add(hi, ONE))


def _at(body: Expr, index: Expr, place: Expr) -> Expr:
    return freshen(substitute(body, {index: place}))


def _renamed(head: str, body: Expr, index: Expr, lo: Expr, hi: Expr) -> Expr:
    new = b.fresh_idx("s")
    return b.bound(head, _at(body, index, new), new, lo, hi)


ALL_RULES: tuple[Rule, ...] = RISKY + RISKY + IDENTITIES + MUTATIONS
