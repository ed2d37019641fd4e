"""Adjoints step by step: the lines of a backpropagation at t = T … 1."""

from __future__ import annotations

from derive.derivations.staged import Backpropagation, adjoint_of, axes_of
from derive.engine.tidy import product, total
from derive.errors import DeriveError
from derive.expressions import build as b
from derive.expressions.expr import Expr
from derive.expressions.walk import substitute, transform


def unrolled(found: Backpropagation, label: Expr, steps: int) -> list[tuple[Expr, Expr]]:
    """(adjoint, value) for each step from the last to the first: instances of the lines at t = T … 1."""
    if steps < 1:
        raise DeriveError("a model is unrolled over at least one step")
    timed = [x for x in found.lines if label in axes_of(found.context, x.letter.value)]
    pairs = []
    for t in range(steps, 0, -1):
        for line in timed:
            axes = axes_of(found.context, line.letter.value)
            places = tuple(b.num(t) if n is label else p for p, n in zip(line.places, axes, strict=True))
            value = settled(substitute(line.at(places), {label: b.num(steps)}))
            pairs.append((b.entry(adjoint_of(line.letter), *places), value))
    return pairs


def settled(expr: Expr) -> Expr:
    """t + 1 carried out for numbers, and brackets of numbers decided."""

    def here(each: Expr) -> Expr | None:
        if each.head == "add" and all(a.head in ("num", "neg") for a in each.args):
            return total(*each.args)
        if each.head in ("le", "lt", "ge", "gt") and all(a.head == "num" for a in each.args):
            x, y = (a.value for a in each.args)
            return b.TRUE if {"le": x <= y, "lt": x < y, "ge": x >= y, "gt": x > y}[each.head] else b.FALSE
        if each.head == "iverson" and each.args[0].head == "truth":
            return b.ONE if each.args[0].value else b.ZERO
        if each.head == "mul":
            return product(*each.args)
        if each.head == "add":
            return total(*each.args)
        if each.head == "sum" and each.args[0] is b.ZERO:
            return b.ZERO
        return None

    return transform(expr, here)
