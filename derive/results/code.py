"""The code of a derivative: a function that takes the letters and gives the gradient."""

from __future__ import annotations

from derive.code import TARGETS, Target, Task, source_of
from derive.errors import DeriveError
from derive.expressions.expr import Expr, free_indices, postorder
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.notation.shapes import shape_of
from derive.records.step import Derivation
from derive.registry import Registry
from derive.render.plain import plain
from derive.results.own_gradient import OwnGradient


def gradient_code(found: OwnGradient, registry: Registry, target: str) -> str:
    """∂f/∂X as a function's source for `target` ("numpy" or "torch").

    It returns the shape of X for a number f, rows of f before columns of X for an array f.
    Raises DeriveError for what cannot be written so.
    """
    return derivation_code(found.derivation, found.context, registry.functions, target, found.closed)


def derivation_code(
    derivation: Derivation,
    context: Context,
    functions: FunctionTable,
    target: str,
    closed: Expr | None = None,
) -> str:
    """The result of a derivation as a function's source."""
    places = places_of(derivation.start)
    entrywise = closed is None or (bool(places) and shape_of(closed, context) == ())
    task = Task(
        derivation.result if closed is None else closed,
        places if entrywise else (),
        context,
        summary=summary(derivation, context, functions, closed),
        notes=tuple(f"Needs {plain(c, context, functions)}." for c in derivation.conditions),
    )
    return source_of(task, target_named(target), functions)


def target_named(target: str) -> Target:
    if target not in TARGETS:
        raise DeriveError(f"there is no code for {target!r}", hint=f"there is {' and '.join(TARGETS)}")
    return TARGETS[target]


def summary(derivation: Derivation, context: Context, functions: FunctionTable, closed: Expr | None) -> str:
    """`D(f, x) = result` in plain maths, on one line."""
    left = plain(derivation.start, context, functions)
    right = plain(derivation.result if closed is None else closed, context, functions)
    return f"{left} = {right}"


def places_of(start: Expr) -> tuple[Expr, ...]:
    """The index letters of a derivative: those of what is differentiated, then those of the letter."""
    if start.head != "deriv":
        return tuple(e for e in postorder(start) if e.head == "idx" and e.value in free_indices(start))
    free = free_indices(start)
    body, letter = start.args
    columns = [e for e in letter.args[1:] if e.head == "idx" and e.value in free]
    inside = dict.fromkeys(e for e in postorder(body) if e.head == "idx" and e.value in free)
    return (*(e for e in inside if e not in columns), *columns)
