"""Limits: near its target the body is a rational F of decaying monomials, continuous where these are zero."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from fractions import Fraction
from itertools import product
from typing import Any

from flint import ctx

from derive.engine.kernel.approach import value_of
from derive.engine.kernel.monotone import WEAK
from derive.engine.kernel.nearness import Approach, require_near
from derive.engine.kernel.plan import Plan
from derive.engine.kernel.regions import Region
from derive.engine.kernel.relations import Empty, Split
from derive.engine.kernel.unfold import Reject, exact
from derive.engine.kernel.universal import all_shown
from derive.engine.kernel.within import needs as needs_within
from derive.expressions.build import ZERO, conj, exp, mul, neg, num, power
from derive.expressions.expr import BINDERS, RELATIONS, Expr, free_indices, kinds, node, postorder
from derive.expressions.walk import occurs, substitute

INFINITY = node("const", value="inf")
RELATION = {1: "gt", -1: "lt", 0: "eq"}
SUMS = kinds(*BINDERS)
Decay = tuple[Expr, int, Expr]  # w = x^k e^{−a x} as (w, k, a)
JUMPS = frozenset({"sign", "floor", "cases", "heaviside", "iverson", "delta"})


def without_limits(task: Any, trees: tuple[Expr, ...], given: Any, point: Any) -> tuple[Expr, ...]:
    """The trees with the limits' values put in, each by the certificate's next entry."""
    entries = iter(given)
    while (each := next((e for e in postorder(*trees) if e.head == "limit"), None)) is not None:
        entry = next(entries, None)
        if entry is None:
            raise Reject("a limit that the certificate says nothing about")
        value = _value(task, each, entry)
        if "step" in entry:
            _require_value_near(task, each, point)
        trees = tuple(substitute(t, {each: value}) for t in trees)
    return trees


def _value(task: Any, limit: Expr, entry: Mapping[str, Any]) -> Expr:
    if "step" in entry:
        body, letter, target = limit.args
        facts = known_near(task, letter, target)
        goal = Approach(body, letter, target, False, facts)
        return value_of(task, goal, entry["step"], lambda near, step: _leading(task, near, step))
    parts: list[Expr] = []
    for branch in entry["branches"]:
        signs = [(task.read(f), int(s)) for f, s in branch["signs"]]
        try:
            value = _branch(task, limit, signs, branch)
        except Empty:  # the signs contradict what is assumed
            continue
        if not signs:
            return value
        parts += [value, conj(*(node(RELATION[s], f, ZERO) for f, s in signs))]
    if not parts:
        raise Reject("a limit without a branch")
    return node("cases", *parts)


def known_near(task: Any, letter: Expr, target: Expr) -> tuple[Expr, ...]:
    """What is assumed; of the letter itself what leaves places near the target: x > c and the like."""
    known = [a for a in task.assumptions if a.head != "eq" and not free_indices(a)]
    free = [a for a in known if not occurs(letter, a)]
    found = list(free)
    for a in known:
        x, c = a.args if a.args and a.args[0] is letter else a.args[::-1]
        if a in free or a.head not in RELATIONS or x is not letter or occurs(letter, c):
            continue
        above = (a.head in ("gt", "ge")) == (a.args[0] is letter)

        def reaches(plan: Plan, a: Expr = a) -> None:
            there = substitute(node(WEAK.get(a.head, a.head), *a.args), {letter: target})
            if Region(plan, task.context, free, ()).holds(there) is not True:
                raise Reject("what is assumed leaves no place near the target")

        if target in (INFINITY, neg(INFINITY)):
            found += [a] if above == (target is INFINITY) and a.head != "ne" else []
            continue
        with suppress(Reject, Split):
            if a.head != "ne":
                task.with_plan(reaches, *a.args, *free)
            found.append(a)
    return tuple(found)


def _require_value_near(task: Any, limit: Expr, point: Mapping[str, Any]) -> None:
    """The body has a certain value at some place near the target."""
    body, letter, target = limit.args
    middle = exact(target)
    far = [Fraction(s * 10**k) for k in (3, 2, 6) for s in ((-1,) if target.head == "neg" else (1,))]
    near = far if middle is None else [middle + Fraction(s, d) for d in (100, 10_000) for s in (1, -1)]
    others = [x.value for x in postorder(body) if x.head == "sym" and x is not letter]
    for rest, at in product((Fraction(1, 2), Fraction(2), Fraction(-1)), near):
        values = {**dict.fromkeys(others, str(rest)), **point, letter.value: str(at)}
        with suppress(Reject, Empty, ArithmeticError, LookupError), ctx.workprec(512):
            task.at(values)(body)
            return
    raise Reject("no value was found near the target")


def _leading(task: Any, goal: Approach, step: Mapping[str, Any]) -> Expr:
    return _branch(task, node("limit", goal.body, goal.letter, goal.target), [], step)


def _branch(task: Any, limit: Expr, signs: list[tuple[Expr, int]], branch: Mapping[str, Any]) -> Expr:
    """F at 0, after making sure that body = F(w) near the target and that F is continuous at 0."""
    letter, target = limit.args[1:]
    form = task.read(branch["form"])
    decays = [(task.read(w), int(k), task.read(a)) for w, k, a in branch["decays"]]
    _require_still(form, {letter, *(w for w, _, _ in decays)})
    if any(occurs(letter, f) for f, _ in signs):
        raise Reject("cases by the letter of the limit")
    facts = [node(RELATION[s], f, ZERO) for f, s in signs if s]
    facts += known_near(task, letter, target)
    far = target in (INFINITY, neg(INFINITY))
    body, near = _far_away(limit, form, decays) if far else _nearby(task, limit, form, decays, facts)
    put = {w: ZERO for w, _, _ in decays} if far else {letter: target}
    at = substitute(form, put)
    trees = [body, near, at, form, *(a for _, _, a in decays)]
    facts += [node("gt", letter, ZERO)] if far else []
    for f in (f for f, s in signs if not s):
        solved = task.solve(f)
        if solved is None:
            raise Reject("the zeros of a function cannot be solved for a letter")
        trees, facts = ([substitute(t, dict([solved])) for t in part] for part in (trees, facts))
    all_shown(task, needs_within(task, trees[0]) if trees[0].kinds & SUMS else (), facts, trees[0])
    task.with_plan(
        lambda plan: _require_form(Region(plan, task.context, facts, trees[:1]), trees, decays, put, far)
    )
    return at


def _require_still(form: Expr, moving: set[Expr]) -> None:
    if any(e.head in JUMPS and moving & set(postorder(e)) for e in postorder(form)):
        raise Reject("a form that may jump at the point")


def _far_away(limit: Expr, form: Expr, decays: list[Decay]) -> tuple[Expr, Expr]:
    """The body and F(x^k e^{−a x}, …), x → ∞."""
    body, letter, target = limit.args
    if any(e is letter for e in postorder(form, *(a for _, _, a in decays))):
        raise Reject("the letter of the limit is left in its form")
    body = substitute(body, {letter: neg(letter)}) if target is not INFINITY else body
    put = {w: mul(power(letter, num(k)), exp(neg(mul(a, letter)))) for w, k, a in decays}
    return body, substitute(form, put)


def _nearby(task: Any, limit: Expr, form: Expr, decays: list[Decay], facts: list[Expr]) -> tuple[Expr, Expr]:
    """The body and F, where the body has values near the point."""
    if decays:
        raise Reject("decays at a finite point")
    body, letter, target = limit.args
    require_near(task, Approach(body, letter, target, False, tuple(facts)), body)
    return body, form


def _require_form(
    region: Region, trees: list[Expr], decays: list[Decay], put: dict[Expr, Expr], far: bool
) -> None:
    """body = F, where each x^k e^{−a x} tends to 0 and F has a value at the point."""
    body, near, at, form, *rates = trees
    for (_, k, _), a in zip(decays, rates, strict=True):
        zero = region.zero(region.value(a))
        if not (zero and k < 0) and region.sign(a) != 4:
            raise Reject("a monomial that does not tend to zero")
    asked = [substitute(c, put) for c in region.asked(form, taken=True)]
    asked += region.asked(at, *([body] if far else []), taken=True)
    if not all(region.holds(c) for c in asked):
        raise Reject("the form of a limit may have no value at its point")
    if not region.same(region.value(body), region.value(near)):
        raise Reject("the expression below a limit is not the form given for it")
