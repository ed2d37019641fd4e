"""A tree at given sizes and indices: sums written out, entries numbered, derivatives carried out.

A sum (or size) becomes `held`(what it is here, a letter for this sum at these free indices): inside a
function that is not rational, the finite-n principle reads it as a letter, the second part.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product
from typing import Any

from derive.engine.kernel.points import Point
from derive.engine.kernel.sizes import numbered
from derive.engine.kernel.slopes import Slope
from derive.engine.kernel.unfold import VALUE_OF, Reject, Unfolder
from derive.expressions.build import add, mul, num
from derive.expressions.expr import (
    BINDERS,
    BINDING,
    LOGIC,
    RELATIONS,
    Expr,
    Index,
    free_indices,
    kinds,
    node,
    postorder,
)
from derive.expressions.walk import alpha, rebuild, substitute
from derive.notation.context import Context

MOST_NODES = 300_000
MOST_STEPS = 30
HELD = "\N{LOZENGE}"
INTEGERS = ("size", "integer", "index")
WRITTEN = kinds("idx", "sum", "prod", "entry", "deriv", "cases", "iverson", "delta") | BINDING
SYM = kinds("sym")
EXACT = LOGIC | RELATIONS | {"num", "add", "neg", "mul", "truth"}


class Expander:
    """`of(tree)` with the integers of `env` (sizes, integer letters, free indices) put in."""

    def __init__(self, unfolder: Unfolder, env: Mapping[str, int], *, held: bool = False) -> None:
        self.unfolder, self.context, self.env, self.held = unfolder, unfolder.context, env, held
        self.bound: dict[Index, int] = {}
        self.keep: frozenset[str] = frozenset()
        self.memo: dict[tuple[Any, ...], Expr] = {}

    def of(self, e: Expr) -> Expr:
        if not e.kinds & (WRITTEN | self.unfolder.opaque | (SYM if self.env else 0)):
            return e
        inner = tuple((i.uid, self.bound[i]) for i in free_indices(e) if i in self.bound)
        key = (e, self.keep, tuple(sorted(inner)) if len(inner) > 1 else inner)
        found = self.memo.get(key)
        if found is None:
            if len(self.memo) > MOST_NODES:
                raise Reject("too many terms once the sums are written out")
            found = self.memo[key] = self._of(e)
        return found

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
            known = e.value in self.env and e.value not in self.keep
            return self._hold(num(self.env[e.value]), e) if known else e
        if e.head in BINDERS:
            return self._hold(self._written_out(e), e)
        if e.head == "entry":
            return self._entry(e)
        if e.head == "deriv":
            return self._derivative(*e.args)
        if e.head == "cases":
            return self._cases(e)
        if e.head == "mul" and any(self._excluded(a) for a in e.args):
            return num(0)
        new = rebuild(e, (self.of(a) for a in e.args))
        if e.head.startswith(VALUE_OF):
            return self._moved(new)
        relation = (
            new.args[0] if new.head == "iverson" else node("eq", *new.args) if new.head == "delta" else None
        )
        if relation is not None and all(x.head in EXACT for x in postorder(relation)):
            return num(int(Point({}).truth(relation)))
        return new

    def _excluded(self, e: Expr) -> bool:
        """Whether a bracket or δ about places is 0: then the product is, whatever the other factors are."""
        if e.head == "mul":
            return any(self._excluded(a) for a in e.args)
        return e.head in ("iverson", "delta") and self.of(e).head == "num" and not self.of(e).value

    def _moved(self, expr: Expr) -> Expr:
        """Orders that are numbers, brought to 1 ≤ order < 3 by the library's recurrences."""
        if not expr.kinds & self.unfolder.opaque:
            return expr
        done: dict[Expr, Expr] = {}
        for e in postorder(expr):
            new = rebuild(e, (done[a] for a in e.args))
            stepped = self._step(new) if e.head.startswith(VALUE_OF) else None
            done[e] = new if stepped is None else self._moved(stepped)
        return done[expr]

    def _step(self, e: Expr) -> Expr | None:
        known = self.unfolder.functions.get(e.head.removeprefix(VALUE_OF))
        if known is None or known.following is None or known.preceding is None:
            return None
        if any(x.head not in EXACT | {"div"} for x in postorder(e.args[0])):
            return None
        order = Point({}).value(e.args[0])
        terms = {x.args[0] for x in postorder(known.following) if x.head == known.name}
        if not isinstance(order, Fraction) or abs(order) > MOST_STEPS or 1 <= order < 1 + len(terms):
            return None
        rule, shift = (known.following, -1) if order > 1 else (known.preceding, 1)
        at = dict(zip(known.parameters, e.args, strict=True)) | {known.parameters[0]: num(order + shift)}
        return self.unfolder.unfold(substitute(rule, at))

    def _cases(self, e: Expr) -> Expr:
        """Case distinctions; conditions on indices are decided here."""
        kept: list[Expr] = []
        for value, condition in zip(e.args[::2], e.args[1::2], strict=True):
            c = self.of(condition)
            decided = Point({}).truth(c) if all(x.head in EXACT for x in postorder(c)) else None
            if decided and not kept:
                return self.of(value)
            if decided is not False:
                kept += [self.of(value), c]
        if not kept:
            raise Reject("no case holds")
        return node("cases", *kept)

    def _hold(self, value: Expr, e: Expr) -> Expr:
        if not self.held:
            return value
        places = [x for x in postorder(e) if x.head == "idx" and x.value in free_indices(e)]
        name = alpha(substitute(e, {x: self.of(x) for x in places}))
        k = self.unfolder.held.setdefault(name, len(self.unfolder.held))
        return node("held", value, node("sym", value=f"{HELD}{k}"))

    def _written_out(self, e: Expr) -> Expr:
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
        places = [self.integer(a) for a in e.args[1:]]
        axes = self.unfolder.axes(base.value) if base.head == "sym" else ()
        if base.head != "sym" or (axes and len(axes) != len(places)):
            raise Reject("an entry with the wrong number of indices")
        for place, size in zip(places, axes, strict=False):
            if not 1 <= place <= self.integer(size):
                raise Reject(f"an entry of {base.value} outside of its range")
        return node("entry", base, *(num(k) for k in places))

    def _derivative(self, body: Expr, letter: Expr) -> Expr:
        """∂body/∂letter where it exists and the body has a value; a defined letter is put back then."""
        outer, base = self.keep, letter.args[0] if letter.head == "entry" else letter
        self.keep = outer | {base.value}
        inner, conditions = self.of(body), dict[Expr, None]()
        value = Slope(self.of(letter), base, conditions, self.unfolder, self.of).of(inner)
        result = self._moved(node("where", value, *conditions, node("defined", inner)))
        self.keep = outer
        if base.value not in self.unfolder.uses or base.value in outer:
            return result
        own = [x for x in postorder(result) if x is base or (x.head == "entry" and x.args[0] is base)]
        return substitute(result, {x: self.of(self.unfolder.unfold(x, outer)) for x in own})


