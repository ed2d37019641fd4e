"""Random sums of symbolic length as text, with exact values of their own: see `random_identities`.

A term is a tuple: ("num", k) · ("place", p) · ("X", p) · ("Y", p) · ("F", p, q) · ("delta", p, q)
· ("neg", t) · ("add", t, u) · ("mul", t, u) · ("sum", index, lo, hi, t). A place is (index or "n" or "", k):
index + k, with "-i" for n + 1 − i + k.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from random import Random
from typing import Any

Place = tuple[str, int]
Term = Any  # a tuple, as above
SHAPES = {"X": "n", "Y": "n", "F": "n,n"}
ONE, LAST = ("", 1), ("n", 0)
NAMES = "ijklpqrstuvwabcd"


class NoValue(Exception):
    """A place outside its axis, or a range reversed by more than one."""


def sum_pair(rng: Random) -> tuple[str, str, dict[str, str], bool] | None:
    """Two texts, shapes, and whether they are equal; None where values do not tell."""
    used: list[str] = []
    left = _sum(rng, rng.randint(1, 3), [], used)
    right = left
    for _ in range(rng.randint(1, 4)):
        right = _somewhere(right, rng, lambda t: _rewritten(t, rng, used))
    changed = rng.random() < 0.5
    if changed:
        right = _somewhere(right, rng, lambda t: _mutated(t, rng))
    differs = _compare(left, right, rng) if len(used) <= len(NAMES) else None
    if differs is None or differs != changed:
        if differs and not changed:
            raise AssertionError(f"an identity is none: {text(left)} and {text(right)}")
        return None
    return text(left), text(right), SHAPES, not changed


def _fresh(used: list[str]) -> str:
    used.append(NAMES[min(len(used), len(NAMES) - 1)])
    return used[-1]


def _sum(rng: Random, depth: int, scope: list[str], used: list[str]) -> Term:
    index = _fresh(used)
    lo, hi = _range(rng, scope)
    inner = [*scope, index]
    if depth > 1 and rng.random() < 0.7:
        body: Term = ("mul", _leaf(rng, inner), _sum(rng, depth - 1, inner, used))
    else:
        body = _leaf(rng, inner)
        for _ in range(rng.randint(0, 2)):
            body = (rng.choice(["add", "mul", "mul"]), body, _leaf(rng, inner))
    return ("sum", index, lo, hi, body)


def _range(rng: Random, scope: list[str]) -> tuple[Place, Place]:
    kinds: list[tuple[Place, Place]] = [(ONE, LAST)] * 3 + [(ONE, ("n", -1)), (("", 2), LAST)]
    if scope:
        outer = rng.choice(scope)
        kinds += [(ONE, (outer, 0)), ((outer, 0), LAST), (ONE, (outer, -1)), ((outer, 1), LAST)]
    return rng.choice(kinds)


def _leaf(rng: Random, scope: list[str]) -> Term:
    def place() -> Place:
        return (rng.choice(scope), 0)

    kind = rng.choice(["X", "X", "Y", "F", "num", "place", "delta", "X-"])
    if kind == "num":
        return ("num", rng.choice([1, 2, 3, -1]))
    if kind == "delta" and len(scope) > 1:
        first, second = rng.sample(scope, 2)
        return ("delta", (first, 0), (second, 0))
    if kind == "F":
        return ("F", place(), place())
    if kind == "X-":
        return ("X", (f"-{rng.choice(scope)}", 0))
    return ("place", place()) if kind == "place" else (kind if kind in "XY" else "X", place())


# ---- rewriting ---------------------------------------------------------------------------------------


def _somewhere(term: Term, rng: Random, rule: Callable[[Term], Term | None]) -> Term:
    """The rule at one place at random, among those where it fits."""
    paths = list(_paths(term))
    rng.shuffle(paths)
    for path in paths:
        new = rule(_at(term, path))
        if new is not None:
            return _put(term, path, new)
    return term


def _paths(term: Term, path: tuple[int, ...] = ()) -> list[tuple[int, ...]]:
    found = [path]
    for k, part in enumerate(term):
        if isinstance(part, tuple) and part and part[0] in KINDS:
            found += _paths(part, (*path, k))
    return found


KINDS = ("num", "X", "Y", "F", "delta", "neg", "add", "mul", "sum")


def _at(term: Term, path: tuple[int, ...]) -> Term:
    for k in path:
        term = term[k]
    return term


def _put(term: Term, path: tuple[int, ...], new: Term) -> Term:
    if not path:
        return new
    return (*term[: path[0]], _put(term[path[0]], path[1:], new), *term[path[0] + 1 :])


def _moved(term: Any, index: str, place: Callable[[Place], Place]) -> Any:
    """The term with every place of the index sent through `place`."""
    if not isinstance(term, tuple):
        return term
    if len(term) == 2 and isinstance(term[0], str) and isinstance(term[1], int) and term[0] != "num":
        return place(term) if term[0].lstrip("-") == index else term
    return tuple(_moved(part, index, place) for part in term)


def _renamed(term: Any, index: str, new: str) -> Any:
    return _moved(term, index, lambda p: (p[0].replace(index, new), p[1]))


def _copied(term: Any, used: list[str]) -> Any:
    """The term with new names for the indices bound in it."""
    if not isinstance(term, tuple):
        return term
    if term and term[0] == "sum":
        new = _fresh(used)
        return ("sum", new, term[2], term[3], _copied(_renamed(term[4], term[1], new), used))
    return tuple(_copied(part, used) for part in term)


def _rewritten(t: Term, rng: Random, used: list[str]) -> Term | None:
    if t[0] in ("add", "mul") and rng.random() < 0.5:
        return (t[0], t[2], t[1])
    if t[0] == "mul" and t[2][0] == "add":
        return ("add", ("mul", t[1], t[2][1]), ("mul", _copied(t[1], used), t[2][2]))
    if t[0] in ("X", "Y") and t[1][0].isalpha() and t[1][0] != "n" and rng.random() < 0.5:
        new = _fresh(used)
        return ("sum", new, ONE, LAST, ("mul", ("delta", t[1], (new, 0)), (t[0], (new, 0))))
    if t[0] != "sum":
        return None
    rules = [_reversed, _last_off, _shifted, _split, _exchanged, _apart, _out]
    rng.shuffle(rules)
    made = (rule(t, used) for rule in rules)
    return next((new for new in made if new is not None), None)


def _reversed(t: Term, used: list[str]) -> Term | None:
    _, i, lo, hi, body = t
    if (lo, hi) != (ONE, LAST) or _shifts(body, i):
        return None
    return ("sum", i, lo, hi, _moved(body, i, lambda p: (i if p[0] == f"-{i}" else f"-{i}", p[1])))


def _shifts(term: Any, index: str) -> bool:
    """Whether the index stands anywhere but alone in the place of an array."""
    if not isinstance(term, tuple):
        return False
    if term and term[0] in ("place", "delta"):
        return any(p[0].lstrip("-") == index for p in term[1:])
    if term and term[0] == "sum" and any(p[0].lstrip("-") == index for p in term[2:4]):
        return True
    if len(term) == 2 and isinstance(term[1], int) and term[0] != "num":
        return bool(term[0].lstrip("-") == index and term[1] != 0)
    return any(_shifts(part, index) for part in term)


def _last_off(t: Term, used: list[str]) -> Term | None:
    """Σ_1^n f = Σ_1^{n−1} f + f(n)."""
    _, i, lo, hi, body = t
    if (lo, hi) != (ONE, LAST) or _uses_back(body, i):
        return None
    last = _copied(_moved(body, i, lambda p: ("n", p[1])), used)
    return ("add", ("sum", i, ONE, ("n", -1), body), last)


def _uses_back(term: Any, index: str) -> bool:
    if isinstance(term, str):
        return term == f"-{index}"
    return isinstance(term, tuple) and any(_uses_back(part, index) for part in term)


def _shifted(t: Term, used: list[str]) -> Term | None:
    """Σ_lo^hi f(i) = Σ_{lo−1}^{hi−1} f(i + 1)."""
    _, i, lo, hi, body = t
    if _uses_back(body, i):
        return None
    return ("sum", i, (lo[0], lo[1] - 1), (hi[0], hi[1] - 1), _moved(body, i, lambda p: (p[0], p[1] + 1)))


def _split(t: Term, used: list[str]) -> Term | None:
    """Σ (f + g) = Σ f + Σ g."""
    _, i, lo, hi, body = t
    if body[0] != "add":
        return None
    new = _fresh(used)
    return ("add", ("sum", i, lo, hi, body[1]), ("sum", new, lo, hi, _renamed(body[2], i, new)))


def _exchanged(t: Term, used: list[str]) -> Term | None:
    """Σ_i f_i Σ_j g_ij in the other order: over a square or a triangle."""
    _, i, lo, hi, body = t
    if (lo, hi) != (ONE, LAST) or body[0] != "mul" or body[2][0] != "sum":
        return None
    _, j, low, high, inner = body[2]
    ranges = {
        (ONE, LAST): (ONE, LAST),
        (ONE, (i, 0)): ((j, 0), LAST),
        ((i, 0), LAST): (ONE, (j, 0)),
        (ONE, (i, -1)): ((j, 1), LAST),
        ((i, 1), LAST): (ONE, (j, -1)),
    }
    if (low, high) not in ranges:
        return None
    return ("sum", j, ONE, LAST, ("sum", i, *ranges[low, high], ("mul", body[1], inner)))


def _apart(t: Term, used: list[str]) -> Term | None:
    """Σ_1^n f = Σ_1^i f + Σ_{i+1}^n f for an index i around it: only where the sum runs up to one."""
    _, i, lo, hi, body = t
    if lo != ONE or hi[0] in ("n", "") or hi[1] != 0:
        return None
    new = _fresh(used)
    rest = ("sum", new, (hi[0], 1), LAST, _copied(_renamed(body, i, new), used))
    return ("add", ("sum", i, ONE, LAST, body), ("neg", rest))


def _out(t: Term, used: list[str]) -> Term | None:
    """Σ c f = c Σ f."""
    _, i, lo, hi, body = t
    if body[0] != "mul" or _names(body[1], i):
        return None
    return ("mul", body[1], ("sum", i, lo, hi, body[2]))


def _names(term: Any, index: str) -> bool:
    if isinstance(term, str):
        return term.lstrip("-") == index
    return isinstance(term, tuple) and any(_names(part, index) for part in term)


def _mutated(t: Term, rng: Random) -> Term | None:
    if t[0] == "num":
        return ("num", t[1] + rng.choice([-1, 1]))
    if t[0] in ("X", "Y"):
        return ("Y" if t[0] == "X" else "X", t[1])
    if t[0] == "F":
        return ("F", t[2], t[1])
    if t[0] == "delta":
        return rng.choice([("num", 1), ("delta", t[1], (t[2][0], t[2][1] + 1))])
    if t[0] == "neg":
        return t[1]
    if t[0] == "add":
        return ("add", t[1], ("neg", t[2]))
    if t[0] != "sum":
        return None
    _, i, lo, hi, body = t
    changed = [(lo, (hi[0], hi[1] - 1)), ((lo[0], lo[1] + 1), hi)]
    return ("sum", i, *rng.choice(changed), body)


# ---- text and values ---------------------------------------------------------------------------------


def place_text(p: Place) -> str:
    base, k = p
    if base.startswith("-"):
        base, k = f"n - {base[1:]}", k + 1
    if not base:
        return str(k)
    return base if not k else f"{base} + {k}" if k > 0 else f"{base} - {-k}"


def text(t: Term) -> str:
    kind = t[0]
    if kind == "num":
        return f"({t[1]})"
    if kind == "place":
        return f"({place_text(t[1])})"
    if kind in ("X", "Y", "F"):
        return f"{kind}[{', '.join(map(place_text, t[1:]))}]"
    if kind == "delta":
        return f"delta({place_text(t[1])}, {place_text(t[2])})"
    if kind == "neg":
        return f"(-{text(t[1])})"
    if kind in ("add", "mul"):
        return f"({text(t[1])} {'+' if kind == 'add' else '*'} {text(t[2])})"
    return f"Sum({text(t[4])}, ({t[1]}, {place_text(t[2])}, {place_text(t[3])}))"


def value(t: Term, env: Mapping[str, Any]) -> Fraction:
    """The value where `env` has n, the indices and the arrays, 1-based."""
    kind = t[0]
    if kind == "num":
        return Fraction(t[1])
    if kind == "place":
        return Fraction(_number(t[1], env))
    if kind in ("X", "Y", "F"):
        places = tuple(_number(p, env) for p in t[1:])
        if not all(1 <= p <= env["n"] for p in places):
            raise NoValue
        return Fraction(env[kind][places])
    if kind == "delta":
        return Fraction(_number(t[1], env) == _number(t[2], env))
    if kind == "neg":
        return -value(t[1], env)
    if kind == "add":
        return value(t[1], env) + value(t[2], env)
    if kind == "mul":
        return value(t[1], env) * value(t[2], env)
    lo, hi = _number(t[2], env), _number(t[3], env)
    if hi < lo - 1:
        raise NoValue
    return sum((value(t[4], {**env, t[1]: k}) for k in range(lo, hi + 1)), Fraction(0))


def _number(p: Place, env: Mapping[str, Any]) -> int:
    if p[0].startswith("-"):
        return int(env["n"] + 1 - env[p[0][1:]] + p[1])
    return int((env[p[0]] if p[0] else 0) + p[1])


def _compare(left: Term, right: Term, rng: Random) -> bool | None:
    """Whether they differ at some size from 1 to 5; None where hardly any size gives both a value."""
    seen = 0
    for n in (1, 2, 3, 4, 5):
        env: dict[str, Any] = {"n": n}
        for name in "XY":
            env[name] = {(i,): Fraction(rng.randint(-9, 9), rng.randint(1, 3)) for i in range(1, n + 1)}
        env["F"] = {
            (i, j): Fraction(rng.randint(-9, 9), rng.randint(1, 3))
            for i in range(1, n + 1)
            for j in range(1, n + 1)
        }
        try:
            if value(left, env) != value(right, env):
                return True
            seen += n >= 3
        except NoValue:
            continue
    return False if seen == 3 else None
