"""Limits: the body is a rational F of decaying monomials, continuous where these are zero."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from derive.engine.kernel.equal import Task, learn, repeated
from derive.engine.kernel.polynomial import Reject
from derive.engine.kernel.rules import Condition, conditions_of
from derive.engine.kernel.splits import cell_facts, solution
from derive.expressions.build import ZERO, exp, mul, neg, num, power, rel, sub
from derive.expressions.expr import Expr, node, postorder
from derive.expressions.walk import substitute

INFINITY = node("const", value="inf")
RELATION = {1: "gt", -1: "lt", 0: "eq"}


def without_limits(task: Task) -> Task:
    """The sides with the limits' values put in, each followed by its entry in the certificate."""
    given = iter(task.certificate.get("limits", ()))
    while True:
        each = next((e for e in postorder(task.left, task.right) if e.head == "limit"), None)
        if each is None:
            return task
        entry = next(given, None)
        if entry is None:
            raise Reject("a limit that the certificate says nothing about")
        put = {each: _value(task, each, entry)}
        task = task.with_certificate(
            task.certificate, left=substitute(task.left, put), right=substitute(task.right, put)
        )


def _value(task: Task, limit: Expr, entry: Mapping[str, Any]) -> Expr:
    parts: list[Expr] = []
    for branch in entry["branches"]:
        split = [task.read(f) for f, _ in branch["signs"]]
        signs = tuple(int(s) for _, s in branch["signs"])
        value = _branch(task, limit, split, signs, branch)
        relations = [rel(RELATION[s], f, ZERO) for f, s in zip(split, signs, strict=True)]
        if not relations:
            return value
        parts += [value, relations[0] if len(relations) == 1 else node("and", *relations)]
    return node("cases", *parts)


def _branch(
    task: Task, limit: Expr, split: list[Expr], signs: tuple[int, ...], branch: Mapping[str, Any]
) -> Expr:
    """F at 0, after making sure that body = F(w) near the target and that F is continuous at 0."""
    body, letter, target = limit.args
    put = solution(task, split, signs)
    form = task.read(branch["form"])
    decays = [(task.read(w), int(k), task.read(a)) for w, k, a in branch["decays"]]
    facts: list[Condition] = [(kind, put(u)) for kind, u in cell_facts(split, signs)]
    if target in (INFINITY, neg(INFINITY)):
        if any(e is letter for e in postorder(form, *(a for _, _, a in decays))):
            raise Reject("the letter of the limit is left in its form")
        body = substitute(body, {letter: neg(letter)}) if target is not INFINITY else body
        decaying = {w: mul(power(letter, num(k)), exp(neg(mul(a, letter)))) for w, k, a in decays}
        near, at = substitute(form, decaying), substitute(form, {w: ZERO for w, _, _ in decays})
        facts.append(("gt", letter))
    else:
        near, at = form, substitute(form, {letter: target})
        if decays or any(e.head in ("sign", "abs", "floor", "cases", "heaviside", "iverson") for e in postorder(form)):
            raise Reject("a form that may jump at the point")
    repeated(task, lambda: _holds(task, facts, put(body), near, at, decays, limit))
    return at


def _holds(
    task: Task,
    facts: list[Condition],
    body: Expr,
    near: Expr,
    at: Expr,
    decays: list[tuple[Expr, int, Expr]],
    limit: Expr,
) -> None:
    f = task.field()
    learn(f, facts)
    for _, k, a in decays:
        form = f.form(a)
        if not (f.holds("gt", form) or (f.ring.is_zero(form) and k < 0)):
            raise Reject("a monomial that does not tend to zero")
    needed = conditions_of(f, at) + (conditions_of(f, body) if limit.args[2] in (INFINITY, neg(INFINITY)) else [])
    if not all(f.holds(kind, f.form(u)) for kind, u in needed):
        raise Reject("the form of a limit may have no value at its point")
    if not f.ring.is_zero(f.form(sub(body, near))):
        raise Reject("the expression below a limit is not the form given for it")