def place(task: Any, values: Mapping[str, Any]) -> tuple[Expander, Point]:
    """The sizes and the point that a certificate's values give; the declared ranges are checked."""
    unfolder: Unfolder = task.unfolder
    symbolic = numbered(task.left, task.right, *task.assumptions)
    context = unfolder.context
    env: dict[str, int] = {}
    found: dict[Expr, Fraction] = {}
    for name, given in values.items():
        letter = context.letters.get(name)
        if isinstance(given, Mapping | list | tuple):
            axes = unfolder.axes(name)
            for where, part in _entries(given):
                for size, k in zip(axes, where, strict=False):
                    if size.head == "sym" and size.value not in values:
                        env[size.value] = max(k, env.get(size.value, 1))
                found[node("entry", node("sym", value=name), *(num(k) for k in where))] = Fraction(part)
        elif (letter is not None and letter.role in INTEGERS) or (
            symbolic and Fraction(given).denominator == 1
        ):
            if Fraction(given).denominator != 1:
                raise Reject("a size, integer or index that is no integer")
            env[name] = int(Fraction(given))
        if not isinstance(given, Mapping | list | tuple):
            found[node("sym", value=name)] = Fraction(given)
    expander = task.expander(env)
    for name, letter in context.letters.items():
        low, high = (-(10**9), 10**9) if name in env else (0, 1)
        if letter.role == "size":
            low = max(low, 1)
        if name in env and letter.lo is not None:
            low = max(low, expander.integer(letter.lo))
        if name in env and letter.hi is not None:
            high = min(high, expander.integer(letter.hi))
        if name in env and not low <= env[name] <= high:
            raise Reject(f"{name} is outside of its range")
    return expander, Point(found)


def _entries(given: Any) -> Iterator[tuple[tuple[int, ...], Any]]:
    if isinstance(given, Mapping):
        yield from ((tuple(int(k) for k in str(where).split(",")), part) for where, part in given.items())
        return
    for k, part in enumerate(given, 1):
        if isinstance(part, list | tuple):
            yield from (((k, *where), inner) for where, inner in _entries(part))
        else:
            yield (k,), part


def everywhere(expander: Expander, relation: Expr) -> Iterator[Expr]:
    """The relation written out for every place that its open indices can take in its entries."""
    context: Context = expander.context
    ranges: dict[str, int] = {}
    free = {i for i in free_indices(relation) if i.name not in expander.env}
    for e in postorder(relation) if free else ():
        axes = (
            expander.unfolder.axes(e.args[0].value) if e.head == "entry" and e.args[0].head == "sym" else ()
        )
        for k, a in enumerate(e.args[1:] if e.head == "entry" else ()):
            if a.head == "idx" and a.value in free:
                known = context.letters.get(a.value.name)
                size = axes[k] if axes else known.hi if known else None
                ranges[a.value.name] = (
                    expander.integer(size) if size is not None else max([*expander.env.values(), 3])
                )
    for choice in product(*(range(1, n + 1) for n in ranges.values())):
        env = {**expander.env, **dict(zip(ranges, choice, strict=True))}
        yield Expander(expander.unfolder, env, held=expander.held).of(relation)
