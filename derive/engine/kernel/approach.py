"""Limits by steps, each with a certificate of its own.

    taylor   f/g → f⁽ᵏ⁾(a)/g⁽ᵏ⁾(a), f and g analytic at a with zeros of order ≥ k and k there
    turn     x → ∞ is t → 0 from the right, x = 1/t
    grow     x → ∞ is s → ∞, x = e^s; x → 0 from the right is x = e^{−s}
    parts    F(u, v, …) → F(lim u, lim v, …), F continuous there
    null     f·g → 0 for f → 0 and g within −c..c
    end      atan u → ±π/2, erf u → ±1 for 1/u → 0 with the sign of u, e^u → 0 for u < 0
    power    b^{kn + c} → 0 for −1 < b < 1 and n → ∞ through the whole numbers, k = 1, 2, …
    leading  by dominant terms, see limits.py

What the body asks for must hold near the target: as a strict relation at the target itself, or as f ≠ 0 for
an analytic f that is not 0 everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from derive.engine.kernel.intervals import slope
from derive.engine.kernel.nearness import (
    ANALYTIC,
    INFINITY,
    Approach,
    new_letter,
    require_near,
    require_new,
    require_same,
    require_values,
    require_zero,
    strictly,
)
from derive.engine.kernel.needs import whole_valued
from derive.engine.kernel.plan import Plan
from derive.engine.kernel.regions import Region
from derive.engine.kernel.relations import MINUS, NOUGHT, PLUS
from derive.engine.kernel.unfold import Reject, exact
from derive.expressions.build import ONE, PI, TWO, ZERO, add, div, exp, mul, neg, num, rel, sub
from derive.expressions.expr import Expr, node, postorder
from derive.expressions.walk import occurs, substitute, transform
from derive.notation.context import EMPTY, Context

BOUNDED = frozenset("sin cos atan asin acos erf".split())
HALF_TURN = div(PI, TWO)
ENDS = {("atan", 1): HALF_TURN, ("atan", -1): neg(HALF_TURN), ("erf", 1): ONE, ("erf", -1): neg(ONE)}
ENDS[("exp", -1)] = ZERO
MOST_ORDER = 8
WHOLE = ("size", "integer")


def value_of(task: Any, goal: Approach, step: Mapping[str, Any], leading: Callable[..., Expr]) -> Expr:
    """The limit; `leading` finds one by dominant terms."""
    if goal.target is neg(INFINITY):
        turned = substitute(goal.body, {goal.letter: neg(goal.letter)})
        goal = Approach(turned, goal.letter, INFINITY, False, goal.facts)
    if goal.target is ZERO and not goal.right and one_sided(goal.body, goal.letter, task.context):
        goal = replace(goal, right=True)
    if step["rule"] == "leading":
        return leading(goal, step)
    rule = RULES[str(step["rule"])]
    return rule(task, goal, step, lambda inner, data: value_of(task, inner, data, leading))


Inner = Callable[[Approach, Mapping[str, Any]], Expr]


def _taylor(task: Any, goal: Approach, step: Mapping[str, Any], inner: Inner) -> Expr:
    x, a, k = goal.letter, goal.target, int(step["order"])
    above, below = task.read(step["above"]), task.read(step["below"])
    if a is INFINITY or not 0 <= k <= MOST_ORDER or occurs(x, a):
        raise Reject("no Taylor series there")
    if any(e.head not in ANALYTIC for e in postorder(above, below)):
        raise Reject("something that has no Taylor series")
    require_same(task, goal, goal.body, div(above, below))
    require_near(task, goal, goal.body)
    rows = [_derivatives(task, f, x, a, k) for f in (above, below)]

    def work(plan: Plan) -> None:
        region = Region(plan, task.context, goal.facts, ())
        for row in rows:
            if not all(region.holds(c) for c in region.asked(*row, taken=True)):
                raise Reject("a derivative that may not exist at the target")
            if not all(region.zero(region.value(d)) for d in row[:-1]):
                raise Reject("a zero of a lower order")
        if region.sign(rows[1][-1]) & NOUGHT:
            raise Reject("a denominator with a zero of a higher order")

    task.with_plan(work, *rows[0], *rows[1], *goal.facts)
    return div(rows[0][-1], rows[1][-1])


def _derivatives(task: Any, f: Expr, x: Expr, a: Expr, k: int) -> list[Expr]:
    """f(a), f′(a), …, f⁽ᵏ⁾(a); f must be smooth there even if k = 0."""
    row = [f]
    for _ in range(max(k, 1)):
        row.append(slope(task, row[-1], x))
    at = [substitute(d, {x: a}) for d in row]
    return at[: k + 1] if k else [node("where", at[0], rel("eq", at[1], at[1]))]


def _turn(task: Any, goal: Approach, step: Mapping[str, Any], inner: Inner) -> Expr:
    if goal.target is not INFINITY:
        raise Reject("nothing to be turned")
    t = new_letter(task, goal, step)
    return inner(Approach(turned(goal.body, goal.letter, t), t, ZERO, True, goal.facts), step["inner"])


def turned(body: Expr, x: Expr, t: Expr) -> Expr:
    """x = 1/t, with a/(1/t) as a·t."""
    over = div(ONE, t)
    put = substitute(body, {x: over})
    return transform(put, lambda e: mul(e.args[0], t) if e.head == "div" and e.args[1] is over else None)


def _grow(task: Any, goal: Approach, step: Mapping[str, Any], inner: Inner) -> Expr:
    s = new_letter(task, goal, step)
    if goal.target is not INFINITY and not (goal.target is ZERO and goal.right):
        raise Reject("no exponential goes there")
    grown = exp(s if goal.target is INFINITY else neg(s))
    body = substitute(goal.body, {goal.letter: grown})
    return inner(Approach(body, s, INFINITY, False, goal.facts), step["inner"])


def one_sided(body: Expr, x: Expr, context: Context = EMPTY) -> bool:
    """log x, or a power of x that is no number: values for x > 0 only."""
    if any(e.head in ("cases", "where") for e in postorder(body)):
        return False
    logs = (e for e in postorder(body) if e.head in ("log", "pow") and e.args[0] is x)
    return any(e.head == "log" or not (exact(e.args[1]) or whole_valued(context, e.args[1])) for e in logs)


def _parts(task: Any, goal: Approach, step: Mapping[str, Any], inner: Inner) -> Expr:
    """The outer function in its own letters, with limits put in for them."""
    outer, put, at = task.read(step["outer"]), dict[Expr, Expr](), dict[Expr, Expr]()
    for name, shown, data in step["parts"]:
        w, part = node("sym", value=str(name)), task.read(shown)
        require_new(task, goal, w)
        put[w] = part
        at[w] = inner(Approach(part, goal.letter, goal.target, goal.right, goal.facts), data)
    if any(e.head not in ANALYTIC or e is goal.letter for e in postorder(outer)):
        raise Reject("an outer function that may jump, or moves by itself")
    whole, value = substitute(outer, put), substitute(outer, at)
    require_same(task, goal, goal.body, whole)
    if not strictly(task, goal.facts, outer, at):  # by continuity whatever the outer function asks for
        require_near(task, goal, whole)
    if whole is not goal.body:
        require_near(task, goal, goal.body)
    require_values(task, goal.facts, outer, at)
    return value


def _null(task: Any, goal: Approach, step: Mapping[str, Any], inner: Inner) -> Expr:
    f, g = task.read(step["small"]), task.read(step["bounded"])
    if g.head not in BOUNDED:
        raise Reject("something that may not be bounded")
    require_same(task, goal, goal.body, mul(f, g))
    require_near(task, goal, goal.body)
    value = inner(Approach(f, goal.letter, goal.target, goal.right, goal.facts), step["inner"])
    require_zero(task, goal.facts, value)
    return ZERO


def _end(task: Any, goal: Approach, step: Mapping[str, Any], inner: Inner) -> Expr:
    u, sign = task.read(step["argument"]), int(step["sign"])
    head = str(step["head"])
    if goal.body is not node(head, u):
        raise Reject("another function")
    value = inner(Approach(div(ONE, u), goal.letter, goal.target, goal.right, goal.facts), step["inner"])
    require_zero(task, goal.facts, value)

    def work(plan: Plan) -> None:
        region = Region(plan, task.context, goal.known(), ())
        if region.sign(u) & (MINUS if sign > 0 else PLUS):
            raise Reject("an argument whose sign is not known")

    task.with_plan(work, u, *goal.known())
    return ENDS[head, sign]


def _power(task: Any, goal: Approach, step: Mapping[str, Any], inner: Inner) -> Expr:
    if (
        goal.body.head != "pow"
        or goal.target is not INFINITY
        or task.context.role(goal.letter.value) not in WHOLE
    ):
        raise Reject("no power of a whole number")
    base, exponent = goal.body.args
    start = substitute(exponent, {goal.letter: ZERO})
    rate = exact(sub(substitute(exponent, {goal.letter: ONE}), start))
    if occurs(goal.letter, base) or rate is None or rate.denominator != 1 or rate < 1:
        raise Reject("an exponent that is not k·n + c")
    if not whole_valued(task.context, start):
        raise Reject("an exponent that is not whole")
    require_same(task, replace(goal, body=exponent), exponent, add(mul(num(rate), goal.letter), start))

    def work(plan: Plan) -> None:
        region = Region(plan, task.context, goal.facts, ())
        if region.sign(sub(ONE, base)) != PLUS or region.sign(add(ONE, base)) != PLUS:
            raise Reject("a base that is not known to be between -1 and 1")

    task.with_plan(work, base, *goal.facts)
    return ZERO


RULES: dict[str, Callable[[Any, Approach, Mapping[str, Any], Inner], Expr]] = {
    "taylor": _taylor,
    "turn": _turn,
    "grow": _grow,
    "parts": _parts,
    "null": _null,
    "end": _end,
    "power": _power,
}
