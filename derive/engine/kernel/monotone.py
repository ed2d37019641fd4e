"""D ≥ 0 from its derivative: D(a) ≥ 0, D′ ≥ 0 for x > a, D′ ≤ 0 for x < a.

What is known of x must leave an interval with a in it or at its end; on it D is made of continuous functions
and is differentiable but perhaps at a, so that the mean value theorem gives D(x) ≥ D(a). Strictly: D(a) > 0;
or x is not a and D′ ≠ 0 beside a, or is an analytic function of x alone that is not 0 at some place there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flint import ctx

from derive.engine.kernel.intervals import slope
from derive.engine.kernel.plan import Plan
from derive.engine.kernel.regions import Region
from derive.engine.kernel.unfold import Reject
from derive.expressions.build import ONE, ZERO, add, iverson, mul, rel, sub
from derive.expressions.data import from_data
from derive.expressions.expr import Expr, node, postorder
from derive.expressions.walk import occurs, substitute
from derive.records.statement import Statement

CONTINUOUS = frozenset(
    "num dec const sym add mul neg div pow exp log sqrt sin cos tan atan asin acos abs max min erf".split()
)
ANALYTIC = CONTINUOUS - {"abs", "max", "min"}
WEAK = {"lt": "le", "gt": "ge"}


def premises(
    statement: Statement, small: Expr, big: Expr, order: str, data: Mapping[str, Any]
) -> list[Statement]:
    """D(a) ≥ 0, and the sign of D′ on each side of a that is not empty."""
    x, a, slope_ = (from_data(data[name]) for name in ("letter", "at", "derivative"))
    context = statement.context
    if x.head != "sym" or context.role(x.value) != "scalar" or occurs(x, a) or context.definitions:
        raise Reject("a derivative by something that is no real letter, at a point that moves with it")
    free = [c for c in context.assumptions if not occurs(x, c)]
    fixed = type(context)(context.letters, (), tuple(free))
    strictly = bool(data["strictly"])  # by the slope
    low, high = (substitute(e, {x: a}) for e in (small, big))
    start = Statement(low, high, fixed, "le" if strictly else order)
    found = [start]
    kind = "lt" if strictly and not data["moving"] else "le"
    if "right" in data["beside"]:
        found.append(Statement(ZERO, slope_, context.assuming(rel("gt", x, a)), kind))
    if "left" in data["beside"]:
        found.append(Statement(slope_, ZERO, context.assuming(rel("lt", x, a)), kind))
    return found


def require(task: Any, certificate: Mapping[str, Any], goal: Any, listed: tuple[Expr, ...]) -> None:
    """What the mean value theorem needs."""
    x, a, shown = (task.read(certificate[name]) for name in ("letter", "at", "derivative"))
    small, big = (task.left, task.right) if task.relation in ("lt", "le") else (task.right, task.left)
    whole, gap = sub(big, small), task.read(certificate["gap"])
    if any(e.head not in CONTINUOUS for e in postorder(gap, a)):
        raise Reject("a function that may jump")
    facts = (*task.assumptions, *listed)
    if any(c.head in ("eq", "or", "not") for c in facts):
        raise Reject("an equation or alternatives among what is known")
    moving = [c for c in facts if occurs(x, c)]
    free = tuple(c for c in facts if not occurs(x, c))
    for c in moving:
        _require_interval(task, c, x, a, facts)
    task.settle(goal(whole, gap, facts), 0)  # what the choices in it come to
    task.settle(goal(*(substitute(e, {x: a}) for e in (whole, gap)), free), 0)
    for side, kind in (("right", "gt"), ("left", "lt")):
        here = (rel(kind, x, a), *facts)
        if side in certificate["beside"]:
            rate = add(slope(task, gap, x), sub(gap, gap))
            task.settle(goal(rate, shown, here), 0)
        else:
            task.settle(goal(ZERO, ZERO, here, signed=(node("ne", ZERO, ZERO),)), 0, audited=False)
    if certificate["moving"]:
        _require_moving(task, certificate, x, a, shown, listed)
    if certificate["strictly"]:
        task.settle(goal(ZERO, ZERO, facts, signed=(node("ne", sub(x, a), ZERO),)), 0, audited=False)


def _require_moving(
    task: Any, certificate: Mapping[str, Any], x: Expr, a: Expr, rate: Expr, listed: tuple[Expr, ...]
) -> None:
    """On each side of a, where the sides have values, is a place at which the analytic D′ is not 0: its zeros
    are isolated."""
    if any(e.head not in ANALYTIC or (e.head == "sym" and e is not x) for e in postorder(rate, a)):
        raise Reject("a derivative that may be 0 on an interval")
    for side, kind in (("right", "gt"), ("left", "lt")):
        if side in certificate["beside"]:
            with ctx.workprec(256):
                at = task.at({x.value: certificate["moving"][side]})
                here = (rel(kind, x, a), rel("ne", rate, ZERO), *listed)
                if not all(at(iverson(c)) for c in here):
                    raise Reject("a place on the other side, or where the derivative may be 0")


def _require_interval(task: Any, relation: Expr, x: Expr, a: Expr, facts: tuple[Expr, ...]) -> None:
    """The relation is αx + β > 0 (or |αx + β| < γ), and holds at a, if weakly."""
    if relation.head not in ("lt", "le", "gt", "ge"):
        raise Reject("something known of the letter that leaves no interval")
    left, right = relation.args
    absolute = left.head == "abs" and relation.head in ("lt", "le") and not occurs(x, right)
    u = left.args[0] if absolute else sub(left, right)
    low = substitute(u, {x: ZERO})
    line = add(mul(sub(substitute(u, {x: ONE}), low), x), low)
    there = substitute(node(WEAK.get(relation.head, relation.head), *relation.args), {x: a})

    def work(plan: Plan) -> None:
        region: Region = task.region(plan, task.context, facts, ())
        if not region.same(region.value(u), region.value(line)):
            raise Reject("something known of the letter that is not linear in it")
        if region.holds(there) is not True:
            raise Reject("the point does not lie in the interval")

    task.with_plan(work, u, there, *facts)
