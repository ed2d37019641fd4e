"""A counterexample that a person would give: small sizes, zeros and ones, where these refute too.

The points that are tried have generic entries, so that no accident hides a difference.  Once a difference
is found, sizes are made smaller, and value after value is set to 0 or 1, as long as the sides still
certainly differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

from derive.engine.balls import Point
from derive.engine.points import axis_length, meets, places_of, solve_equations
from derive.engine.refute import BITS, Search, Trial
from derive.engine.unknowns import Unknowns
from derive.expressions.expr import postorder

FEW = 4  # coordinates that one can take in at a glance
SEVERAL = 8  # more than these, and the sizes are made smaller too
MOST_NODES = 200_000  # nodes evaluated, all attempts together
MOST_FRAMES = 24
PLAIN = (Fraction(0), Fraction(1))
Key = tuple[str, tuple[int, ...]] | str


def plainer(search: Search, trial: Trial) -> Trial | None:
    """A refuting trial at a plainer point than `trial`'s; None where there is nothing to gain."""
    count = len(trial.point.letters) + len(trial.point.entries) + len(trial.point.indices)
    if count <= FEW:
        return None
    attempts, best = _Attempts(search), trial
    if count > SEVERAL:
        best = attempts.first(islice(_smaller(search.needed, trial.point), MOST_FRAMES)) or trial
    for key in _keys(search.needed, best.point):
        best = attempts.first(_plain_values(best.point, key)) or best
    return None if best is trial else best


class _Attempts:
    """Trials at one point after another, until their work is done."""

    def __init__(self, search: Search) -> None:
        self.search = search
        self.nodes = sum(1 for _ in postorder(search.prepared.left, search.prepared.right))
        self.left = MOST_NODES

    def first(self, candidates: Iterator[Point]) -> Trial | None:
        """The first of the points at which the assumptions hold and the sides certainly differ."""
        for point in candidates:
            self.left -= self.nodes + len(point.entries)
            if self.left < 0:
                return None
            solve_equations(point, self.search.prepared.assumptions, self.search.needed)
            if meets(point, self.search.prepared.assumptions):
                trial = self.search.attempt(point, BITS[:1])
                if trial is not None and trial.fails:
                    return trial
        return None


def _smaller(needed: Unknowns, point: Point) -> Iterator[Point]:
    """The point with all sizes 1, then with one of them smaller, at every place of the indices."""
    present = {name: int(point.letters[name]) for name in needed.sizes}
    choices = [dict.fromkeys(present, 1)]
    choices += [{**present, name: n} for name, top in present.items() for n in range(1, top)]
    for sizes in choices:
        if sizes == present:
            continue
        letters = {**point.letters, **{name: Fraction(n) for name, n in sizes.items()}}
        for indices in places_of(needed, Point(letters)):
            cut = _cut(needed, Point(letters, point.entries, indices))
            yield Point(dict(cut.letters), dict(cut.entries), cut.indices)
            yield _without_zeros(cut)


def _cut(needed: Unknowns, point: Point) -> Point:
    """Without the entries beyond the lengths of their arrays."""
    kept: dict[tuple[str, tuple[int, ...]], Fraction] = {}
    for name, axes in needed.arrays:
        lengths = [axis_length(axis, point) for axis in axes]
        for key, value in point.entries.items():
            if key[0] == name and all(p <= n for p, n in zip(key[1], lengths, strict=True)):
                kept[key] = value
    return Point(point.letters, kept, point.indices)


def _without_zeros(point: Point) -> Point:
    """A place may have had nothing but accidental zeros."""
    letters = {name: value or Fraction(1) for name, value in point.letters.items()}
    return Point(letters, {key: value or Fraction(1) for key, value in point.entries.items()}, point.indices)


def _keys(needed: Unknowns, point: Point) -> list[Key]:
    """The values that may be changed: every one but sizes and places."""
    return [*(n for n in point.letters if n not in needed.sizes), *point.entries]


def _plain_values(point: Point, key: Key) -> Iterator[Point]:
    """The point with 0, then with 1, in the place of a value that is plainer than neither."""
    old = point.letters[key] if isinstance(key, str) else point.entries[key]
    for value in PLAIN:
        if value == old:
            return
        if isinstance(key, str):
            yield Point({**point.letters, key: value}, dict(point.entries), point.indices)
        else:
            yield Point(dict(point.letters), {**point.entries, key: value}, point.indices)
