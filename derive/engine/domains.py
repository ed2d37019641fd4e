"""Conditions on one letter together: the part of the real line that they leave, in the fewest words.

x² ≥ 1, x ≠ 1, x > 0     →  x > 1          nothing that is assumed is said again
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from fractions import Fraction
from itertools import pairwise
from typing import Any

from derive.engine.constants import floor_of_number
from derive.engine.kernel.line import Place, Quotient, places, quotient
from derive.engine.values import precision
from derive.expressions.build import num, power, rel, sub
from derive.expressions.expr import RELATIONS, Expr, kinds, node, number_value, postorder
from derive.expressions.walk import substitute

HOLDS = {"eq": (0,), "ne": (-1, 1), "lt": (-1,), "le": (-1, 0), "gt": (1,), "ge": (0, 1)}
COMPARED = RELATIONS | {"max", "min"}
ROUNDED = kinds("floor", "ceil", "mod")
CURVED = kinds("pow", "sqrt", "exp", "log")
MOST_POLYNOMIALS, FARTHEST = 12, 2**40
Row = tuple[Quotient, tuple[int, ...]]  # p/q, and the signs that it may have


def described(conditions: Sequence[Expr], assumptions: Sequence[Expr]) -> list[Expr]:
    """The conditions, those on a single letter replaced by what they say together."""
    rows = {c: row for c in (*conditions, *assumptions) if (row := _row(c)) is not None}
    out = list(conditions)
    for letter in dict.fromkeys(rows[c][0][0] for c in conditions if c in rows):
        mine = [c for c in conditions if c in rows and rows[c][0][0] is letter]
        given = [rows[a] for a in assumptions if a in rows and rows[a][0][0] is letter]
        shorter = None
        if letter is not None and letter.head == "sym":
            shorter = _on_line(letter, [rows[c] for c in mine], given)
        if shorter is not None and _weight(shorter) <= _weight(mine):
            place = out.index(mine[0])
            out = [*out[:place], *shorter, *(c for c in out[place:] if c not in mine)]
    return out


def _weight(relations: Sequence[Expr]) -> int:
    return sum(e.head != "num" for r in relations for e in postorder(r))


def _row(relation: Expr) -> Row | None:
    if relation.head not in RELATIONS:
        return None
    a, b = relation.args
    bound = number_value(b)
    if a.head == "abs" and bound is not None and bound > 0:
        a, b = power(a.args[0], num(2)), num(bound * bound)
    found = quotient(sub(a, b))
    return None if found is None or found[0] is None else (found, HOLDS[relation.head])


def _on_line(letter: Expr, mine: Sequence[Row], given: Sequence[Row]) -> list[Expr] | None:
    """Relations that hold, among the given, just where mine do; None when these are not few."""
    with precision(128):
        line = places([p * q for (_, p, q), _ in (*mine, *given)])
        inside = [k for k, place in enumerate(line) if _true(given, place)]
        good = [k for k in inside if _true(mine, line[k])]
    if not good:
        return None
    missing = [k for k in inside if k not in good]
    roots = [_rational(line[k]) for k in missing]
    if None not in roots and all(inside[0] < k < inside[-1] for k in missing):
        return [rel("ne", letter, num(x)) for x in roots if x is not None]
    if [k for k in inside if good[0] <= k <= good[-1]] != good:
        return _outside_interval(letter, line, inside, missing) or _with_holes(letter, line, inside, good)
    lower = _end(letter, line, good[0], -1) if inside[0] < good[0] else []
    upper = _end(letter, line, good[-1], 1) if inside[-1] > good[-1] else []
    return None if lower is None or upper is None else [*lower, *upper]


def _with_holes(
    letter: Expr, line: Sequence[Place], inside: Sequence[int], good: Sequence[int]
) -> list[Expr] | None:
    """An interval without single rational points of it: −1 ≤ x ≤ 1, x ≠ 0."""
    holes = [k for k in inside if good[0] < k < good[-1] and k not in good]
    values = [_rational(line[k]) for k in holes]
    lower = _end(letter, line, good[0], -1) if inside[0] < good[0] else []
    upper = _end(letter, line, good[-1], 1) if inside[-1] > good[-1] else []
    if None in values or lower is None or upper is None:
        return None
    return [*lower, *upper, *(rel("ne", letter, num(x)) for x in values if x is not None)]


def _outside_interval(
    letter: Expr, line: Sequence[Place], inside: Sequence[int], missing: Sequence[int]
) -> list[Expr] | None:
    """|x| > c or |x| ≥ c, where just the x from −c to c are missing."""
    first, last = missing[0], missing[-1]
    if [k for k in inside if first <= k <= last] != list(missing) or first == 0 or last + 1 == len(line):
        return None
    closed = line[first].factor is not None and line[last].factor is not None
    ends = (first, last) if closed else (first - 1, last + 1)
    low, high = (_rational(line[k]) for k in ends)
    if low is None or high is None or low != -high or (line[first].factor is None) == closed:
        return None
    return [rel("gt" if closed else "ge", node("abs", letter), num(high))]


def _end(letter: Expr, line: Sequence[Place], k: int, step: int) -> list[Expr] | None:
    """The bound of an interval that ends with the place k."""
    closed = line[k].factor is not None
    value = _rational(line[k] if closed else line[k + step])
    head = ("ge" if step < 0 else "le") if closed else ("gt" if step < 0 else "lt")
    return None if value is None else [rel(head, letter, num(value))]


def _true(rows: Sequence[Row], place: Place) -> bool:
    return all(place.sign(q) and place.sign(p * q) in allowed for (_, p, q), allowed in rows)


def _rational(place: Place) -> Fraction | None:
    """The root of a linear factor."""
    if place.factor is None or place.factor.degree() != 1:
        return None
    root = -place.factor[0] / place.factor[1]
    return Fraction(int(root.p), int(root.q))


def zeros_of(trees: Sequence[Expr], name: str) -> list[Fraction]:
    """The rational places where the functions of the letter alone that occur are zero."""
    with precision(64):
        line = places(_polynomials(trees, {name}).get(name, []))
    roots = (_rational(p) for p in line if p.factor is not None)
    return [r for r in roots if r is not None]


def turning_values(trees: Sequence[Expr], letters: Set[str]) -> list[tuple[str, Fraction]]:
    """For each letter: values between and at the zeros of the functions of it alone that occur."""
    out: list[tuple[str, Fraction]] = []
    for name, these in _polynomials(trees, letters).items():
        with precision(64):
            line = places(these[:MOST_POLYNOMIALS])
        out += [(name, Fraction(str(p.at))) for p in line if p.factor is None]
        out += [(name, root) for p in line if (root := _rational(p)) is not None]
    return out


def period_values(trees: Sequence[Expr], letters: Set[str]) -> list[tuple[str, Fraction]]:
    """For each letter of whole numbers below ⌊·/q⌋ or mod(·, q): values beside and at multiples of q."""
    out: dict[tuple[str, Fraction], None] = {}
    for e in dict.fromkeys(e for t in trees if t.kinds & ROUNDED for e in postorder(t)):
        if e.head in ("floor", "ceil", "mod"):
            inner = list(postorder(*e.args))
            numbers = [abs(v) for x in inner if (v := number_value(x)) is not None and v]
            periods = [q for v in numbers for q in (v.numerator, v.denominator) if q > 2]
            for name in dict.fromkeys(x.value for x in inner if x.head == "sym" and x.value in letters):
                out.update({(name, Fraction(v)): None for q in periods for v in (2 * q, q, q - 1, -q)})
            out.update({jump: None for jump in _jumps(e.args[0], letters) if e.args[0].kinds & CURVED})
    return list(out)


def _jumps(u: Expr, letters: Set[str]) -> Iterator[tuple[str, Fraction]]:
    """n and n − 1 for the first n > 1 at which ⌊u(n)⌋ is not what it is at 1: 1000 and 999 for ⌊n²/10⁶⌋."""
    names = dict.fromkeys(x for x in postorder(u) if x.head == "sym")
    if len(names) != 1 or (x := next(iter(names))).value not in letters:
        return

    def at(n: int) -> int | None:
        return floor_of_number(substitute(u, {x: num(n)}))

    first, high = at(1), 2
    while high < FARTHEST and first is not None and at(high) == first:
        high *= 2
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if at(middle) == first else (low, middle)
    if high < FARTHEST:
        yield from ((x.value, Fraction(n)) for n in (high, high - 1, high - 2))


def _polynomials(trees: Sequence[Expr], letters: Set[str]) -> dict[str, list[Any]]:
    gaps = [sub(a, b) for t in trees for e in postorder(t) if e.head in COMPARED for a, b in pairwise(e.args)]
    polynomials: dict[str, list[Any]] = {}
    inner = (e for t in trees for e in postorder(t) if e.head in ("add", "sym"))
    for e in (*gaps, *dict.fromkeys(inner)):
        found = quotient(e)
        atom = found[0] if found is not None else None
        if found is not None and atom is not None and atom.head == "sym" and atom.value in letters:
            polynomials.setdefault(atom.value, []).append(found[1])
    return polynomials
