"""Conditions read off where the two sides agree, instead of off what is left of their difference.

    the interval of one letter on which they agree     2 arcsin x = arcsin(2x√(1 − x²)):  x² ≤ 1/2
    a side of what must not be zero                    arctan x + arctan(1/x) = π/2:  x > 0
    between jumps                                      ⌈n/m⌉ = ⌊n/m⌋ + 1:  ⌊n/m⌋ ≠ n/m

Each is proposed only where the sides differ at every point tried outside of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import chain, islice
from math import pi

from derive.engine.balls import Evaluator, Point
from derive.engine.points import meets
from derive.engine.prepare import Prepared
from derive.engine.refute import BITS, Search
from derive.engine.values import Uncertain
from derive.errors import DeriveError, OutsideDomain
from derive.expressions.build import PI, TWO, ZERO, div, fn, mul, ne, neg, num, power, rel
from derive.expressions.expr import Expr, kinds, number_value, postorder
from derive.expressions.walk import alpha, letters

BRANCHING = kinds(*"abs max min log sqrt asin acos atan atan2 acosh atanh acot".split())
INVERSE = kinds("asin", "acos", "atan", "atan2", "acot", "asec", "acsc")
ROUNDED = kinds("floor", "ceil")
AUTHORS_CASES = kinds("cases", "sign", "heaviside", "iverson")
NEAR = [Fraction(p, q) for p, q in ((1, 3), (3, 4), (5, 3), (7, 1))]
COARSE = [s * x for x in NEAR for s in (1, -1)]
_SIZES: tuple[Fraction, ...] = (
    Fraction(1, 10),
    *(Fraction(k, 4) for k in range(1, 13)),
    *map(Fraction, (4, 6, 8, 10, 40, 1000)),
)
FINE: list[Fraction] = sorted({s * x for x in (*_SIZES, *NEAR, Fraction(0)) for s in (1, -1)})
Agreeing = Callable[[Fraction], bool | None]  # None: no values there
FEWEST, LEAST_BAD = 4, 2  # points within an interval, and outside
HALVINGS, ENOUGH = 40, 20
DENOMINATOR = 24
POINTS = 20


def by_agreement(prepared: Prepared) -> Iterator[tuple[Expr, ...]]:
    inner = prepared.left.kinds | prepared.right.kinds
    for e in prepared.opened:
        inner |= e.kinds
    if inner & BRANCHING and not inner & AUTHORS_CASES and prepared.statement.relation == "eq":
        yield from _interval(prepared)
    if inner & INVERSE:
        yield from (c for c in _one_side(prepared) if only_there(prepared, c))
    if inner & ROUNDED:
        yield from (c for c in _between_jumps(prepared) if only_there(prepared, c))


def only_there(prepared: Prepared, conditions: Sequence[Expr]) -> bool:
    """Whether the sides agree at the first points at which the conditions hold, and differ at the others."""
    search, seen = Search(prepared), set[bool]()
    for point in islice(search._fresh(POINTS), POINTS):
        trial = search.attempt(point, BITS[:1])
        if trial is not None:
            inside = all(_holds(c, point) for c in conditions)
            if inside is bool(trial.fails):
                return False
            seen.add(inside)
    return len(seen) == 2


def _holds(condition: Expr, point: Point) -> bool:
    try:
        return Evaluator(point).holds(condition)
    except (DeriveError, OutsideDomain, Uncertain, KeyError):
        return False


def _one_side(prepared: Prepared) -> Iterator[tuple[Expr, ...]]:
    """u > 0 and u < 0, where u must not be zero."""
    seen: dict[Expr, None] = {}
    for condition, guards in prepared.asked:
        if condition.head == "ne" and not guards and number_value(condition.args[1]) == 0:
            seen.setdefault(condition.args[0])
    for u in seen:
        if not u.kinds & INVERSE and letters(u):
            v, bound = _beside_number(u)
            yield from ((rel(head, v, bound),) for head in ("lt", "gt"))


def _beside_number(u: Expr) -> tuple[Expr, Expr]:
    """(v, c) for c − v, (v, −c) for c + v: x y against 1 for 1 − x y."""
    c = number_value(u.args[0]) if u.head == "add" and len(u.args) == 2 else None
    if c is None:
        return u, ZERO
    v = u.args[1]
    return (v.args[0], num(c)) if v.head == "neg" else (v, num(-c))


def _between_jumps(prepared: Prepared) -> Iterator[tuple[Expr, ...]]:
    """⌊u⌋ ≠ u for the one quotient u of integers that is rounded, up to its sign."""
    rounded = [e.args[0] for e in postorder(*prepared.opened) if e.head in ("floor", "ceil")]
    plain = {alpha(u.args[0] if u.head == "neg" else u): None for u in map(_without_sign, rounded)}
    for u in plain if len(plain) == 1 else ():
        if all(prepared.facts.is_integer(x) for x in letters(u).values()):
            yield (ne(fn("floor", u), u),)


def _without_sign(u: Expr) -> Expr:
    """a/b of (−a)/b."""
    return div(u.args[0].args[0], u.args[1]) if u.head == "div" and u.args[0].head == "neg" else u


# ---- one letter ----------------------------------------------------------------------------------------


def _interval(prepared: Prepared) -> Iterator[tuple[Expr, ...]]:
    """Bounds of the one interval of the letter on which the two sides agree."""
    search = Search(prepared)
    needed = search.needed
    if len(needed.letters) != 1 or needed.sizes or needed.arrays or needed.indices or needed.integers:
        return
    name = needed.letters[0]

    def agree(x: Fraction) -> bool | None:
        point = Point({name: x})
        trial = search.attempt(point, BITS[:1]) if meets(point, prepared.assumptions) else None
        return None if trial is None else not trial.fails

    ends = _ends(agree)
    if ends is None:
        return
    letter = next(e for e in postorder(prepared.left, prepared.right) if e.head == "sym" and e.value == name)
    low, high = ends
    if low is not None and high is not None and low is neg(high) and high.head == "sqrt":
        yield (rel("le", power(letter, TWO), high.args[0]),)
    for closed in (True, False):
        yield tuple(chain(_bound(letter, low, "g", agree, closed), _bound(letter, high, "l", agree, closed)))


def _bound(letter: Expr, end: Expr | None, side: str, agree: Agreeing, closed: bool) -> Iterator[Expr]:
    """x ≥ c, or x > c where the sides have no value at c."""
    if end is not None:
        value = number_value(end)
        closed = closed and (value is None or agree(value) is True)
        yield rel(f"{side}{'e' if closed else 't'}", letter, end)


def _ends(agree: Agreeing) -> tuple[Expr | None, Expr | None] | None:
    """Where the only interval of agreement ends (None: with the domain); None when it is all or nothing."""
    if True not in map(agree, COARSE):
        return None
    line = [(x, found) for x in FINE if (found := agree(x)) is not None]
    good = [k for k, (_, found) in enumerate(line) if found]
    apart = len(good) < FEWEST or good[-1] - good[0] + 1 != len(good)
    if apart or len(line) - len(good) < LEAST_BAD:
        return None
    low, high = good[0], good[-1]
    ends = [
        _end(agree, line[i][0], line[j][0]) if 0 <= j < len(line) else None
        for i, j in ((low, low - 1), (high, high + 1))
    ]
    inside = (low == 0 or ends[0] is not None) and (high == len(line) - 1 or ends[1] is not None)
    usual = None in ends or line[low][0] <= 0 <= line[high][0]  # not one of many: π/2 ≤ x ≤ 3π/2
    return (ends[0], ends[1]) if inside and usual else None


def _end(agree: Agreeing, good: Fraction, bad: Fraction) -> Expr | None:
    """The number between that both are near to after halving; 0 where there are no values between."""
    for halving in range(HALVINGS):
        middle = (good + bad) / 2
        found = agree(middle)
        if found is None:  # a single place without a value, or one of many
            middle = (3 * good + 2 * bad) / 5
            found = agree(middle)
        if found is None:
            return recognized(middle) if halving > ENOUGH else ZERO if good * bad < 0 else None
        good, bad = (middle, bad) if found else (good, middle)
    return recognized((good + bad) / 2)


def recognized(x: Fraction) -> Expr | None:
    """q, qπ or ±√q with a small denominator, very near to x."""
    near = Fraction(1, 2**ENOUGH)
    q = x.limit_denominator(DENOMINATOR)
    if abs(q - x) < near * max(Fraction(1), abs(x)):
        return num(q)
    turns = Fraction(float(x) / pi).limit_denominator(DENOMINATOR)
    if turns and abs(float(turns) * pi - float(x)) < near:
        multiple = PI if turns.numerator in (1, -1) else mul(num(abs(turns.numerator)), PI)
        size: Expr = multiple if turns.denominator == 1 else div(multiple, num(turns.denominator))
        return size if x > 0 else neg(size)
    square = (x * x).limit_denominator(DENOMINATOR)
    if square and abs(square - x * x) < near * max(Fraction(1), square):
        return fn("sqrt", num(square)) if x > 0 else neg(fn("sqrt", num(square)))
    return None
