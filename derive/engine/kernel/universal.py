"""Statements for all sizes at once, where there is no finite-n principle: shifts, arithmetic with places.

Nothing is written out: sums are values (series.py), derivatives are carried out with δ. What a summand needs
in order to exist is shown for a dummy within its limits; a range may be empty, but not reversed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import permutations
from typing import Any

from derive.engine.kernel.plan import Plan
from derive.engine.kernel.points import numbered
from derive.engine.kernel.polynomials import terms
from derive.engine.kernel.primes import Vector
from derive.engine.kernel.regions import Region
from derive.engine.kernel.relations import ANY, MINUS, NOUGHT, PLUS, Empty, Split, gap_of
from derive.engine.kernel.series import follows
from derive.engine.kernel.summands import log_size
from derive.engine.kernel.unfold import Reject
from derive.engine.kernel.whole import is_whole
from derive.engine.kernel.within import Need, declared, everywhere, needs
from derive.engine.kernel.written import written
from derive.expressions.build import ONE, TRUE, ZERO, neg, rel, sub
from derive.expressions.expr import BINDERS, RELATIONS, Expr, Index, free_indices, node, postorder
from derive.expressions.walk import freshen, substitute
from derive.notation.context import Context

# ---- what is known, and what is needed -----------------------------------------------------------------


class Universal(Region):
    """A region whose trees hold sums; `spoken`: what is known of every place, and the sides' indices."""

    def __init__(
        self,
        plan: Plan,
        context: Context,
        facts: Iterable[Expr],
        seeds: Sequence[Expr],
        spoken: tuple[Sequence[Expr], frozenset[Index]] = ((), frozenset()),
    ) -> None:
        self.spoken = spoken
        super().__init__(plan, context, facts, seeds)

    def log_of_product(self, e: Expr | None) -> Vector | None:
        known = e is not None and e.head == "prod" and e.args[4] is TRUE
        return self.value(log_size(e)) if known and e is not None else None

    def forget(self) -> None:
        super().forget()
        self.summands: dict[str, Any] = {}

    def _structure(self, e: Expr) -> int:
        """A sum of terms of one sign; [j ≠ v] leaves out one of them. A product of positive factors."""
        if e.head == "prod":
            found = self.sign(e.args[0])
            return found | PLUS if not found & MINUS else ANY & ~NOUGHT | found & NOUGHT
        if e.head != "sum":
            return super()._structure(e)
        body, index, lo, hi, condition = e.args
        found, last = self.sign(body), sub(hi, lo)
        if found & MINUS and found & PLUS:
            return ANY
        if condition.head == "ne" and index in condition.args:
            last = sub(last, ONE)
        elif condition is not TRUE:
            return found | NOUGHT
        return found if follows(self, last, ()) else found | NOUGHT


def settle(task: Any, goal: Any, *, audited: bool = True, exactly: bool = False) -> None:
    """The goal, whose `listed` may speak of every place, though asked for at some (not `exactly`): then
    nothing follows from them."""
    trees = (goal.left, goal.right, *goal.extra)
    if not numbered(*trees, *goal.facts, *goal.listed):
        task.settle(goal, 0, audited=audited)
        return
    own = frozenset(i for t in (task.left, task.right) for i in free_indices(t))
    facts = (*everywhere(goal.facts, own, *trees, *goal.signed), *declared(task, *trees))
    found = list(dict.fromkeys(needs(task, *trees)))
    asked = {c: [a for n in found if (a := asks(task, n, c, facts)) is not None] for c in goal.listed}
    inner = tuple(c for c, given in asked.items() if given)
    whole = tuple(c for c in inner if any(asked[c]))
    if exactly and inner != whole:
        raise Reject("a condition that is asked for at some places only")
    single = tuple(c for c in goal.listed if c not in inner)
    if any(i not in own for c in single for i in free_indices(c)):
        raise Reject("a condition that the two sides do not ask for")
    spoken = everywhere(inner, own, *trees)
    known = (*facts, *(c for c in everywhere(whole, own, *trees) if all(i in own for i in free_indices(c))))
    of_places = [c for c in (*goal.facts, *whole) if any(not i.uid and i not in own for i in free_indices(c))]
    task.region = partial(Universal, spoken=(of_places, own))
    try:
        task.settle(replace(goal, facts=known, listed=single), 0)
    finally:
        task.region = Universal
    all_shown(task, found if audited else (), (*facts, *spoken, *single), *trees)


