"""A tree at given sizes and indices: sums written out, entries numbered; and points given by lists."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from typing import Any

from derive.engine.kernel.points import Point
from derive.engine.kernel.polynomial import Reject
from derive.engine.kernel.rules import INTEGERS
from derive.expressions.build import add, mul, num
from derive.expressions.expr import BINDERS, LOGIC, RELATIONS, Expr, Index, free_indices, node, postorder
from derive.expressions.walk import letters, rebuild
from derive.notation.context import Context

MOST_NODES = 300_000


class Instance:
    """`of(tree)` with the integers named in `env` (sizes, integer letters, free indices) put in."""

    def __init__(self, context: Context, env: Mapping[str, int]) -> None:
        self.context, self.env = context, env
        self.bound: dict[Index, int] = {}
        self.memo: dict[tuple[Any, ...], Expr] = {}
        self.count = 0

    def of(self, e: Expr) -> Expr:
        inner = [i for i in free_indices(e) if i in self.bound]
        key = (e, tuple(sorted((i.uid, self.bound[i]) for i in inner)))
        if key not in self.memo:
            self.count += 1
            if self.count > MOST_NODES:
                raise Reject("too many terms once the sums are written out")
            self.memo[key] = self._of(e)
        return self.memo[key]

    def integer(self, e: Expr) -> int:
        value = Point({}).value(self.of(e))
        if not isinstance(value, Fraction) or value.denominator != 1 or abs(value) > 1_000_000:
            raise Reject("an index or a limit that is no integer")
        return int(value)

    def _of(self, e: Expr) -> Expr:
        if e.head == "idx":
            if e.value not in self.bound and e.value.name not in self.env:
                raise Reject(f"no value for the index {e.value.name}")
            return num(self.bound.get(e.value, self.env.get(e.value.name, 0)))
        if e.head == "sym":
            return num(self.env[e.value]) if e.value in self.env else e
        if e.head in BINDERS:
            return self._expand(e)
        if e.head == "entry":
            return self._entry(e)
        new = rebuild(e, (self.of(a) for a in e.args))
        relation = new.args[0] if new.head == "iverson" else node("eq", *new.args) if new.head == "delta" else None
        if relation is not None and all(x.head in LOGIC | RELATIONS | {"num", "add", "neg", "mul", "truth"} for x in postorder(relation)):
            return num(int(Point({}).truth(relation)))
        return new

    def _expand(self, e: Expr) -> Expr:
        body, index, lo, hi, condition = e.args
        low, high = self.integer(lo), self.integer(hi)
        if high < low - 1:
            raise Reject("a sum whose limits are reversed")
        parts = []
        for k in range(low, high + 1):
            self.bound[index.value] = k
            if Point({}).truth(self.of(condition)):
                parts.append(self.of(body))
        self.bound.pop(index.value, None)
        return add(*parts) if e.head == "sum" else mul(*parts)

    def _entry(self, e: Expr) -> Expr:
        base = e.args[0]
        letter = self.context.letters.get(base.value) if base.head == "sym" else None
        places = [self.integer(a) for a in e.args[1:]]
        axes = letter.axes if letter else ()
        if base.head != "sym" or (axes and len(axes) != len(places)):
            raise Reject("an entry with the wrong number of indices")
        for place, size in zip(places, axes, strict=False):
            if not 1 <= place <= self.integer(size):
                raise Reject(f"an entry of {base.value} outside of its range")
        return node("entry", base, *(num(k) for k in places))


def place(context: Context, values: Mapping[str, Any]) -> tuple[Instance, Point]:
    """The instance and the point that a certificate's values give; the declared ranges are checked."""
    env: dict[str, int] = {}
    found: dict[Expr, Fraction] = {}
    for name, given in values.items():
        letter = context.letters.get(name)
        if isinstance(given, Mapping):
            for where, part in given.items():
                places = (num(int(k)) for k in str(where).split(","))
                found[node("entry", node("sym", value=name), *places)] = Fraction(part)
        elif isinstance(given, list | tuple):
            _assign(found, node("sym", value=name), (), given)
        elif letter is not None and letter.role in INTEGERS:
            env[name] = _integer(given)
        else:
            found[node("sym", value=name)] = Fraction(given)
            found[node("idx", value=Index(name))] = Fraction(given)
            if Fraction(given).denominator == 1:
                env.update({} if letter is not None else {name: int(Fraction(given))})
    instance = Instance(context, env)
    for name, letter in context.letters.items():
        if letter.role == "size" and env.get(name, 1) < 1:
            raise Reject(f"the size {name} is at least 1")
        if name in env and letter.lo is not None and env[name] < instance.integer(letter.lo):
            raise Reject(f"{name} is below its range")
        if name in env and letter.hi is not None and env[name] > instance.integer(letter.hi):
            raise Reject(f"{name} is above its range")
    return instance, Point(found)


def _integer(text: Any) -> int:
    value = Fraction(text)
    if value.denominator != 1:
        raise Reject("a size, integer or index that is no integer")
    return int(value)


def _assign(found: dict[Expr, Fraction], base: Expr, places: tuple[int, ...], given: Any) -> None:
    for k, part in enumerate(given, 1):
        if isinstance(part, list | tuple):
            _assign(found, base, (*places, k), part)
        else:
            found[node("entry", base, *(num(j) for j in (*places, k)))] = Fraction(part)


def certify(instance: Instance, point: Point, relation: Expr) -> None:
    """The relation at the point, for every place that its entries' free indices can take."""
    ranges: dict[str, int] = {}
    for e in postorder(relation):
        letter = instance.context.letters.get(e.args[0].value) if e.head == "entry" else None
        for a, size in zip(e.args[1:], letter.axes if letter else (), strict=False):
            if a.head == "idx" and a.value in free_indices(relation):
                ranges[a.value.name] = instance.integer(size)
    for choice in product(*(range(1, n + 1) for n in ranges.values())):
        env = {**instance.env, **dict(zip(ranges, choice, strict=True))}
        if not point.truth(Instance(instance.context, env).of(relation)):
            raise Reject("an assumption does not hold at the point")
