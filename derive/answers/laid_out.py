r"""Derivatives by whole arrays in the reader's layout: where it has a row, the transpose of our column."""

from __future__ import annotations

from dataclasses import replace

from derive.answers.task import Task
from derive.engine.tensors.notation import flipped
from derive.errors import DeriveError
from derive.expressions.build import add
from derive.expressions.expr import Expr, node
from derive.notation.shapes import shape_of
from derive.notation.style import Style


def laid_out(task: Task, style: Style) -> Task:
    """The task that asks for ∂y/∂x as the layout has it: in numerator layout (∂E/∂w)ᵀ, a row."""
    asked = task.asked
    if asked.head != "deriv" or asked.args[0].head == "deriv":
        return task
    try:
        over, by = (shape_of(side, task.context) for side in asked.args[:2])
    except DeriveError:
        return task
    if over is None or by is None or not style.turns(len(over), len(by), letter=asked.args[0].head == "sym"):
        return task
    return replace(task, asked=node("transpose", asked))


def turned(array: Expr) -> Expr:
    """The transpose, of a sum term by term."""
    return add(*map(flipped, array.args)) if array.head == "add" else flipped(array)
