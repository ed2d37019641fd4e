"""A derivative of the user's own: read, derived, proved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from derive.answers import task_of_text
from derive.derivations import derive_gradient
from derive.errors import DeriveError, ReadError
from derive.expressions.build import ONE, deriv, entry, idx, sym
from derive.expressions.expr import Expr, free_indices
from derive.notation.context import Context, Letter
from derive.proofs import decide_statement, equality
from derive.proofs.dependence import unsaid_dependence
from derive.read import read_expression
from derive.records.statement import Statement
from derive.records.step import Derivation
from derive.records.verdict import Verdict
from derive.registry import Registry
from derive.registry.families import open_families
from derive.render.documents import template_folders
from derive.render.latex import latex
from derive.render.plain import plain
from derive.results.array_gradient import array_derivation, array_task, defined_task
from derive.results.staged_gradient import is_recurrent, staged_gradient
from derive.results.verdict_data import verdict_data
from derive.results.whole_arrays import whole_sides
from derive.writeups import WriteUp, write_up
from derive.writeups.layout import page_of
from derive.writeups.write import document

INDEX_NAMES = ("k", "j", "i", "l", "m", "q", "r")


@dataclass(frozen=True)
class OwnGradient:
    """`closed` is the whole derivative in matrix notation, when it is by a whole array."""

    derivation: Derivation
    verdict: Verdict
    context: Context
    closed: Expr | None = None


def own_gradient(
    text: str,
    wrt: str,
    registry: Registry,
    *,
    shapes: Sequence[str] = (),
    definitions: Sequence[str] = (),
    assumptions: Sequence[str] = (),
    syntax: str = "auto",
) -> OwnGradient:
    """The derivation of ∂text/∂wrt, and the verdict on first side = last side."""
    functions = registry.functions
    whole = None
    if not definitions and not assumptions:
        whole = array_task(text, wrt, functions, shapes=shapes, syntax=syntax)
    if whole is not None:
        derivation, verdict, found = array_derivation(whole, functions)
        return OwnGradient(derivation, verdict, registry.preferences.context(found.context), found.closed)
    task = task_of_text(
        text,
        functions,
        shapes=shapes,
        definitions=definitions,
        assumptions=assumptions,
        syntax=syntax,
        opened=False,
    )
    defined = defined_task(task.asked, wrt, task.context)
    if defined is not None:
        derivation, verdict, found = array_derivation(defined, functions)
        shown = registry.preferences.context(derivation.context)
        return OwnGradient(derivation, verdict, shown, found.closed)
    if is_recurrent(task.context):
        return through_time(open_families(task.asked, functions), task.context, wrt, registry)
    return gradient_in(task.asked, task.context, wrt, registry, syntax=syntax)


def through_time(body: Expr, context: Context, wrt: str, registry: Registry) -> OwnGradient:
    """∂body/∂wrt through recurrent equations, one equation at a time."""
    functions = registry.functions
    found = staged_gradient(body, context, wrt, functions, lambda s: decide_statement(s, functions))
    context = registry.preferences.context(found.context)
    return OwnGradient(found.derivation, found.verdict, context, found.closed)


def gradient_in(
    body: Expr, context: Context, wrt: str, registry: Registry, *, syntax: str = "auto"
) -> OwnGradient:
    """The derivation of ∂body/∂wrt in a context that is already read."""
    functions = registry.functions
    letter, context = letter_of(wrt, context, body, registry, syntax)
    start = deriv(body, letter)
    unsaid = unsaid_dependence(Statement(start, start, context), functions)
    if unsaid:
        raise DeriveError(unsaid)
    derivation = derive_gradient(start, context, functions, equal=equality(context, functions))
    verdict = decide_statement(Statement(start, derivation.result, context), functions)
    return OwnGradient(derivation, verdict, registry.preferences.context(context))


def letter_of(
    wrt: str, context: Context, body: Expr, registry: Registry, syntax: str
) -> tuple[Expr, Context]:
    """The letter to differentiate by; an array by its entry, with index letters that are not in use."""
    known = _array_named(wrt, context, registry, syntax)
    if known is not None:
        used = {i.name for i in free_indices(body)} | set(context.letters)
        names = [n for n in INDEX_NAMES if n not in used][: len(known.axes)]
        indices = [Letter(n, role="index", lo=ONE, hi=a) for n, a in zip(names, known.axes, strict=True)]
        context = context.with_letters(*indices)
        return entry(sym(known.name), *map(idx, names)), context
    context = with_new_places(wrt, context, registry, syntax)
    letter = read_expression(wrt, context, registry.functions, syntax=syntax).expr
    if letter.head not in ("sym", "entry"):
        raise ReadError("a derivative is by a letter or an entry", text=wrt, span=(0, len(wrt)))
    return letter, context


def _array_named(wrt: str, context: Context, registry: Registry, syntax: str) -> Letter | None:
    r"""The array that the text is the name of: `z`, `W_1`, `\hat y`."""
    try:
        named = read_expression(wrt, context, registry.functions, syntax=syntax, arrays=True).expr
    except ReadError:
        return None
    letter = context.letters.get(str(named.value)) if named.head == "sym" else None
    return letter if letter is not None and letter.axes else None


def with_new_places(wrt: str, context: Context, registry: Registry, syntax: str) -> Context:
    """The context with the index letters that `x[k]` brings, k from 1 to the length of x."""
    try:
        reading = read_expression(wrt, context, registry.functions, syntax=syntax, infer=True)
    except ReadError:
        return context
    base, *places = reading.expr.args if reading.expr.head == "entry" else (reading.expr,)
    array = context.letters.get(str(base.value))
    if array is None:
        return context
    return context.with_letters(
        *(
            Letter(place.value.name, role="index", lo=ONE, hi=size)
            for place, size in zip(places, array.axes, strict=False)
            if place.head == "idx" and place.value.name not in context.letters
        )
    )


def gradient_writeup(found: OwnGradient, registry: Registry) -> WriteUp:
    return write_up(
        "gradient",
        "The derivative",
        found.derivation,
        registry.rules(),
        registry.functions,
        context=found.context,
        whole=whole_of(found, registry),
        remarks=() if found.verdict else (f"The result is {found.verdict.verdict}: {found.verdict.reason}",),
    )


def whole_of(found: OwnGradient, registry: Registry) -> tuple[Expr, Expr] | None:
    """The two sides of the result between whole arrays, where it has matrix notation."""
    if found.closed is None:
        return None
    return whole_sides(found.derivation.start, found.closed, found.context, registry.functions.style)


def gradient_tex(writeup: WriteUp, detail: str) -> str:
    return document(page_of(writeup, detail), "tex", template_folders(None))


def gradient_json(found: OwnGradient, writeup: WriteUp, registry: Registry) -> dict[str, Any]:
    functions, context = registry.functions, found.context
    chain = writeup.chain
    sides = whole_of(found, registry) or (found.derivation.start, found.closed or found.derivation.result)
    left, result = sides
    return {
        "derivative": latex(result, context, functions),
        "plain": plain(result, context, functions),
        "left": latex(left, context, functions),
        "layout": functions.style.layout,
        "steps": [
            {
                "right": line.value.latex,
                "reason": line.words,
                "conditions": [c.plain for c in line.conditions],
            }
            for line in (chain.lines if chain else ())
        ],
        **verdict_data(found.verdict, context, functions),
    }
