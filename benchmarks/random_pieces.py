"""Random identities with |·|, max, min, floor, mod and cases as text: see `random_identities`.

A term is a tuple: ("num", q) · ("x",) · ("y",) · (op, t, u) for + − * · (name, t, …) for the functions.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import product
from math import ceil, floor, isqrt
from random import Random
from typing import Any

Term = Any  # a tuple, as above


class NoValue(Exception):
    """A root of what is no square."""


GRID = sorted(
    {Fraction(k, d) for d in (1, 2, 3) for k in range(-4 * d, 4 * d + 1)} | {Fraction(1000), Fraction(-1000)}
)
NUMBERS = [Fraction(k) for k in (-2, -1, 1, 2, 3)] + [Fraction(1, 2), Fraction(1, 3)]


def piece_pair(rng: Random) -> tuple[str, str, dict[str, str], bool] | None:
    """Two texts, shapes, and whether they are equal; None where the grid does not tell."""
    left = _term(rng, rng.randint(1, 3))
    right = left
    for _ in range(rng.randint(1, 4)):
        right = _somewhere(right, rng, lambda t: _rewritten(t, rng))
    changed = rng.random() < 0.5
    if changed:
        right = _somewhere(right, rng, lambda t: _mutated(t, rng))
    try:
        differs = any(value(left, x, y) != value(right, x, y) for x, y in product(GRID, GRID[::3]))
    except (NoValue, ZeroDivisionError):
        return None
    if differs != changed:
        if differs:
            raise AssertionError(f"an identity is none: {text(left)} and {text(right)}")
        return None
    return text(left), text(right), {}, not changed


def _term(rng: Random, depth: int) -> Term:
    if depth == 0:
        return rng.choice([("x",), ("x",), ("y",), ("num", rng.choice(NUMBERS))])
    kind = rng.choice(["abs", "relu", "max", "min", "floor", "ceil", "sign", "mod", "+", "-", "*", "+"])
    first = _term(rng, depth - 1)
    if kind in ("abs", "relu", "floor", "ceil", "sign"):
        return (kind, first)
    if kind == "mod":
        return ("mod", first, ("num", Fraction(rng.choice([1, 2, 3]))))
    return (kind, first, _term(rng, depth - 1))


def _somewhere(term: Term, rng: Random, rule: Callable[[Term], Term | None]) -> Term:
    paths = _paths(term)
    rng.shuffle(paths)
    for path in paths:
        new = rule(_at(term, path))
        if new is not None:
            return _put(term, path, new)
    return term


def _paths(term: Term, path: tuple[int, ...] = ()) -> list[tuple[int, ...]]:
    found = [path]
    for k, part in enumerate(term):
        if isinstance(part, tuple):
            found += _paths(part, (*path, k))
    return found


def _at(term: Term, path: tuple[int, ...]) -> Term:
    for k in path:
        term = term[k]
    return term


def _put(term: Term, path: tuple[int, ...], new: Term) -> Term:
    if not path:
        return new
    return (*term[: path[0]], _put(term[path[0]], path[1:], new), *term[path[0] + 1 :])


ZERO, ONE, TWO = (("num", Fraction(k)) for k in (0, 1, 2))


def negative(t: Term) -> Term:
    return ("*", ("num", Fraction(-1)), t)


RULES: dict[str, list[Callable[..., Term]]] = {
    "abs": [
        lambda t: ("max", t, negative(t)),
        lambda t: ("abs", negative(t)),
        lambda t: ("*", t, ("sign", t)),
        lambda t: ("sqrt", ("*", t, t)),
        lambda t: ("+", ("relu", t), ("relu", negative(t))),
    ],
    "relu": [
        lambda t: ("max", t, ZERO),
        lambda t: ("+", t, ("relu", negative(t))),
        lambda t: ("-", t, ("min", t, ZERO)),
    ],
    "max": [
        lambda t, u: ("max", u, t),
        lambda t, u: ("+", t, ("relu", ("-", u, t))),
        lambda t, u: ("-", ("+", t, u), ("min", t, u)),
        lambda t, u: negative(("min", negative(t), negative(u))),
    ],
    "min": [lambda t, u: ("min", u, t), lambda t, u: ("-", u, ("relu", ("-", u, t)))],
    "floor": [
        lambda t: negative(("ceil", negative(t))),
        lambda t: ("-", ("floor", ("+", t, ONE)), ONE),
        lambda t: ("floor", ("floor", t)),
        lambda t: ("-", t, ("mod", t, ONE)),
    ],
    "ceil": [lambda t: negative(("floor", negative(t)))],
    "sign": [lambda t: negative(("sign", negative(t))), lambda t: ("sign", ("*", TWO, t))],
    "mod": [
        lambda t, u: ("mod", ("+", t, u), u),
        lambda t, u: ("mod", ("mod", t, u), u),
        lambda t, u: ("-", t, ("*", u, ("floor", ("*", t, ("num", 1 / u[1]))))),
    ],
    "+": [lambda t, u: ("+", u, t)],
    "*": [lambda t, u: ("*", u, t)],
}


def _rewritten(t: Term, rng: Random) -> Term | None:
    rules = RULES.get(t[0])
    return rng.choice(rules)(*t[1:]) if rules else None


OTHERS = {
    "max": "min",
    "min": "max",
    "floor": "ceil",
    "ceil": "floor",
    "abs": "relu",
    "relu": "abs",
    "+": "-",
}
OTHERS |= {"-": "+", "sign": "floor"}


def _mutated(t: Term, rng: Random) -> Term | None:
    if t[0] == "num":
        return ("num", t[1] + rng.choice([-1, 1, Fraction(1, 10**9)]))
    if t[0] in ("x", "y"):
        return ("y" if t[0] == "x" else "x",)
    return (OTHERS[t[0]], *t[1:]) if t[0] in OTHERS else None


def text(t: Term) -> str:
    if t[0] == "num":
        return f"({t[1]})"
    if t[0] in ("x", "y"):
        return str(t[0])
    if t[0] in ("+", "-", "*"):
        return f"({text(t[1])} {t[0]} {text(t[2])})"
    return f"{t[0]}({', '.join(map(text, t[1:]))})"


def value(t: Term, x: Fraction, y: Fraction) -> Fraction:
    if t[0] == "num":
        return Fraction(t[1])
    if t[0] in ("x", "y"):
        return x if t[0] == "x" else y
    return Fraction(MEANING[t[0]](*(value(part, x, y) for part in t[1:])))


def _root(a: Fraction) -> Fraction:
    """√(t·t), the only root that is made; a change may leave no square."""
    if a >= 0:
        found = Fraction(isqrt(a.numerator), isqrt(a.denominator))
        if found * found == a:
            return found
    raise NoValue


MEANING: dict[str, Callable[..., Any]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "abs": abs,
    "relu": lambda a: max(a, 0),
    "max": max,
    "min": min,
    "floor": floor,
    "ceil": ceil,
    "sign": lambda a: (a > 0) - (a < 0),
    "mod": lambda a, b: a - b * floor(a / b),
    "sqrt": _root,
}
