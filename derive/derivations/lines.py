"""From steps to lines: what is trivial is folded into the line before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from derive.engine.rules import TRIVIAL
from derive.expressions.build import ZERO, mul
from derive.expressions.expr import Expr, postorder
from derive.expressions.walk import Path, replace_at, transform
from derive.records.step import Step

FOLDED = frozenset({"tidy", "rearrange-signs", "sign-inside", "sign-outside"})


def fold_trivial(steps: Sequence[Step]) -> list[Step]:
    """Steps that only move signs and units become substeps of the step before; a branch that is
    written out by its definition and folded back is one line."""
    lines: list[Step] = []
    for step in steps:
        if lines and step.rule in FOLDED:
            lines[-1] = joined(lines[-1], step)
        elif lines and (lines[-1].rule, step.rule) == ("at-the-seams", "fold"):
            lines[-1] = led_in(lines[-1], step)
        else:
            lines.append(step)
    return lines


def joined(first: Step, second: Step) -> Step:
    """One line for two steps, named by the first."""
    parts = (*(first.substeps or (first,)), *(second.substeps or (second,)))
    conditions = tuple(dict.fromkeys((*first.conditions, *second.conditions)))
    return Step(first.rule, first.before, second.after, conditions=conditions, substeps=parts)


def only_trivial(step: Step) -> bool:
    """Whether nothing but linearity, constants and the like happens in a line."""
    return all(s.rule in TRIVIAL or s.rule in ("tidy", "sift") for s in (step.substeps or (step,)))


def led_in(first: Step, second: Step) -> Step:
    """One line for two steps, named by the second."""
    return replace(joined(first, second), rule=second.rule)


def inside(whole: Expr, path: Path, step: Step) -> Step:
    """A step on a part as a step on the whole, substeps and all."""
    return replace(
        step,
        before=replace_at(whole, path, step.before),
        after=replace_at(whole, path, step.after),
        path=(*path, *step.path),
        substeps=tuple(inside(whole, path, s) for s in step.substeps),
    )


def flattened(step: Step) -> Step:
    """The step with a product of products written as one product: g (v w) is g v w."""

    def here(each: Expr) -> Expr | None:
        if each.head != "mul" or all(a.head != "mul" for a in each.args):
            return None
        return mul(*(f for a in each.args for f in (a.args if a.head == "mul" else (a,))))

    return replace(step, after=transform(step.after, here))


def has_zeros(expr: Expr) -> bool:
    """Whether terms 0 · a are written out in it."""
    return any(e.head == "mul" and ZERO in e.args for e in postorder(expr))


def arranged(steps: Sequence[Step], target: Expr) -> list[Step]:
    """The steps, the last of them written as the target is (the order of terms and factors)."""
    last = steps[-1]
    if last.substeps:
        parts = arranged(last.substeps, target)
        return [*steps[:-1], replace(last, after=target, substeps=tuple(parts))]
    return [*steps[:-1], replace(last, after=target)]
