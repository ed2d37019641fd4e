r"""`\hat y = softmax(θ)` for a statement about ŷ_k: each entry by its place, ŷ_i = softmax(θ)_i."""

from __future__ import annotations

from dataclasses import replace

from derive.expressions.build import ONE, entry, idx
from derive.expressions.expr import postorder
from derive.expressions.walk import letters
from derive.notation.context import Context, Definition, Letter
from derive.records.statement import Statement

PLACE = "place"


def with_places(statement: Statement) -> Statement | None:
    """The statement with definitions of whole vectors by entries; None where there is none to change."""
    context = statement.context
    changed = [d for d in context.definitions if _is_vector(d, context)]
    if not changed or any(_stands_whole(d.name, statement) for d in changed):
        return None
    found = tuple(_by_place(d) if d in changed else d for d in context.definitions)
    size = next(context.letters[d.name].axes[0] for d in changed)
    context = context.with_letters(Letter(PLACE, role="index", lo=ONE, hi=size))
    return replace(statement, context=replace(context, definitions=found))


def _is_vector(definition: Definition, context: Context) -> bool:
    """A letter of one axis that is a function of a whole vector."""
    letter = context.letters.get(definition.name)
    if definition.left.head != "sym" or letter is None or len(letter.axes) != 1:
        return False
    names = letters(definition.right)
    return bool(names) and all(len(context.letters[n].axes) == 1 for n in names if n in context.letters)


def _stands_whole(name: str, statement: Statement) -> bool:
    sides = (statement.left, statement.right)
    whole = [a for e in postorder(*sides) if e.head != "entry" for a in e.args]
    return any(e.head == "sym" and e.value == name for e in (*sides, *whole))


def _by_place(definition: Definition) -> Definition:
    place = idx(PLACE)
    return Definition(entry(definition.left, place), entry(definition.right, place))
