"""A formula as a function: its parameters, the sizes it takes from their shapes, its docstring, its lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from derive.code.arrays import RULES
from derive.code.helpers import HELPERS
from derive.code.ranges import Linear, linear
from derive.code.stage_lines import whole, write_stages
from derive.code.stages import shifts_of, stages_of
from derive.code.targets import Target
from derive.code.terms import Names, Term, refuse
from derive.code.writer import Writer, one_of_a_kind
from derive.expressions.expr import Expr, postorder
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.notation.shapes import said


@dataclass(frozen=True)
class Task:
    """What the function computes: `result` over the index letters `places`, one axis each.

    name      the function's name
    summary   the docstring's first line; `notes` are lines below the parameters
    """

    result: Expr
    places: tuple[Expr, ...]
    context: Context
    name: str = "gradient"
    summary: str = ""
    notes: tuple[str, ...] = ()


def source_of(task: Task, target: Target, functions: FunctionTable) -> str:
    """The source of one function. Raises DeriveError for what the target cannot say."""
    result = one_of_a_kind(task.result)
    groups = stages_of(result, task.context)
    names = Names()
    for reserved in (*HELPERS[target.name], task.name):
        names.taken.add(reserved)
    w = Writer(target, task.context, functions, RULES, names, shifts=shifts_of(result, groups))
    w.count(result, *(s.value for g in groups for s in g))
    stages = [s.name for g in groups for s in g]
    w.sample = _sample(w, [result, *(s.value for g in groups for s in g)], stages)
    asked = write_stages(w, groups)
    w.scopes.now.write(f"return {_returned(w, result, task)}")
    return _assembled(w, task, stages, asked)


def _sample(w: Writer, roots: Sequence[Expr], stages: Sequence[str]) -> str:
    """An array that is given: what is made beside it has its kind of numbers."""
    for each in postorder(*roots):
        known = w.context.letters.get(each.value) if each.head == "sym" else None
        if known is not None and known.axes and each.value not in stages:
            return w.names.of(each.value, each.value)
    return ""


def _returned(w: Writer, result: Expr, task: Task) -> str:
    if task.places and result.head == "entry" and result.args[1:] == task.places:
        base = result.args[0]
        if base.head != "sym":
            return _shaped(w, w.term(base), base)
    for place in task.places:
        known = w.context.letters.get(place.value.name)
        if known is None or known.lo is None or known.hi is None:
            raise refuse(f"the range of the index {place.value.name} is not known", "declare the shapes")
        w.index(place.value, known.lo, known.hi)
    term = w.term(result)
    if term.rank:
        return _shaped(w, term, result)
    return whole(w, term, [p.value for p in task.places])


def _shaped(w: Writer, term: Term, expr: Expr) -> str:
    """A row has one axis inside; a number for an array is spread over its shape."""
    if term.row:
        return f"{term.at(10)}[None, :]"
    shape = w.shape(expr)
    if not term.rank and shape:
        sizes = ", ".join(w.term(n).text for n in shape)
        return w.target("broadcast", w.data(term), f"({sizes},)")
    return term.text


# ---- the function ----------------------------------------------------------------------------------


def _assembled(w: Writer, task: Task, stages: Sequence[str], asked: dict[str, str]) -> str:
    lines, sizes = _sizes(w, stages)
    data = [n for n in w.used if n not in stages and n not in lines]
    order = list(w.context.letters)
    data.sort(key=lambda n: order.index(n) if n in order else len(order))
    parameters = [w.names.of(n, n) for n in data] + [f"{start}=0.0" for start in asked]
    helpers = [HELPERS[w.target.name][h] for h in HELPERS[w.target.name] if _needed(w, h)]
    head = f"def {task.name}({', '.join(parameters)}):"
    body = [*_docstring(w, task, data, asked), *sizes, *w.scopes.now.lines]
    needs_math = any("math." in line for line in w.scopes.now.lines)
    blocks = [f"import math\n\n{w.target.heading}" if needs_math else w.target.heading, *helpers]
    return "\n\n\n".join([*blocks, "\n".join([head, *body])]) + "\n"


def _needed(w: Writer, helper: str) -> bool:
    return helper in w.helpers or (helper == "logsumexp" and "log_softmax" in w.helpers)


def _docstring(w: Writer, task: Task, data: Sequence[str], asked: dict[str, str]) -> list[str]:
    rows = []
    for name in data:
        letter = w.context.letters.get(name)
        kind = f"{w.target.array}, {said(letter.axes)}" if letter and letter.axes else _kind(w, name)
        rows.append(
            (w.names.of(name, name), "; ".join(filter(None, (kind, letter.meaning if letter else ""))))
        )
    rows += [(start, f"the value of {name} before its first step") for start, name in asked.items()]
    width = max((len(name) for name, _ in rows), default=0)
    notes = list(task.notes)
    if any(".exp(" in line for line in w.scopes.now.lines):
        notes.append("exp overflows above about 709 in double precision, 88 in single.")
    parts = [*([""] if rows else []), *(f"{n:<{width}}  {k}" for n, k in rows)]
    parts += ["", *notes] if notes else []
    text = [_escaped(line) for line in (task.summary or "The formula's value.", *parts)]
    if len(text) == 1:
        return [f'    """{text[0]}"""']
    shown = [f"    {line}".rstrip() for line in text[1:]]
    return [f'    """{text[0]}', *shown, '    """']


def _escaped(line: str) -> str:
    """The line as a docstring says it: one line, and nothing in it ends the string."""
    line = line.replace("\n", " ").replace("\r", " ").replace("\0", " ")
    return line.replace("\\", "\\\\").replace('"', '\\"')


def _kind(w: Writer, name: str) -> str:
    role = w.context.role(name)
    return "a whole number" if role in ("size", "integer", "index") else "a number"


def _sizes(w: Writer, stages: Sequence[str]) -> tuple[dict[str, None], list[str]]:
    """Lines that take the sizes in use from the shapes of the arrays given; n + K − 1 is solved for n."""
    known: dict[str, None] = {}
    lines: list[str] = []
    wanted = [n for n in w.used if w.context.role(n) == "size"]
    arrays = [n for n in w.used if n not in stages and w.context.letters.get(n) and w.context.letters[n].axes]
    again = True
    while again:
        again = False
        for name in wanted:
            found = None if name in known else _solved(w, name, arrays, known)
            if found is not None:
                lines.append(f"    {w.names.of(name, name)} = {found}")
                known[name] = None
                again = True
    return known, lines


def _solved(w: Writer, name: str, arrays: Sequence[str], known: dict[str, None]) -> str | None:
    """The size from the first axis that is this letter, or this letter and sizes that are known."""
    best: tuple[int, str] | None = None
    for array in arrays:
        for k, axis in enumerate(w.context.letters[array].axes):
            form = linear(axis)
            if form is None or form.get(name) != 1:
                continue
            rest: Linear = {key: value for key, value in form.items() if key != name}
            if any(key != 1 and key not in known for key in rest):
                continue
            if any(value.denominator != 1 for value in rest.values()):
                continue
            text = f"{w.names.of(array, array)}.shape[{k}]" + "".join(_signed(w, *x) for x in rest.items())
            if best is None or len(rest) < best[0]:
                best = (len(rest), text)
    return None if best is None else best[1]


def _signed(w: Writer, key: object, value: object) -> str:
    count = int(value)  # type: ignore[call-overload]
    size = str(abs(count)) if key == 1 else w.names.of(key, str(key))
    times = f"{abs(count)} * " if key != 1 and abs(count) != 1 else ""
    return f" {'-' if count > 0 else '+'} {times}{size}"
