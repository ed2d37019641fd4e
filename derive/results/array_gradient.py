"""A derivative of the user's own by a whole array: entries, their derivative, matrix notation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from derive.answers.task import with_shapes
from derive.engine.prove import decide
from derive.engine.tensors.carried import carried_out
from derive.engine.tensors.gradient import ArrayGradient, array_gradient, verified
from derive.engine.tensors.lower import restored
from derive.engine.tensors.opened import opened
from derive.engine.tensors.pointwise import EPSILON
from derive.errors import UnknownLetter
from derive.expressions.build import ZERO, deriv, entry, ne, sym
from derive.expressions.expr import Expr, node, postorder
from derive.expressions.walk import transform
from derive.notation.context import EMPTY, Context, Definition
from derive.notation.functions import FunctionTable
from derive.notation.shapes import ARRAY_HEADS
from derive.read import read_expression, shaped_by_use
from derive.records.statement import Statement
from derive.records.step import Derivation, Step
from derive.records.verdict import Verdict

Decide = Callable[[Statement, FunctionTable], Verdict]
ENTRIES = "written by entries"
CARRIED_OUT = "the derivative of every entry; a Kronecker delta picks one term of its sum"
MATRIX = "the same in matrix notation"
BACKWARDS = "one equation at a time, from the last to the first; each slope in what the equation defines"


@dataclass(frozen=True)
class ArrayTask:
    """∂asked/∂letter; letters that `equations` defines are put in, and stand in the result again."""

    asked: Expr
    letter: Expr
    context: Context
    equations: tuple[Definition, ...] = ()


def array_task(
    text: str, wrt: str, functions: FunctionTable, *, shapes: Sequence[str], syntax: str
) -> ArrayTask | None:
    """The task, where whole arrays stand in `text`; None where it is one of numbers and entries.

    Letters without a declaration have the shapes that the text needs.
    """
    name = wrt.strip().lstrip("\\")
    context = shaped_by_use(with_shapes(EMPTY, shapes), [text], functions, syntax)
    if not context.letters.get(name):
        return None
    try:
        reading = read_expression(text, context, functions, syntax=syntax, infer=True, arrays=True)
    except UnknownLetter:
        return None
    asked, context = reading.expr, reading.context
    return ArrayTask(asked, sym(name), context) if holds_arrays(asked, context) else None


def defined_task(asked: Expr, wrt: str, context: Context) -> ArrayTask | None:
    """The task where letters are defined as whole arrays; what is differentiated by is given, not defined."""
    name = wrt.strip().lstrip("\\")
    equations = tuple(d for d in context.definitions if d.left.head == "sym" and d.left.value != name)
    others = [d for d in context.definitions if d.left.head != "sym"]
    if others or name not in context.letters or not equations:
        return None
    context = replace(context, definitions=equations)
    body = opened(Statement(asked, asked, context)).left
    return ArrayTask(asked, sym(name), context, equations) if holds_arrays(body, context) else None


def in_letters(tree: Expr, equations: Sequence[Definition]) -> Expr:
    """What the equations define by its letter: 1 − tanh(W x)² is 1 − h² for h = tanh(W x)."""
    names = {d.right: d.left for d in equations}
    return transform(tree, names.get)


def holds_arrays(expr: Expr, context: Context) -> bool:
    """Whether whole arrays stand in the expression."""
    arrays = {n for n, letter in context.letters.items() if letter.axes}
    for each in postorder(expr):
        if each.head in ARRAY_HEADS:
            return True
        if each.head != "entry" and any(a.head == "sym" and a.value in arrays for a in each.args):
            return True
    return expr.head == "sym" and expr.value in arrays


def array_derivation(
    task: ArrayTask, functions: FunctionTable, decided: Decide = decide
) -> tuple[Derivation, Verdict, ArrayGradient]:
    """The derivation of the entry of ∂asked/∂letter, and the verdict of `decided` on its closed form."""
    if task.equations:
        return by_equations(task, functions)
    first = carried_out(Statement(task.asked, task.asked, task.context), functions).left
    found = array_gradient(first, task.letter, task.context, functions)
    by = entry(task.letter, *found.places) if found.places else task.letter
    body = entry(task.asked, *found.free) if found.free else task.asked
    start = deriv(body, by)
    forms = [
        (deriv(restored(found.entry, found.stages), by), ENTRIES),
        (restored(found.indexed, found.stages), CARRIED_OUT),
    ]
    if found.closed is not None:
        places = (*found.free, *found.places)
        forms.append((entry(found.closed, *places) if places else found.closed, MATRIX))
    forms = [form for form in forms if all(e is not EPSILON for e in postorder(form[0]))]
    steps, before = [], start
    for after, words in forms:
        if after is not before:
            steps.append(Step("equal", before, after, words=words))
            before = after
    conditions = tuple(ne(node("det", s.argument), ZERO) for s in found.stages if s.kind == "inverse")
    letters = {n: x for n, x in found.context.letters.items() if n != EPSILON.value}
    context = replace(found.context, letters=letters)
    derivation = Derivation(start, tuple(steps), before, context, conditions=conditions)
    if found.closed is None:
        return derivation, decided(Statement(forms[0][0], before, context), functions), found
    checked = verified(found, functions, lambda statement: decided(statement, functions))
    verdict = Verdict(
        checked.word, conditions=conditions, method="differentials", reason=checked.reason,
        holds_if=checked.holds_if, certificate=checked.certificate or None,
    )  # fmt: skip
    return derivation, verdict, found


def by_equations(task: ArrayTask, functions: FunctionTable) -> tuple[Derivation, Verdict, ArrayGradient]:
    """The derivation with what is defined put in first, and by its letters again in the result."""
    whole = opened(Statement(task.asked, task.asked, task.context))
    found = array_gradient(whole.left, task.letter, whole.context, functions)
    body = entry(task.asked, *found.free) if found.free else task.asked
    by = entry(task.letter, *found.places) if found.places else task.letter
    start, places = deriv(body, by), (*found.free, *found.places)
    result = restored(found.indexed, found.stages) if found.closed is None else found.closed
    shown = in_letters(result, task.equations)
    after = entry(shown, *places) if places and found.closed is not None else shown
    words = CARRIED_OUT if found.closed is None else BACKWARDS
    context = replace(found.context, definitions=task.equations)
    sides = (deriv(task.asked, task.letter), shown) if found.closed is not None else (start, after)
    verdict = decide(Statement(*sides, context), functions)
    steps = (Step("equal", start, after, words=words),)
    derivation = Derivation(start, steps, after, context, conditions=verdict.conditions)
    return derivation, verdict, replace(found, closed=None if found.closed is None else shown)