def all_shown(task: Any, found: Iterable[Need], facts: Sequence[Expr], *trees: Expr) -> None:
    """Every need follows from the facts; the trees are what the run is laid out for."""
    for known, left in alike(found, facts).items():
        task.with_plan(lambda plan, known=known, left=left: shown(task, plan, known, left), *trees)


def alike(found: Iterable[Need], facts: Sequence[Expr]) -> dict[tuple[Expr, ...], list[Need]]:
    """The needs by what is known where they arise: the facts, and that dummies are within their limits."""
    out: dict[tuple[Expr, ...], list[Need]] = {}
    for need in found:
        here = {i for g in need.inside for i in free_indices(g)} | free_indices(need.relation)
        known = [c for c in facts if all(i in here for i in free_indices(c) if i.uid)]
        known += [rel("ge", g, ZERO) for g in need.inside]
        out.setdefault(tuple(known), []).append(need)
    return out


def shown(task: Any, plan: Plan, known: Sequence[Expr], left: list[Need]) -> None:
    """The needs that are left follow from what is known; those that were shown are taken out."""
    try:
        region = Universal(plan, task.context, known, ())
        while left:
            require(region, left[0])
            del left[0]
    except Empty:
        return


def require(region: Region, need: Need) -> None:
    if region.holds(need.relation) is True:
        return
    u, mask = gap_of(need.relation)
    whole = all(q.denominator == 1 and all(is_whole(region, x) for x in k) for k, q in terms(u).items())
    if mask == 6 and follows(region, u, need.inside):
        return
    if mask == 5 and whole and any(follows(region, sub(v, ONE), need.inside) for v in (u, neg(u))):
        return
    raise Reject(f"a condition is not listed: {need.relation!r}")


def asks(task: Any, need: Need, c: Expr, facts: Sequence[Expr]) -> bool | None:
    """Whether the need, which is the condition in other words, its indices named alike, is one at every place
    in the arrays; None: it is another."""
    one, other = (sorted(free_indices(x), key=lambda i: (i.name, i.uid)) for x in (c, need.relation))
    heads = {c.head, need.relation.head}
    if len(one) != len(other) or heads - RELATIONS:
        return None
    known = [f for f in facts if not free_indices(f)]

    def compare(plan: Plan, order: tuple[Index, ...]) -> bool:
        at = {node("idx", value=i): node("idx", value=k) for i, k in zip(one, order, strict=True)}
        wanted = substitute(c, at)
        region = Universal(plan, task.context, (*known, need.relation), (gap_of(wanted)[0],))
        if not region.holds(wanted):
            raise Reject("not the same condition")
        places = [g for x in postorder(wanted) if x.head == "entry" for g in within_axes(task, x)]
        return need.certain and all(follows(region, g, places) for g in need.inside)

    told: list[bool] = []
    for order in permutations(other) if len(other) < 4 else ():
        try:
            task.with_plan(lambda plan, order=order: told.append(compare(plan, order)), c, need.relation)
            return told[-1]
        except (Reject, Split, Empty):
            continue
    return None


def within_axes(task: Any, x: Expr) -> list[Expr]:
    """What is ≥ 0 for the places of an entry."""
    pairs = zip(x.args[1:], task.unfolder.axes(x.args[0].value), strict=False)
    return [g for place, size in pairs for g in (sub(place, ONE), sub(size, place))]


def prove(task: Any, goal: Any, *, audited: bool = True, exactly: bool = False) -> None:
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
    settle(task, goal, audited=audited, exactly=exactly)
