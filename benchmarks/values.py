"""Values at 40 digits by the plain meaning of the tree, apart from the prover's own evaluation."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any

import mpmath

from derive.expressions.expr import Expr, number_value

DIGITS = 40
TINY = 1e-25
Env = Mapping[Expr, Any]


class NoValue(Exception):
    """The expression has no real value at the point."""


def value(expr: Expr, env: Env) -> Any:
    """The value where letters, indices and arrays (as functions of places) have the values of `env`."""
    if expr in env:
        return env[expr]
    exact = number_value(expr)
    if exact is not None:
        return mpmath.mpf(exact.numerator) / exact.denominator
    if expr.head in ("sum", "prod"):
        return _total(expr, env)
    if expr.head == "entry":
        return env[expr.args[0]](*(int(value(a, env)) for a in expr.args[1:]))
    if expr.head == "cases":
        return _chosen(expr, env)
    if expr.head in ("truth", "const"):
        return CONSTANTS[expr.value]
    values = [value(a, env) for a in expr.args]
    if expr.head in GROWING and abs(values[-1]) > LARGEST:
        raise NoValue  # numbers of so many digits end the process
    return _checked(MEANING[expr.head](*values))


def _checked(found: Any) -> Any:
    if isinstance(found, mpmath.mpc) or (isinstance(found, mpmath.mpf) and not mpmath.isfinite(found)):
        raise NoValue
    return found


def _total(expr: Expr, env: Env) -> Any:
    body, index, lo, hi, condition = expr.args
    ranged = range(int(value(lo, env)), int(value(hi, env)) + 1)
    inner = [{**env, index: mpmath.mpf(k)} for k in ranged]
    terms = [value(body, e) for e in inner if value(condition, e)]
    whole = operator.add if expr.head == "sum" else operator.mul
    return reduce(whole, terms, mpmath.mpf(0 if expr.head == "sum" else 1))


def _chosen(expr: Expr, env: Env) -> Any:
    for branch, condition in zip(expr.args[::2], expr.args[1::2], strict=True):
        if value(condition, env):
            return value(branch, env)
    raise NoValue


def _near_zero(a: Any) -> bool:
    """A value that may be zero but for rounding: nothing that jumps there may be asked of it."""
    return a != 0 and abs(a) < TINY


def _quotient(a: Any, b: Any) -> Any:
    if b == 0 or _near_zero(b):
        raise NoValue
    return a / b


def _root(a: Any) -> Any:
    if a < 0 or _near_zero(a):
        raise NoValue
    return mpmath.sqrt(a)


def _log(a: Any) -> Any:
    if a <= 0 or _near_zero(a):
        raise NoValue
    return mpmath.log(a)


def _power(a: Any, b: Any) -> Any:
    if _near_zero(a) or _near_zero(b - mpmath.nint(b)):
        raise NoValue
    if (a == 0 and b < 0) or (a < 0 and b != int(b)) or abs(b) > 1000:
        raise NoValue
    return a**b


def _steady(jump: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """floor and the like: no value when the argument may be an integer but for rounding."""

    def at(a: Any) -> Any:
        if _near_zero(a - mpmath.nint(a)) or abs(a) > 10**15:
            raise NoValue
        return jump(a)

    return at


def _related(holds: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    def at(a: Any, b: Any) -> bool:
        if _near_zero(a - b):
            raise NoValue
        return holds(a, b)

    return at


def _mod(a: Any, b: Any) -> Any:
    return a - b * _steady(mpmath.floor)(_quotient(a, b))


GROWING = frozenset("exp sin cos tan sinh cosh tanh sigma softplus gamma factorial binomial loggamma".split())
LARGEST = 10**6
CONSTANTS: dict[Any, Any] = {True: True, False: False, "pi": mpmath.pi, "e": mpmath.e}
MEANING: dict[str, Callable[..., Any]] = {
    "add": lambda *a: reduce(operator.add, a),
    "mul": lambda *a: reduce(operator.mul, a),
    "neg": operator.neg,
    "div": _quotient,
    "pow": _power,
    "sqrt": _root,
    "log": _log,
    "exp": mpmath.exp,
    "sin": mpmath.sin,
    "cos": mpmath.cos,
    "tan": mpmath.tan,
    "sinh": mpmath.sinh,
    "cosh": mpmath.cosh,
    "tanh": mpmath.tanh,
    "atan": mpmath.atan,
    "abs": abs,
    "max": max,
    "min": min,
    "relu": lambda a: max(a, mpmath.mpf(0)),
    "sigma": lambda a: 1 / (1 + mpmath.exp(-a)),
    "softplus": lambda a: mpmath.log(1 + mpmath.exp(a)),
    "floor": _steady(mpmath.floor),
    "ceil": _steady(mpmath.ceil),
    "sign": _steady(mpmath.sign),
    "mod": _mod,
    "heaviside": _steady(lambda a: (1 + mpmath.sign(a)) / 2),
    "asin": mpmath.asin,
    "acos": mpmath.acos,
    "erf": mpmath.erf,
    "gamma": mpmath.gamma,
    "loggamma": mpmath.loggamma,
    "digamma": mpmath.digamma,
    "polygamma": lambda n, a: mpmath.psi(int(n), a),
    "besselj": mpmath.besselj,
    "bessely": mpmath.bessely,
    "besseli": mpmath.besseli,
    "besselk": mpmath.besselk,
    "factorial": mpmath.factorial,
    "binomial": mpmath.binomial,
    "delta": lambda a, b: mpmath.mpf(a == b),
    "iverson": lambda a: mpmath.mpf(bool(a)),
    "eq": _related(operator.eq),
    "ne": _related(operator.ne),
    "lt": _related(operator.lt),
    "le": _related(operator.le),
    "gt": _related(operator.gt),
    "ge": _related(operator.ge),
    "and": lambda *a: all(a),
    "or": lambda *a: any(a),
    "not": operator.not_,
}
