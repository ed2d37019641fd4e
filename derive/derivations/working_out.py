"""What a definition comes to in numbers: values put in, entries written out, worked out, rounded.

    S = Wᵀx = [0.1 0.3; 0.2 0.4] [1; 2] = [0.1·1 + 0.3·2; 0.2·1 + 0.4·2] = [0.7; 1]

A value that is no short decimal is put in with its first digits (≈), as many as the printed result needs.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.engine.array_rules import worked_out, written_out
from derive.engine.digits import UNKNOWN, as_decimal, exact_value, printed_decimal, to_digits
from derive.engine.forms import key
from derive.engine.rewriting import apply_rule
from derive.engine.rules import Grounds
from derive.engine.written_arrays import PRODUCTS
from derive.errors import DeriveError
from derive.expressions.expr import Expr, postorder
from derive.expressions.walk import heads
from derive.notation.functions import FunctionTable
from derive.records.step import Step

PLACES = (4, 6, 9, 12)
"""How many places intermediate values may be given with."""


def work_out(before: Expr, after: Expr, grounds: Grounds) -> list[Step]:
    """The steps from `before` to the numbers (or written entries) of `after`.

    Raises DeriveError where arithmetic does not lead there.
    """
    steps = list(_opened(before, after, grounds))
    expr = steps[-1].after if steps else before
    if key(expr) == key(after):
        return steps
    for places in PLACES:
        try:
            return steps + _from_values(expr, after, places, grounds)
        except DeriveError as error:
            complaint = error
    raise complaint


def _opened(expr: Expr, after: Expr, grounds: Grounds) -> Iterator[Step]:
    """A bare letter by its definition, one after the other."""
    while expr.head == "sym" and key(expr) != key(after):
        definition = grounds.context.definition(expr.value)
        if definition is None or definition.left is not expr:
            return
        found = apply_rule("unfold", expr, (expr,), grounds)
        yield Step("unfold", expr, found, parameters=(expr,))
        expr = found


def _from_values(expr: Expr, after: Expr, places: int, grounds: Grounds) -> list[Step]:
    """The values of the letters, the entries, and what they come to."""
    steps: list[Step] = []
    values = {x: _value(x, places, grounds) for x in _letters(expr, grounds)}
    if values:
        steps += _named("values", "rounded-values", expr, _pairs(values), grounds)
        expr = steps[-1].after
    if heads(after) & PRODUCTS:
        return steps + _gathered(expr, after, grounds)
    entries = written_out(expr, grounds.context)
    if key(entries) != key(expr) and key(entries) != key(after):
        steps.append(Step("entries", expr, entries))
        expr = entries
    if key(written_out(expr, grounds.context)) == key(after):
        return [*steps, Step("entries", expr, after)]
    return steps + _named("arithmetic", "digits", expr, (after,), grounds)


def _gathered(expr: Expr, after: Expr, grounds: Grounds) -> list[Step]:
    """Entries as a product of arrays."""
    parameters = (after, *_letters(after, grounds))
    found = apply_rule("gathered", expr, parameters, grounds)
    return [Step("gathered", expr, found, parameters=parameters)]


def _named(
    exact: str, rounded: str, expr: Expr, parameters: tuple[Expr, ...], grounds: Grounds
) -> list[Step]:
    """A step by the exact rule, or by the one that rounds."""
    try:
        return [Step(exact, expr, apply_rule(exact, expr, parameters, grounds), parameters=parameters)]
    except DeriveError:
        found = apply_rule(rounded, expr, parameters, grounds)
        return [Step(rounded, expr, found, parameters=parameters, relation="approx")]


def _letters(expr: Expr, grounds: Grounds) -> list[Expr]:
    """The defined letters, in the order in which they are read."""
    known = (e for e in postorder(expr) if e.head == "sym" and grounds.context.definition(e.value))
    return list(dict.fromkeys(known))


def _pairs(values: dict[Expr, Expr]) -> tuple[Expr, ...]:
    return tuple(part for pair in values.items() for part in pair)


def _value(letter: Expr, places: int, grounds: Grounds) -> Expr:
    """What the letter is worked out to: numbers as decimals, anything else as it is."""
    return _mapped(worked_out(letter, grounds.context), places, grounds.functions)


def _mapped(expr: Expr, places: int, functions: FunctionTable) -> Expr:
    if expr.head in ("matrix", "row"):
        return Expr(expr.head, tuple(_mapped(a, places, functions) for a in expr.args))
    if printed_decimal(expr) is not None or heads(expr) & UNKNOWN:
        return expr
    exact = exact_value(expr, functions)
    return to_digits(expr, places, functions) if exact is None else as_decimal(exact)


def is_of_numbers(before: Expr, after: Expr, grounds: Grounds) -> bool:
    """Whether `after` is a number or an array of numbers, and `before` one once definitions are put in."""
    if heads(after) & UNKNOWN:
        return False
    try:
        return not heads(worked_out(before, grounds.context)) & UNKNOWN
    except DeriveError:
        return False
