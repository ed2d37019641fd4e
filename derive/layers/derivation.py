"""The arithmetic of a layer as derivations: the formula, the values put in, worked out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from derive.expressions.build import sym
from derive.expressions.expr import Expr
from derive.expressions.walk import substitute
from derive.layers.measured import Measured, Worked
from derive.layers.report import all_worked
from derive.layers.settings import own_letters
from derive.notation.context import EMPTY, Context, Definition, Letter
from derive.records.step import Derivation, Step


def derivations_of(found: Measured) -> Iterator[tuple[Worked, Derivation]]:
    """One derivation for each size and count, beginning with its name."""
    for worked in all_worked(found):
        yield worked, derivation_of(worked, found)


def derivation_of(worked: Worked, found: Measured) -> Derivation:
    """name = the formula = the values put in = worked out."""
    name = sym(worked.name)
    context = _letters(worked, found).with_definitions(Definition(name, worked.sides[0]))
    steps = [Step("unfold", name, worked.sides[0], parameters=(name,))]
    for before, after in zip(worked.sides, worked.sides[1:], strict=False):
        steps.append(_step(before, after, worked))
    return Derivation(name, tuple(steps), worked.result, context)


def _step(before: Expr, after: Expr, worked: Worked) -> Step:
    """The values put in, where that is what happens; otherwise arithmetic."""
    if substitute(before, dict(worked.values)) is not after:
        return Step("arithmetic", before, after, parameters=(after,))
    parameters = tuple(part for pair in worked.values.items() for part in pair)
    return Step("put-in", before, after, parameters=parameters)


def _letters(worked: Worked, found: Measured) -> Context:
    """The letters of the formula with what they mean; a name of several words is set upright."""
    used = own_letters(worked.sides)
    declared = [worked.context.letters.get(x, Letter(x, role="size")) for x in used if x != worked.name]
    known = [replace(x, meaning=x.meaning or found.letters.get(x.name, "")) for x in declared]
    own = Letter(worked.name, role="size")
    upright = own if len(worked.name) == 1 else replace(own, latex=rf"\text{{{worked.name}}}")
    return EMPTY.with_letters(*known, upright)
