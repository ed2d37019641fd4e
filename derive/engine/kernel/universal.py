"""Statements for all sizes at once, where there is no finite-n principle: shifts, arithmetic with places.

Nothing is written out: sums are values (series.py), derivatives are carried out with δ. What a summand needs
in order to exist is shown for a dummy within its limits; a range may be empty, but not reversed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from typing import Any

from derive.engine.kernel.needs import NEEDS
from derive.engine.kernel.plan import Plan
from derive.engine.kernel.points import INTEGERS, numbered
from derive.engine.kernel.regions import Region
from derive.engine.kernel.relations import NOUGHT, Empty, Split, gap_of
from derive.engine.kernel.series import follows
from derive.engine.kernel.slopes import Slope, times
from derive.engine.kernel.unfold import Reject, Unfolder, exact
from derive.engine.kernel.whole import is_whole, terms
from derive.expressions.build import ONE, TRUE, ZERO, add, conj, iverson, mul, neg, num, rel, sub
from derive.expressions.expr import BINDERS, RELATIONS, Expr, Index, free_indices, node, postorder
from derive.expressions.walk import freshen, rebuild, substitute
from derive.notation.context import Context

MOST_WRITTEN = 200
PLAIN = RELATIONS | {"idx", "num", "add", "neg", "mul"}


class Symbolic(Slope):
    """∂/∂X_i with δ where X occurs at other places, below sums and products too."""

    def of(self, expr: Expr) -> Expr:
        for e in postorder(expr):
            if e.head == "entry" and e.args[0] is self.base:
                self.moving.add(e)
        return super().of(expr)

    def _entry(self, base: Expr, *places: Expr) -> Expr:
        pairs = zip(places, self.letter.args[1:], strict=True)
        return mul(*(node("delta", a, b) for a, b in pairs if a is not b))

    def _sum(self, body: Expr, *rest: Expr) -> Expr:
        return freshen(node("sum", self.inside(rest[0].value, self.memo[body]), *rest))

    def _prod(self, body: Expr, index: Expr, lo: Expr, hi: Expr, condition: Expr) -> Expr:
        """Σ_k f′(k)·∏_{j≠k} f(j)."""
        others = freshen(node("prod", body, index, lo, hi, TRUE))
        apart = conj(rel("ne", others.args[1], index), substitute(condition, {index: others.args[1]}))
        rest = rebuild(others, (*others.args[:4], apart))
        term = self.inside(index.value, times(self.memo[body], rest))
        return freshen(node("sum", term, index, lo, hi, condition))

    def inside(self, index: Index, summand: Expr) -> Expr:
        """What the derivative of a summand asks for goes along with it."""
        own = [c for c in self.conditions if index in free_indices(c)]
        for c in own:
            del self.conditions[c]
        return node("where", summand, *own) if own else summand


def written(unfolder: Unfolder, expr: Expr) -> Expr:
    """Derivatives carried out, sums between two numbers written out."""
    done: dict[Expr, Expr] = {}
    for e in postorder(expr):
        new = rebuild(e, (done[a] for a in e.args))
        if e.head == "deriv":
            new = _derivative(unfolder, *new.args)
        done[e] = _terms(new) if new.head in BINDERS else new
    return done[expr]


def _derivative(unfolder: Unfolder, body: Expr, letter: Expr) -> Expr:
    base, conditions = letter.args[0] if letter.head == "entry" else letter, dict[Expr, None]()
    value = Symbolic(letter, base, conditions, unfolder).of(body)
    result = node("where", value, *conditions, node("defined", body))
    return result if base.value not in unfolder.uses else unfolder.unfold(result)


def _terms(e: Expr) -> Expr:
    body, index, lo, hi, condition = e.args
    low, high = exact(lo), exact(hi)
    if low is None or high is None:
        return e
    if low.denominator * high.denominator != 1 or not low - 1 <= high < low + MOST_WRITTEN:
        raise Reject("a sum whose limits are reversed, no integers, or far apart")
    parts = [summand(e.head, body, condition, index, num(k)) for k in range(int(low), int(high) + 1)]
    parts = [_written_within(p) for p in parts]
    return add(*parts) if e.head == "sum" else mul(*parts)


def _written_within(e: Expr) -> Expr:
    """Sums whose limits are numbers only now."""
    done: dict[Expr, Expr] = {}
    for x in postorder(e):
        new = rebuild(x, (done[a] for a in x.args))
        done[x] = _terms(new) if new.head in BINDERS else new
    return done[e]


def summand(head: str, body: Expr, condition: Expr, index: Expr, place: Expr) -> Expr:
    """The summand (or factor) at a place."""
    value, c = substitute(body, {index: place}), substitute(condition, {index: place})
    if condition is TRUE:
        return value
    return mul(value, iverson(c)) if head == "sum" else add(ONE, mul(iverson(c), sub(value, ONE)))


# ---- what is known, and what is needed -----------------------------------------------------------------


@dataclass(frozen=True)
class Need:
    """relation, wherever `inside` holds (≥ 0 each)."""

    relation: Expr
    inside: tuple[Expr, ...]


def needs(task: Any, *trees: Expr) -> Iterator[Need]:
    """What the trees ask under their sums, of their ranges, and of the places in arrays."""
    ranges = {x.args[1].value: x for x in postorder(*trees) if x.head in BINDERS}
    outside = set(outermost(*trees))
    for x, guards in guarded(task.context, *trees):
        found = list(NEEDS[x.head](task.context, *x.args)) if x.head in NEEDS else []
        asked = [c for c in found if c.head not in ("defined", "truth") and (x not in outside)]
        if x.head in BINDERS:
            asked.append(rel("ge", add(x.args[3], neg(x.args[2]), ONE), ZERO))
        axes = task.unfolder.axes(x.args[0].value) if x.head == "entry" else ()
        if axes and len(axes) != len(x.args) - 1:
            raise Reject("an entry with the wrong number of indices")
        for place, size in zip(x.args[1:], axes, strict=False):
            asked += [rel("ge", sub(place, ONE), ZERO), rel("ge", sub(size, place), ZERO)]
        yield from (Need(c, (*within(ranges, c, *guards), *guards)) for c in asked)


def guarded(context: Context, *trees: Expr) -> Iterator[tuple[Expr, tuple[Expr, ...]]]:
    """Every node with what is ≥ 0 where it counts: [c]·f is 0 where c fails, whatever f is there."""
    stack: list[tuple[Expr, tuple[Expr, ...]]] = [(t, ()) for t in trees]
    seen: set[tuple[Expr, tuple[Expr, ...]]] = set()
    while stack:
        e, guards = stack.pop()
        if (e, guards) in seen:
            continue
        seen.add((e, guards))
        yield e, guards
        brackets = [x for x in factors_of(e) if x.head in ("iverson", "delta")] if e.head == "mul" else []
        inner = tuple(dict.fromkeys((*guards, *(g for x in brackets for g in guards_of(context, x)))))
        for k, a in enumerate(e.args):
            if e.head in BINDERS:
                here = (*guards, *guards_of(context, node("iverson", e.args[4]))) if k == 0 else guards
            else:
                here = guards if a in brackets else inner
            stack.append((a, tuple(dict.fromkeys(here))))


def factors_of(e: Expr) -> Iterator[Expr]:
    for a in e.args if e.head == "mul" else ():
        yield from factors_of(a)
    if e.head != "mul":
        yield e


def guards_of(context: Context, bracket: Expr) -> Iterator[Expr]:
    """What is ≥ 0 where the bracket is 1, for comparisons of integers."""
    c = node("eq", *bracket.args) if bracket.head == "delta" else bracket.args[0]
    for part in c.args if c.head == "and" else (c,):
        plain = (
            x.head in PLAIN or (x.head == "sym" and context.role(x.value) in INTEGERS)
            for x in postorder(part)
        )
        if not all(plain):
            continue
        if part.head in ("le", "ge", "eq"):
            a, b = part.args if part.head == "ge" else part.args[::-1]
            yield sub(a, b)
        if part.head in ("lt", "gt"):
            a, b = part.args if part.head == "gt" else part.args[::-1]
            yield sub(sub(a, b), ONE)
        if part.head == "eq":
            yield sub(*part.args)


def within(ranges: dict[Index, Expr], *trees: Expr) -> tuple[Expr, ...]:
    """The limits of the dummies of the trees, and of the dummies in these limits."""
    found: dict[Index, None] = {}
    stack = sorted({i for c in trees for i in free_indices(c) if i.uid}, key=lambda i: i.uid)
    while stack:
        i = stack.pop()
        if i not in found:
            if i not in ranges:
                raise Reject("an index that nothing binds")
            found[i] = None
            stack += [k for a in ranges[i].args[2:4] for k in free_indices(a) if k.uid]
    return tuple(
        g
        for i in found
        for g in (sub(ranges[i].args[1], ranges[i].args[2]), sub(ranges[i].args[3], ranges[i].args[1]))
    )


def declared(task: Any, *trees: Expr) -> Iterator[Expr]:
    """n ≥ 1 for sizes, the ranges of free indices; X_k has a value only for k within the axis of X."""
    names = {x.value for x in postorder(*trees) if x.head == "sym"}
    for i in sorted({i for t in trees for i in free_indices(t) if not i.uid}, key=lambda i: i.name):
        known, place = task.context.letters.get(i.name), node("idx", value=i)
        for low, high in ((known.lo if known else None, place), (place, known.hi if known else None)):
            if low is not None and high is not None:
                yield rel("ge", sub(high, low), ZERO)
                names |= {x.value for x in postorder(low, high) if x.head == "sym"}
    outside = set(outermost(*trees))
    for x, guards in guarded(task.context, *trees):
        axes = task.unfolder.axes(x.args[0].value) if x.head == "entry" else ()
        for place, size in zip(x.args[1:], axes, strict=False):
            names |= {s.value for s in postorder(size) if s.head == "sym"}
            if place.head in ("idx", "sym") and x in outside and not guards:
                yield from (rel("ge", sub(place, ONE), ZERO), rel("ge", sub(size, place), ZERO))
    for name in sorted(map(str, names)):
        if task.context.role(name) == "size":
            yield rel("ge", sub(node("sym", value=name), ONE), ZERO)


def outermost(*trees: Expr) -> Iterator[Expr]:
    """The nodes that are in no sum or product."""
    stack, seen = list(trees), set[Expr]()
    while stack:
        e = stack.pop()
        if e not in seen:
            seen.add(e)
            yield e
            stack += e.args[2:4] if e.head in BINDERS else e.args


def everywhere(relations: Sequence[Expr], own: frozenset[Index], *trees: Expr) -> tuple[Expr, ...]:
    """Relations with open indices (for every place), at the places of that array that the trees name."""
    out: list[Expr] = []
    for c in relations:
        found: list[dict[Expr, Expr]] = [{}] if all(i.uid or i in own for i in free_indices(c)) else []
        for x in postorder(c):
            if x.head == "entry" and not all(i.uid or i in own for i in free_indices(x)):
                bare = all(a.head == "idx" for a in x.args[1:])
                same = (y for y in postorder(*trees) if y.head == "entry" and y.args[0] is x.args[0])
                found = [dict(zip(x.args[1:], y.args[1:], strict=True)) for y in same] if bare else []
                break
        placed = (substitute(c, at) for at in found)
        out += [r for r in placed if all(i.uid or i in own for i in free_indices(r))]
    return tuple(dict.fromkeys(out))


class Universal(Region):
    """A region whose trees hold sums."""

    def forget(self) -> None:
        super().forget()
        self.summands: dict[str, Any] = {}

    def _structure(self, e: Expr) -> int:
        """A sum of terms of one sign; [j ≠ v] leaves out one of them."""
        if e.head != "sum":
            return super()._structure(e)
        body, index, lo, hi, condition = e.args
        found, last = self.sign(body), sub(hi, lo)
        if condition.head == "ne" and index in condition.args:
            last = sub(last, ONE)
        elif condition is not TRUE:
            return found | NOUGHT
        return found if follows(self, last, ()) else found | NOUGHT


def settle(task: Any, goal: Any, *, audited: bool = True) -> None:
    """The goal, whose `listed` may speak of every place."""
    trees = (goal.left, goal.right, *goal.extra)
    if not numbered(*trees, *goal.facts, *goal.listed):
        task.settle(goal, 0, audited=audited)
        return
    own = frozenset(i for t in (task.left, task.right) for i in free_indices(t))
    facts = (*everywhere(goal.facts, own, *trees), *declared(task, *trees))
    found = list(dict.fromkeys(needs(task, *trees)))
    inner = tuple(c for c in goal.listed if any(asks(task, n.relation, c, facts) for n in found))
    single = tuple(c for c in goal.listed if c not in inner)
    if any(i not in own for c in single for i in free_indices(c)):
        raise Reject("a condition that the two sides do not ask for")
    spoken = everywhere(inner, own, *trees)
    known = (*facts, *(c for c in spoken if all(i in own for i in free_indices(c))))
    task.settle(replace(goal, facts=known, listed=single), 0)
    for need in found if audited else ():
        task.with_plan(lambda plan, need=need: shown(task, plan, need, (*facts, *spoken, *single)), *trees)


def shown(task: Any, plan: Plan, need: Need, facts: Sequence[Expr]) -> None:
    """The need follows from the facts, for dummies within their limits."""
    here = {i for g in need.inside for i in free_indices(g)} | free_indices(need.relation)
    known = [c for c in facts if all(i in here for i in free_indices(c) if i.uid)]
    known += [rel("ge", g, ZERO) for g in need.inside]
    try:
        region = Universal(plan, task.context, known, ())
        if region.holds(need.relation) is True:
            return
        u, mask = gap_of(need.relation)
        whole = all(q.denominator == 1 and all(is_whole(region, x) for x in k) for k, q in terms(u).items())
        if mask == 6 and follows(region, u, need.inside):
            return
        if mask == 5 and whole and any(follows(region, sub(v, ONE), need.inside) for v in (u, neg(u))):
            return
    except Empty:
        return
    raise Reject(f"a condition is not listed: {need.relation!r}")


def asks(task: Any, need: Expr, c: Expr, facts: Sequence[Expr]) -> bool:
    """Whether the need, for every place, is the condition in other words: its indices are named alike."""
    one, other = (sorted(free_indices(x), key=lambda i: (i.name, i.uid)) for x in (c, need))
    if len(one) != len(other) or c.head not in RELATIONS or need.head not in RELATIONS:
        return False
    known = [f for f in facts if not free_indices(f)]

    def compare(plan: Plan, order: tuple[Index, ...]) -> None:
        at = {node("idx", value=i): node("idx", value=k) for i, k in zip(one, order, strict=True)}
        wanted = substitute(c, at)
        region = Universal(plan, task.context, (*known, need), (gap_of(wanted)[0],))
        if not region.holds(wanted):
            raise Reject("not the same condition")

    for order in permutations(other) if len(other) < 4 else ():
        try:
            task.with_plan(lambda plan, order=order: compare(plan, order), c, need)
            return True
        except (Reject, Split, Empty):
            continue
    return False


def prove(task: Any, goal: Any, *, audited: bool = True) -> None:
    """The goal for all sizes at once; declared equations without sums are solved for a letter."""

    def put(trees: tuple[Expr, ...]) -> tuple[Expr, ...]:
        return tuple(freshen(written(task.unfolder, e)) for e in trees)

    (left, right), listed, extra, signed = map(
        put, ((goal.left, goal.right), goal.listed, goal.extra, goal.signed)
    )
    facts = put(goal.facts)
    goal = replace(goal, left=left, right=right, listed=listed, extra=extra, signed=signed)
    goal = replace(goal, facts=tuple(c for c in facts if c.head != "eq"), seeds=put(goal.seeds))
    for c in facts if not extra else ():
        if c.head == "eq" and not any(x.head in BINDERS or x.head == "entry" for x in postorder(c)):
            solved = task.solve(sub(*c.args))
            goal = goal.where(*solved) if solved else goal
    settle(task, goal, audited=audited)
