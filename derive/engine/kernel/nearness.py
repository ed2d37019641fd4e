"""On the way to a limit: what is the same there, and what has a value near the target."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from derive.engine.kernel import line
from derive.engine.kernel.intervals import slope
from derive.engine.kernel.plan import Plan
from derive.engine.kernel.regions import Region
from derive.engine.kernel.relations import Empty, Split, gap_of
from derive.engine.kernel.unfold import Reject
from derive.expressions.build import ZERO, add, rel
from derive.expressions.expr import Expr, node, postorder
from derive.expressions.walk import occurs, substitute

INFINITY = node("const", value="inf")
ANALYTIC = frozenset("num dec const sym add mul neg div pow exp log sqrt sin cos tan atan asin erf".split())


@dataclass(frozen=True)
class Approach:
    """body as letter → target; `right`: from above only. `facts`: what is known besides."""

    body: Expr
    letter: Expr
    target: Expr
    right: bool
    facts: tuple[Expr, ...]

    def known(self) -> tuple[Expr, ...]:
        if self.target is INFINITY:
            return (*self.facts, rel("gt", self.letter, ZERO))
        return (*self.facts, rel("gt", self.letter, self.target)) if self.right else self.facts


def new_letter(task: Any, goal: Approach, step: Mapping[str, Any]) -> Expr:
    letter = node("sym", value=str(step["letter"]))
    require_new(task, goal, letter)
    return letter


def require_new(task: Any, goal: Approach, letter: Expr) -> None:
    if letter.value in task.context.letters or any(occurs(letter, e) for e in (goal.body, *goal.facts)):
        raise Reject("a letter that is taken")


def require_same(task: Any, goal: Approach, a: Expr, b: Expr, depth: int = 2) -> None:
    """The two are equal on the way, for each sign of what this depends on."""

    def work(plan: Plan) -> None:
        region = Region(plan, task.context, goal.known(), (a,))
        region.learn_all(region.asked(a, b, taken=False))  # where the two have values
        if not region.same(region.value(a), region.value(b)):
            raise Reject("another form of the expression, but not the same")

    if a is b:
        return
    try:
        task.with_plan(work, a, b, *goal.known())
    except Split as split:
        solved = task.solve(split.tree, goal.facts) if depth else None
        if solved is None or occurs(goal.letter, split.tree):
            raise
        for kind in ("gt", "lt"):
            cell = replace(goal, facts=(*goal.facts, node(kind, split.tree, ZERO)))
            with suppress(Empty):  # no place there
                require_same(task, cell, a, b, depth - 1)
        put = dict([solved])
        at = replace(goal, facts=tuple(substitute(c, put) for c in goal.facts))
        with suppress(Empty):
            require_same(task, at, substitute(a, put), substitute(b, put), depth - 1)


def require_values(task: Any, facts: tuple[Expr, ...], outer: Expr, at: dict[Expr, Expr]) -> None:
    """What the outer function asks for in its own letters holds at the limit: of u^v more than of 0^0."""
    value = substitute(outer, at)

    def work(plan: Plan) -> None:
        region = Region(plan, task.context, facts, ())
        asked = [substitute(c, at) for c in region.asked(outer, taken=True)]
        if not all(region.holds(c) for c in (*asked, *region.asked(value, taken=True))):
            raise Reject("a function that may have no value at the limit")

    task.with_plan(work, value, *facts)


def require_zero(task: Any, facts: tuple[Expr, ...], value: Expr) -> None:
    def work(plan: Plan) -> None:
        region = Region(plan, task.context, facts, ())
        if not region.zero(region.value(value)):
            raise Reject("a limit other than 0")

    task.with_plan(work, value, *facts)


def strictly(task: Any, facts: tuple[Expr, ...], outer: Expr, at: dict[Expr, Expr]) -> bool:
    """Whether strict relations only are asked for at the limit."""
    found: list[bool] = []
    value = substitute(outer, at)

    def work(plan: Plan) -> None:
        asked = Region(plan, task.context, facts, ()).asked(outer, value, taken=True)
        found.append(all(c.head in ("ne", "gt", "lt") for c in asked))

    task.with_plan(work, value, *facts)
    return found[-1]


def require_near(task: Any, goal: Approach, *trees: Expr) -> None:
    """What the trees ask for holds near the target."""

    def work(plan: Plan) -> None:
        region = Region(plan, task.context, goal.known(), ())
        for c in region.asked(*trees, taken=True):
            if not (region.holds(c) or _holds_near(task, region, goal, c)):
                raise Reject(f"what may have no value near the target: {c!r}")

    task.with_plan(work, *trees, *goal.known())


def _holds_near(task: Any, region: Region, goal: Approach, c: Expr) -> bool:
    """Strictly at the target, or f ≠ 0 for an f of one letter that is not 0 everywhere: analytic at the
    target, or without waves where that is infinity."""
    u, mask = gap_of(c)
    x, heads = goal.letter, {e.head for e in postorder(u)}
    if heads - ANALYTIC:
        return False
    single = all(e is x for e in postorder(u) if e.head == "sym")
    isolated = mask == 5 and single and not region.zero(region.value(u))
    if isolated and line.quotient(u) is not None and line.atom(u) in (x, None):
        return True
    if goal.target is INFINITY:
        return isolated and not heads & {"sin", "cos", "tan"}
    there = substitute(add(slope(task, u, x), u) if isolated else u, {x: goal.target})
    if not all(region.holds(n) for n in region.asked(there, taken=True)):
        return False
    return isolated or not region.sign(there) & ~(mask & 5)
