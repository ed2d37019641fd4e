"""The letters that definitions introduce, with their shapes."""

from __future__ import annotations

from derive.expressions.expr import Expr, Index, postorder
from derive.notation.context import Context, Definition, Letter


def letter_of(definition: Definition, context: Context) -> Letter:
    """The letter that `p_i := …`, `f(x) := …` or `s := …` introduces."""
    left = definition.left
    if left.head == "call":
        return Letter(definition.name, role="function")
    if left.head != "entry":
        return Letter(definition.name)
    axes = tuple(axis_of(index, definition.right, context) for index in left.args[1:])
    known = tuple(a for a in axes if a is not None)
    return Letter(definition.name, axes=known if len(known) == len(axes) else ())


def axis_of(index: Expr, body: Expr, context: Context) -> Expr | None:
    """The size of an index of a definition: as declared, else that of an array it indexes."""
    if index.head == "idx":
        declared = context.letters.get(index.value.name)
        if declared is not None and declared.hi is not None:
            return declared.hi
    for each in postorder(body):
        if each.head == "entry" and index in each.args[1:]:
            base = context.letters.get(each.args[0].value)
            place = each.args[1:].index(index)
            if base is not None and place < len(base.axes):
                return base.axes[place]
        if each.head == "delta" and index in each.args and index.head == "idx":
            other = each.args[1] if each.args[0] is index else each.args[0]
            found = context.letters.get(other.value.name) if isinstance(other.value, Index) else None
            if found is not None and found.hi is not None:
                return found.hi
    return None
