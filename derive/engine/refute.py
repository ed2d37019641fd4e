"""Counterexamples: a point of the domain where both sides have certain values and these differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, islice
from typing import Any

from derive.engine.balls import Evaluator, Point
from derive.engine.domains import period_values, turning_values
from derive.engine.points import points
from derive.engine.prepare import Prepared
from derive.engine.unknowns import Unknowns, unknowns
from derive.engine.values import Uncertain, precision, subtract, to_ball
from derive.errors import OutsideDomain, TooLarge
from derive.expressions.build import sub
from derive.expressions.expr import Expr, free_indices, kinds, postorder
from derive.expressions.walk import letters
from derive.records.verdict import Counterexample

BITS = (64, 256, 1024, 4096)
HARD_POINTS = 12
AGREEING = 2
MORE_POINTS = 3  # tried for a difference that is seen in three digits
DERIVATIVE, SUM = kinds("deriv"), kinds("sum")
FAILS = {
    "eq": lambda s: s != 0,
    "ne": lambda s: s == 0,
    "lt": lambda s: s >= 0,
    "le": lambda s: s > 0,
    "gt": lambda s: s <= 0,
    "ge": lambda s: s < 0,
}


@dataclass(frozen=True)
class Trial:
    """A point at which both sides have values: do they contradict the relation (None: not clear)?"""

    point: Point
    fails: bool | None
    left: Any
    right: Any
    bits: int


@dataclass
class Search:
    """Tries points one after another; remembers the first good one (the witness)."""

    prepared: Prepared
    witness: Trial | None = None
    tried: int = 0
    domain_points: int = 0

    def __post_init__(self) -> None:
        p = self.prepared
        self.needed: Unknowns = unknowns([p.left, p.right, *p.opened], p.context, _closed(p.assumptions))
        scalars = {x for x in self.needed.letters if x not in self.needed.integers}
        trees = (p.left, p.right, sub(p.left, p.right), *p.assumptions)
        whole = self.needed.integers
        self._points: Iterator[Point] = points(
            self.needed,
            p.assumptions,
            lambda: [*turning_values(trees, scalars), *period_values(trees, whole)],
        )
        self._unclear: list[Point] = []
        kept = {d.name for d in p.context.definitions}
        self._bodies = [
            e.args[0]
            for e in postorder(*(x for x in p.opened if x.kinds & DERIVATIVE and x.kinds & SUM))
            if e.head == "deriv"
            and not e.args[0].kinds & DERIVATIVE
            and not any(i.uid for i in free_indices(e))
            and not kept & set(letters(e))
        ]  # a derivative by X_k forgets the other terms, but they must have values
        self.undefined = any(e.head == "call" for e in postorder(p.left, p.right))

    def glance(self, limit: int) -> Trial | None:
        """The first points at the least precision, until the sides agree at two of them; those that stay
        unclear are kept for `run`."""
        agreeing = 0
        for point in self._fresh(limit):
            trial = self._noted(self.attempt(point, BITS[:1]))
            if trial is None or trial.fails is None:
                self._unclear.append(point)
            elif trial.fails:
                return self.plainer(trial)
            agreeing += trial is not None
            if agreeing == AGREEING:
                break
        return None

    def plainer(self, trial: Trial) -> Trial:
        """Another of the next points when a person would hardly see the two sides differ at this one."""
        for _ in range(MORE_POINTS if not visible(trial) else 0):
            point = next(self._points, None)
            other = None if point is None else self.attempt(point, BITS[:1])
            if other is not None and other.fails and visible(other):
                return other
        return trial

    def run(self, limit: int, *, only_witness: bool = False, briefly: bool = False) -> Trial | None:
        """The next refuting trial: points that stayed unclear, then `limit` further points of the domain;
        with `only_witness`, no further than to a point at which the relation certainly holds. `briefly`: at
        small precisions; what stays unclear is kept for the next run."""
        unclear, self._unclear = self._unclear, []
        for point in chain(unclear, self._fresh(limit)):
            trial = self._noted(self.attempt(point, BITS[:2] if briefly else None))
            if briefly and (trial is None or trial.fails is None):
                self._unclear.append(point)
            elif trial is not None and trial.fails:
                return self.plainer(trial)
            elif trial is not None and only_witness and trial.fails is False:
                return None
        return None

    def _fresh(self, limit: int) -> Iterator[Point]:
        for point in islice(self._points, limit):
            self.domain_points += 1
            yield point

    def _noted(self, trial: Trial | None) -> Trial | None:
        if trial is not None and (
            self.witness is None or (self.witness.fails is None and trial.fails is False)
        ):
            self.witness = trial
        return trial

    def attempt(self, point: Point, bits: Sequence[int] | None = None) -> Trial | None:
        """The sides at a point, with more bits as long as the balls overlap and it is worth it."""
        bits = bits or (BITS if self.tried < HARD_POINTS else BITS[:2])
        best: Trial | None = None
        for b in bits:
            with precision(b):
                try:
                    trial = self._at(point, b)
                except Uncertain:
                    continue
                except (OutsideDomain, TooLarge, KeyError):
                    return None
            best = trial
            if trial.fails is not None:
                break
        if best is not None:
            self.tried += 1
        return best

    def _at(self, point: Point, bits: int) -> Trial:
        p = self.prepared
        ev = Evaluator(point)
        left, right = ev.value(p.left), ev.value(p.right)
        for condition, guards in p.asked:
            if _applies(ev, condition, guards) and not ev.holds(condition):
                raise OutsideDomain("outside the domain of a derivative")
        gap = subtract(left, right)
        fails: bool | None
        if self.undefined:  # one choice of an undefined function refutes nothing
            return Trial(point, None, left, right, bits)
        if isinstance(gap, Fraction):
            fails = FAILS[p.statement.relation]((gap > 0) - (gap < 0))
        elif gap > 0 or gap < 0:
            fails = FAILS[p.statement.relation](1 if gap > 0 else -1)
        else:
            fails = None
        for body in self._bodies if fails or self.witness is None else ():
            ev.value(body)
        return Trial(point, fails, left, right, bits)


def visible(trial: Trial) -> bool:
    """Whether the sides differ within the first three digits."""
    left, right = abs(to_ball(trial.left)), abs(to_ball(trial.right))
    return bool(abs(to_ball(trial.left) - to_ball(trial.right)) * 1000 > left.max(right))


def _applies(ev: Evaluator, condition: Expr, guards: tuple[Expr, ...]) -> bool:
    """Conditions inside sums were met on the way; those under a branch hold only there."""
    if any(i.uid and i not in ev.indices for r in (condition, *guards) for i in free_indices(r)):
        return False
    return all(ev.holds(g) for g in guards)


def _closed(relations: Sequence[Expr]) -> list[Expr]:
    """The sides of the assumptions, so that their letters get values too."""
    return [side for r in relations if r.head not in ("truth", "not", "or") for side in r.args]


def point_data(point: Point, needed: Unknowns) -> dict[str, Any]:
    """The point as plain data: "x": "1/2", "z": ["0", "1"], "i": "1"."""
    data: dict[str, Any] = {name: str(v) for name, v in point.letters.items()}
    data.update({index.name: str(v) for index, v in point.indices.items()})
    for name, axes in needed.arrays:
        data[name] = _nested(name, len(axes), point)
    return data


def _nested(name: str, depth: int, point: Point) -> Any:
    keys = [place for (n, place) in point.entries if n == name]
    if not keys or depth == 0:
        return [] if depth else "0"
    if min(map(min, keys)) < 1:
        return {",".join(map(str, k)): str(point.entries[name, k]) for k in keys}
    lengths = [max(k[d] for k in keys) for d in range(depth)]

    def build(prefix: tuple[int, ...]) -> Any:
        if len(prefix) == depth:
            return str(point.entries[name, prefix])
        return [build((*prefix, k)) for k in range(1, lengths[len(prefix)] + 1)]

    return build(())


def shown_point(point: Point, prepared: Prepared) -> Mapping[str, str]:
    """What a reader sees: only the letters and entries that the sides use."""
    used = _used(prepared)
    out = {name: str(v) for name, v in point.letters.items() if name in used}
    out.update({index.name: str(v) for index, v in point.indices.items()})
    for (name, place), v in point.entries.items():
        if name not in used:
            continue
        out[f"{name}_{','.join(map(str, place))}" if len(place) > 1 else f"{name}_{place[0]}"] = str(v)
    return out


def _used(prepared: Prepared) -> set[str]:
    """The letters whose values the sides or the assumptions depend on, and the lengths of their arrays."""
    declared, trees = prepared.context.letters, [prepared.left, prepared.right, *prepared.assumptions]
    names = {name for tree in trees for name in letters(tree)}
    places = [declared[i.name] for tree in trees for i in free_indices(tree) if i.name in declared]
    lengths = [axis for name in names & set(declared) for axis in declared[name].axes]
    lengths += [limit for each in places for limit in (each.lo, each.hi) if limit is not None]
    return names.union(*map(letters, lengths))


def counterexample(trial: Trial, prepared: Prepared) -> Counterexample:
    left, right = digits(trial.left, trial.right, trial.bits)
    return Counterexample(shown_point(trial.point, prepared), left, right)


def digits(left: Any, right: Any, bits: int) -> tuple[str, str]:
    """Both values to the digits that tell them apart (exact when rational and short)."""
    exact = [str(v) if isinstance(v, Fraction) and len(str(v)) <= 24 else None for v in (left, right)]
    for n in (6, 10, 20, 40, 80, 200, 1000):
        with precision(max(bits, int(n * 3.5) + 32)):
            texts = [e or _decimal(v, n) for e, v in zip(exact, (left, right), strict=True)]
        if texts[0] != texts[1]:
            return texts[0], texts[1]
    return exact[0] or _decimal(left, 6), exact[1] or _decimal(right, 6)


def _decimal(v: Any, n: int) -> str:
    return str(to_ball(v).str(n, radius=False))


def describe(trial: Trial) -> str:
    return f"at this point the two sides are {', '.join(digits(trial.left, trial.right, trial.bits))}"
