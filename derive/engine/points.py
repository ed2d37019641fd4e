"""Where a statement is tried: exact points of its domain, in a fixed order.

Small sizes and every place of the free indices; letters from a list that holds the usual suspects, tame ones
first (½, 2, ±1, ⅓, 3, then 0, large, tiny, primes), then all of them alike.  A declared equation is met by
solving it for one letter in which it is linear.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import product
from random import Random

from derive.engine.balls import Evaluator, Point
from derive.engine.unknowns import UNKNOWN_LENGTH, Unknowns
from derive.engine.values import Uncertain
from derive.errors import DeriveError, OutsideDomain
from derive.expressions.expr import Expr, Index, free_indices, number_value, postorder

USUAL = (
    *(Fraction(p, q) for p, q in ((1, 2), (2, 1), (-1, 1), (1, 1), (-2, 1), (1, 3), (3, 1), (-1, 2))),
    *(Fraction(p, q) for p, q in ((5, 7), (-3, 1), (0, 1), (10, 1), (-10, 1), (7, 3), (-5, 3), (1, 10))),
    *(Fraction(p, q) for p, q in ((100, 1), (-100, 1), (1, 1000), (10000, 1), (-10000, 1))),
)
FINE = tuple(Fraction(k, 8) for m in range(1, 33) for k in (-m, m))
WHOLE = tuple(Fraction(v) for v in (1, 2, 3, 0, -1, 4, 5, -2, 7, 10, 41, 100))
SIZES = (2, 1, 3, 4, 5, 0)
MAX_POINTS = 400
SEED = 20
USUAL_ONLY = 4
LISTED = 40  # attempts that take the values in their order
Values = tuple[tuple[object, ...], ...]
TAME = 8  # so many of the usual values are tame, and so many points have no others
ALIKE = {8: Fraction(0), 9: Fraction(1)}  # points at which all letters, or all entries, have one value


def points(
    needed: Unknowns,
    assumptions: Sequence[Expr],
    special: Callable[[], Sequence[tuple[str, Fraction]]] = tuple,
) -> Iterator[Point]:
    """Points at which every assumption certainly holds, simple ones first; `special` values among them.
    After the first few, none comes twice."""
    random = Random(SEED)
    tries = 0
    met: set[Values] = set()
    lone = len(needed.letters) == 1 and not needed.sizes and not needed.arrays and not needed.indices
    found: Sequence[tuple[str, Fraction]] = ()
    for attempt in range(MAX_POINTS):
        found = special() if attempt == USUAL_ONLY else found
        if lone and attempt > LISTED + max(len(FINE), 2 * len(found)):
            return
        for frame in _frames(needed, attempt):
            tries += 1
            if tries > MAX_POINTS:
                return
            point = _filled(needed, frame, attempt, random)
            if attempt % 2 and attempt > USUAL_ONLY and found:
                name, value = found[(attempt // 2) % len(found)]
                point.letters[name] = value
            known = lone and attempt > LISTED  # a nudge would lead to a point that was met before
            if not (meets(point, assumptions) if known else _meet(point, assumptions, needed, random)):
                continue
            key = _values(point) if attempt > USUAL_ONLY else None
            if key not in met:
                met.update(() if key is None else (key,))
                yield point


def _values(point: Point) -> Values:
    return tuple(tuple(x.items()) for x in (point.letters, point.entries, point.indices))


def _frames(needed: Unknowns, attempt: int) -> Iterator[Point]:
    """Sizes and places of the free indices."""
    if not needed.sizes and not needed.indices:
        yield Point()
        return
    for sizes in _size_choices(len(needed.sizes), attempt):
        base = Point(letters={n: Fraction(v) for n, v in zip(needed.sizes, sizes, strict=True)})
        yield from _placed(needed, base, attempt)


def _size_choices(count: int, attempt: int) -> list[tuple[int, ...]]:
    ladder = [(2,) * count, tuple(2 + k % 2 for k in range(count)), (1,) * count, (3,) * count]
    ladder += [tuple(1 + (k + attempt) % 3 for k in range(count)), (4,) * count, (5,) * count]
    ladder += [tuple(max(1, 8 >> k) for k in range(count)), tuple(min(8, 1 << k) for k in range(count))]
    out: dict[tuple[int, ...], None] = {}
    for choice in ladder[: 4 + attempt]:
        out.setdefault(choice)
    return list(out)


def _placed(needed: Unknowns, base: Point, attempt: int) -> Iterator[Point]:
    for indices in places_of(needed, base, attempt):
        yield Point(dict(base.letters), {}, indices)


def places_of(needed: Unknowns, base: Point, attempt: int = 0) -> Iterator[dict[Index, int]]:
    """The places of the free indices, sixteen at most; beyond their usual ones from the second attempt."""
    ranges: list[list[int]] = []
    for _, lo, hi in needed.indices:
        low = _whole(lo, base, 1)
        high = _whole(hi, base, 3)
        places = list(range(low, min(high, low + 3) + 1))
        if lo is None and attempt:
            places += [0, -1, 4, 7]
        ranges.append(places)
    for count, chosen in enumerate(product(*ranges)):
        if count >= 16:
            return
        yield {index: v for (index, _, _), v in zip(needed.indices, chosen, strict=True)}


def _whole(limit: Expr | None, base: Point, default: int) -> int:
    if limit is None:
        return default
    try:
        return Evaluator(base).integer(limit)
    except DeriveError:
        return default


def _filled(needed: Unknowns, frame: Point, attempt: int, random: Random) -> Point:
    point = Point(dict(frame.letters), {}, dict(frame.indices))
    for k, name in enumerate(needed.letters):
        pool = WHOLE if name in needed.integers else USUAL[:TAME] if attempt < TAME else USUAL
        if attempt >= LISTED and len(needed.letters) == 1 and not needed.integers:
            point.letters[name] = FINE[(attempt - 40) % len(FINE)]
            continue
        point.letters[name] = pool[(attempt + 3 * k) % len(pool)] if attempt < LISTED else random.choice(pool)
    for k, (name, axes) in enumerate(needed.arrays):
        lengths = [axis_length(axis, point) for axis in axes]
        starts = [0 if axis is UNKNOWN_LENGTH else 1 for axis in axes]
        for place in product(*(range(a, length + 1) for a, length in zip(starts, lengths, strict=True))):
            j = sum(p * (5 + 2 * q) for q, p in enumerate(place))
            point.entries[name, place] = USUAL[(attempt + 4 * k + j) % min(len(USUAL), 11 + attempt)]
    if attempt in ALIKE:
        _made_alike(point, needed, ALIKE[attempt])
    return point


def _made_alike(point: Point, needed: Unknowns, value: Fraction) -> None:
    """Every entry of the arrays has this value; without arrays, every letter."""
    for place in point.entries:
        point.entries[place] = value
    for name in needed.letters if not point.entries else ():
        point.letters[name] = value


def axis_length(axis: Expr, point: Point) -> int:
    """How many entries an axis has at a point, eight at most."""
    value = number_value(axis)
    if value is not None:
        return int(value)
    try:
        return max(0, min(8, Evaluator(point).integer(axis)))
    except DeriveError:
        return 3


def _meet(point: Point, assumptions: Sequence[Expr], needed: Unknowns, random: Random) -> bool:
    """Make the declared equations true by solving, then see that all assumptions hold."""
    solve_equations(point, assumptions, needed)
    nudged = all(_certain(a, point) or _nudged(a, point, needed, random) for a in assumptions)
    return nudged and meets(point, assumptions)


def solve_equations(point: Point, assumptions: Sequence[Expr], needed: Unknowns) -> None:
    """Change one letter for each declared equation that does not hold."""
    for assumption in assumptions:
        if assumption.head == "eq" and not _certain(assumption, point):
            _solve(assumption, point, needed)


def meets(point: Point, assumptions: Sequence[Expr]) -> bool:
    """Whether every assumption holds for certain."""
    return all(_certain(a, point) for a in assumptions)


def _certain(relation: Expr, point: Point) -> bool:
    """Whether a relation holds for certain, for every value of an index that it leaves open."""
    try:
        return Evaluator(point).holds(relation)
    except KeyError:
        return _for_all(relation, point)
    except (OutsideDomain, Uncertain, DeriveError):
        return False


def _for_all(relation: Expr, point: Point) -> bool:
    """The relation for all places of its open indices at which its entries exist."""
    open_indices = sorted(
        (i for i in free_indices(relation) if i not in point.indices), key=lambda i: (i.name, i.uid)
    )
    top = max((max(p) for _, p in point.entries if p), default=1)
    found = False
    for places in product(range(1, top + 1), repeat=len(open_indices)):
        trial = Point(
            point.letters, point.entries, {**point.indices, **dict(zip(open_indices, places, strict=True))}
        )
        try:
            if not Evaluator(trial).holds(relation):
                return False
            found = True
        except OutsideDomain:
            continue
        except DeriveError:
            return False
    return found


def _solve(equation: Expr, point: Point, needed: Unknowns) -> None:
    """Change one letter in which the equation is linear so that it holds: a size stays a size."""
    slots: list[tuple[str, object]] = [("entry", key) for key in reversed(list(point.entries))]
    slots += [("letter", name) for name in reversed(list(point.letters))]
    for kind, key in slots:
        store: dict = point.entries if kind == "entry" else point.letters  # type: ignore[type-arg]
        old = store[key]
        gaps = [_gap(equation, point, store, key, Fraction(v)) for v in (0, 1)]
        store[key] = old
        if None in gaps or gaps[0] == gaps[1]:
            continue
        root = -gaps[0] / (gaps[1] - gaps[0])  # type: ignore[operator]
        store[key] = root
        if _suits(root, key, needed) and _certain(equation, point):
            return
        store[key] = old


def _suits(value: Fraction, key: object, needed: Unknowns) -> bool:
    if key in needed.sizes:
        return value.denominator == 1 and value >= 1
    return key not in needed.integers or value.denominator == 1


def _gap(equation: Expr, point: Point, store: dict, key: object, value: Fraction) -> Fraction | None:  # type: ignore[type-arg]
    store[key] = value
    try:
        a, b = (Evaluator(point).value(side) for side in equation.args)
    except (DeriveError, KeyError):
        return None
    return a - b if isinstance(a, Fraction) and isinstance(b, Fraction) else None


def _nudged(relation: Expr, point: Point, needed: Unknowns, random: Random) -> bool:
    """Try other values for the letters of one assumption until it holds."""
    names = [e.value for e in postorder(relation) if e.head == "sym" and e.value in point.letters]
    arrays = {e.args[0].value for e in postorder(relation) if e.head == "entry"}
    keys = [k for k in point.entries if k[0] in arrays]
    if relation.head == "eq":
        return False
    for attempt in range(24):
        for name in names:
            if name not in needed.sizes:
                pool = WHOLE if name in needed.integers else USUAL[: TAME if attempt < TAME else None]
                point.letters[name] = pool[attempt % len(pool)] if len(names) == 1 else random.choice(pool)
            else:
                point.letters[name] = Fraction(random.choice(SIZES))
        for key in keys:
            point.entries[key] = random.choice(USUAL[:12])
        if _certain(relation, point):
            return True
    return False
