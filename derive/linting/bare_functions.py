r"""`\ell(w, b) = …` and then `\ell` alone: the function and its value at its own letters are one thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from derive.expressions.expr import Expr, kinds, postorder
from derive.expressions.walk import transform
from derive.linting.arrays import kind_of
from derive.notation.context import Context, Definition

CALLS = kinds("call")


def as_letters(context: Context, sides: Sequence[Expr]) -> tuple[Context, list[Expr]]:
    """f for f(x, y), where it is defined for x, y, applied to nothing else, and named alone somewhere."""
    found = list(sides)
    for definition in context.definitions:
        if definition.left.head != "call" or any(a.head != "sym" for a in definition.left.args):
            continue
        places = [*found, *(d.right for d in context.definitions)]
        bare = _stands_alone(definition.left.args[0], places)
        arrays = kind_of(definition.right) == "single" or any(
            _is_array(context, a) for a in definition.left.args[1:]
        )
        if not _applied_elsewhere(definition.left, places) and (bare or arrays):
            context = _renamed(context, definition)
            found = [_letter(side, definition.left) for side in found]
    return context, found


def _is_array(context: Context, letter: Expr) -> bool:
    declared = context.letters.get(letter.value)
    return declared is not None and (bool(declared.axes) or declared.role == "array")


def _stands_alone(name: Expr, places: Sequence[Expr]) -> bool:
    if any(place is name for place in places):
        return True
    nodes = (e for e in postorder(*places) if name in e.args)
    return any(a is name and not (e.head == "call" and k == 0) for e in nodes for k, a in enumerate(e.args))


def _applied_elsewhere(call: Expr, places: Sequence[Expr]) -> bool:
    """f(0), f(−x): a function after all."""
    return any(
        e.head == "call" and e.args[0] is call.args[0] and e is not call
        for place in places
        if place.kinds & CALLS
        for e in postorder(place)
    )


def _letter(expr: Expr, call: Expr) -> Expr:
    return (
        transform(expr, lambda each: call.args[0] if each is call else None) if expr.kinds & CALLS else expr
    )


def _renamed(context: Context, definition: Definition) -> Context:
    call = definition.left
    name = str(call.args[0].value)
    definitions = tuple(
        Definition(call.args[0] if d is definition else d.left, _letter(d.right, call))
        for d in context.definitions
    )
    letter = context.letters.get(name)
    context = replace(context, definitions=definitions)
    return context.with_letters(replace(letter, role="scalar")) if letter is not None else context
