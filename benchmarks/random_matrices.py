"""Random identities of square matrices and vectors as text: see `random_identities`.

A word is a tuple: ("A",) … ("x",) · ("t", w) transposed · ("inv", w) · ("add", v, w) · ("sub", v, w)
· ("dot", v, w) · ("scale", k, w) · ("tr", w), with A, B, C n × n, x, y of n.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from random import Random
from typing import Any

Word = Any  # a tuple, as above
Table = list[list[Fraction]]
SHAPES = {"A": "n,n", "B": "n,n", "C": "n,n", "x": "n", "y": "n"}
LETTERS = "ABCxy"
SIGNS = {"add": "+", "sub": "-", "dot": "@"}


class NoValue(Exception):
    """A singular matrix."""


def matrix_pair(rng: Random) -> tuple[str, str, dict[str, str], bool] | None:
    """Two texts, shapes, and whether they are equal; None where values do not tell."""
    left = _scalar(rng) if rng.random() < 0.5 else _matrix(rng, rng.randint(1, 3))
    right = left
    for _ in range(rng.randint(1, 5)):
        right = _somewhere(right, rng, lambda w: _rewritten(w, rng))
    changed = rng.random() < 0.5
    if changed:
        right = _somewhere(right, rng, lambda w: _mutated(w, rng))
    differs = _compare(left, right, rng)
    if differs is None or differs != changed:
        if differs and not changed:
            raise AssertionError(f"an identity is none: {text(left)} and {text(right)}")
        return None
    return text(left), text(right), SHAPES, not changed


def _matrix(rng: Random, depth: int) -> Word:
    if depth == 0:
        return (rng.choice("ABC"),)
    kind = rng.choice(["dot", "dot", "dot", "add", "sub", "t", "inv", "scale", "outer"])
    if kind == "outer":
        return ("dot", (rng.choice("xy"),), ("t", (rng.choice("xy"),)))
    first = _matrix(rng, depth - 1)
    if kind == "inv":
        return ("inv", first) if first[0] in "ABC" else ("dot", first, ("inv", (rng.choice("AB"),)))
    if kind == "t":
        return ("t", first)
    if kind == "scale":
        return ("scale", rng.choice([2, 3, -1]), first)
    return (kind, first, _matrix(rng, depth - 1))


def _scalar(rng: Random) -> Word:
    inner = _matrix(rng, rng.randint(1, 3))
    if rng.random() < 0.5:
        return ("tr", inner)
    return ("dot", ("dot", ("t", (rng.choice("xy"),)), inner), (rng.choice("xy"),))


def size(w: Word) -> tuple[int, int]:
    """(2, 2), (2, 1), (1, 2) or (1, 1): 2 for n."""
    if w[0] in LETTERS:
        return (2, 2) if w[0] in "ABC" else (2, 1)
    if w[0] == "t":
        return (size(w[1])[1], size(w[1])[0])
    if w[0] == "dot":
        return (size(w[1])[0], size(w[2])[1])
    return (1, 1) if w[0] == "tr" else size(w[2]) if w[0] == "scale" else size(w[1])


def _somewhere(word: Word, rng: Random, rule: Callable[[Word], Word | None]) -> Word:
    paths = list(_paths(word))
    rng.shuffle(paths)
    for path in paths:
        new = rule(_at(word, path))
        if new is not None:
            return _put(word, path, new)
    return word


def _paths(word: Word, path: tuple[int, ...] = ()) -> list[tuple[int, ...]]:
    found = [path]
    for k, part in enumerate(word):
        if isinstance(part, tuple):
            found += _paths(part, (*path, k))
    return found


def _at(word: Word, path: tuple[int, ...]) -> Word:
    for k in path:
        word = word[k]
    return word


def _put(word: Word, path: tuple[int, ...], new: Word) -> Word:
    if not path:
        return new
    return (*word[: path[0]], _put(word[path[0]], path[1:], new), *word[path[0] + 1 :])


def _rewritten(w: Word, rng: Random) -> Word | None:
    kind = w[0]
    if size(w) == (1, 1) and kind == "dot" and rng.random() < 0.5:
        return (
            ("t", w) if rng.random() < 0.3 else ("tr", ("dot", w[2], w[1])) if size(w[1]) == (1, 2) else None
        )
    if kind == "t":
        return _transposed(w[1])
    if kind == "tr":
        return _traced(w[1], rng)
    if kind == "dot" and w[2][0] in ("add", "sub"):
        return (w[2][0], ("dot", w[1], w[2][1]), ("dot", w[1], w[2][2]))
    if kind == "dot" and w[1][0] in ("add", "sub"):
        return (w[1][0], ("dot", w[1][1], w[2]), ("dot", w[1][2], w[2]))
    if kind == "dot" and w[2][0] == "dot":
        return ("dot", ("dot", w[1], w[2][1]), w[2][2])
    if kind == "add":
        return ("add", w[2], w[1])
    if kind == "scale" and w[2][0] in ("add", "sub"):
        return (w[2][0], ("scale", w[1], w[2][1]), ("scale", w[1], w[2][2]))
    if kind == "dot" and w[1][0] == "scale":
        return ("scale", w[1][1], ("dot", w[1][2], w[2]))
    if size(w) == (2, 2):
        return rng.choice([("t", ("t", w)), ("dot", ("dot", w, ("A",)), ("inv", ("A",)))])
    return None


def _transposed(w: Word) -> Word | None:
    if w[0] == "t":
        return w[1]
    if w[0] == "dot":
        return ("dot", ("t", w[2]), ("t", w[1]))
    if w[0] in ("add", "sub"):
        return (w[0], ("t", w[1]), ("t", w[2]))
    if w[0] == "inv":
        return ("inv", ("t", w[1]))
    return ("scale", w[1], ("t", w[2])) if w[0] == "scale" else None


def _traced(w: Word, rng: Random) -> Word | None:
    if w[0] == "dot" and size(w[1])[1] == size(w[1])[0] and rng.random() < 0.6:
        return ("tr", ("dot", w[2], w[1]))
    return ("tr", ("t", w))


def _mutated(w: Word, rng: Random) -> Word | None:
    kind = w[0]
    if kind == "dot" and size(w[1]) == size(w[2]) == (2, 2):
        return ("dot", w[2], w[1])
    if kind == "t" and size(w[1]) == (2, 2):
        return w[1]
    if kind in ("add", "sub"):
        return ("sub" if kind == "add" else "add", w[1], w[2])
    if kind == "scale":
        return ("scale", w[1] + 1, w[2])
    if kind == "inv":
        return w[1]
    if kind in LETTERS:
        return (rng.choice("ABC" if kind in "ABC" else "xy"),)
    return None


def _is_written(w: Word) -> bool:
    """No transpose or matrix product of numbers: these are not read."""
    parts = [part for part in w if isinstance(part, tuple)]
    numbers = w[0] in ("t", "dot") and any(size(part) == (1, 1) for part in parts)
    return not numbers and all(map(_is_written, parts))


# ---- text and values ---------------------------------------------------------------------------------


def text(w: Word) -> str:
    kind = w[0]
    if kind in LETTERS:
        return str(kind)
    if kind == "t":
        return f"{text(w[1])}.T" if w[1][0] in LETTERS else f"({text(w[1])}).T"
    if kind in ("inv", "tr"):
        return f"{kind}({text(w[1])})"
    if kind == "scale":
        return f"(({w[1]})*({text(w[2])}))"
    return f"({text(w[1])} {SIGNS[kind]} {text(w[2])})"


def value(w: Word, env: dict[str, Table]) -> Table:
    kind = w[0]
    if kind in LETTERS:
        return env[kind]
    if kind == "t":
        return [list(row) for row in zip(*value(w[1], env), strict=True)]
    if kind == "inv":
        return inverse(value(w[1], env))
    if kind == "scale":
        return [[w[1] * x for x in row] for row in value(w[2], env)]
    if kind == "tr":
        inner = value(w[1], env)
        return [[sum((inner[k][k] for k in range(len(inner))), Fraction(0))]]
    a, b = value(w[1], env), value(w[2], env)
    if kind == "dot":
        columns = list(zip(*b, strict=True))
        return [
            [sum((p * q for p, q in zip(row, c, strict=True)), Fraction(0)) for c in columns] for row in a
        ]
    sign = 1 if kind == "add" else -1
    return [[p + sign * q for p, q in zip(r, s, strict=True)] for r, s in zip(a, b, strict=True)]


def inverse(table: Table) -> Table:
    """By elimination; raises NoValue for a singular matrix."""
    n = len(table)
    rows = [[*row, *(Fraction(i == j) for j in range(n))] for i, row in enumerate(table)]
    for k in range(n):
        pivot = next((i for i in range(k, n) if rows[i][k]), None)
        if pivot is None:
            raise NoValue
        rows[k], rows[pivot] = rows[pivot], rows[k]
        rows[k] = [x / rows[k][k] for x in rows[k]]
        rows = [
            row if i == k else [x - row[k] * p for x, p in zip(row, rows[k], strict=True)]
            for i, row in enumerate(rows)
        ]
    return [row[n:] for row in rows]


def _compare(left: Word, right: Word, rng: Random) -> bool | None:
    """Whether they differ at n = 1, 2, 3 or 4."""
    if size(left) != size(right) or not (_is_written(left) and _is_written(right)):
        return None
    seen = 0
    for n in (1, 2, 3, 4):
        env = {
            name: [
                [Fraction(rng.randint(-5, 5), rng.randint(1, 2)) for _ in range(n if name in "ABC" else 1)]
                for _ in range(n)
            ]
            for name in LETTERS
        }
        try:
            if value(left, env) != value(right, env):
                return True
            seen += n > 1
        except NoValue:
            continue
    return False if seen == 3 else None
