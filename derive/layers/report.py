"""A measured layer for people and programs: text, LaTeX, plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from derive.engine.folding import neatest, whole_number
from derive.expressions.build import mul, num
from derive.expressions.expr import Expr
from derive.layers.measured import Measured, Shape, Worked
from derive.layers.solve import Solutions
from derive.notation.functions import FunctionTable
from derive.render.latex import latex
from derive.render.plain import plain

BYTES = 4
Show = Callable[[Expr], str]


def layer_data(found: Measured, functions: FunctionTable) -> dict[str, Any]:
    """Plain data: sizes as numbers where they are numbers, else as text."""

    def value(expr: Expr) -> int | str:
        number = whole_number(expr)
        return plain(expr, found.context, functions) if number is None else number

    return {
        "layer": found.id,
        "title": found.title,
        "input": [value(e) for e in found.input],
        "output": [value(e) for e in found.output],
        "parameters_by_name": {n: [value(e) for e in s] for n, s in found.parameters.items()},
        "counts": {q.name: value(q.value) for q in found.quantities},
        "memory_bytes": {n: value(e) for n, e in memory(found).items()},
        "receptive_field": [{"span": value(f.span), "jump": value(f.jump)} for f in found.fields],
        "conditions": [plain(c, found.context, functions) for c in found.conditions],
        "steps": [_steps_data(w, functions) for w in all_worked(found)],
        "parts": [
            {**layer_data(part, functions), "times": value(times)} for part, times in found.parts
        ],
        "source": found.source,
        "place": found.place,
    }  # fmt: skip


def _steps_data(worked: Worked, functions: FunctionTable) -> dict[str, Any]:
    rows = zip(worked.sides, worked.words, strict=True)
    return {
        "of": worked.name,
        "because": [{"relation": plain(r, worked.context, functions), "words": w} for r, w in worked.because],
        "steps": [{"value": plain(e, worked.context, functions), "words": w} for e, w in rows],
    }


def all_worked(found: Measured) -> list[Worked]:
    return [*found.worked, *(q.worked for q in found.quantities)]


def memory(found: Measured) -> dict[str, Expr]:
    """The bytes of the parameters and of the output, 4 for each number."""
    counts = {"parameters": found.quantity("parameters"), "output": None}
    whole = num(1)
    for axis in found.output:
        whole = mul(whole, axis)
    counts["output"] = whole
    return {n: neatest(mul(num(BYTES), e)) for n, e in counts.items() if e is not None}


def solutions_data(found: Solutions) -> dict[str, Any]:
    return {
        "solve": found.word,
        "wanted": found.wanted,
        "solutions": found.listed,
        "first": found.first,
        "last": found.last,
        "because": list(found.because),
    }


# ---- text ------------------------------------------------------------------------------------------


def layer_text(found: Measured, functions: FunctionTable, *, steps: bool = True) -> Iterator[str]:
    """The lines for a terminal."""

    def show(expr: Expr) -> str:
        return plain(expr, found.context, functions)

    yield f"{found.id}: {found.title}"
    yield f"  input    {sized(found.input, show)}"
    yield f"  output   {sized(found.output, show)}"
    yield from _listed(found, show)
    for name, shape in found.parameters.items():
        yield f"  {name:<8} {sized(shape, show)}"
    for worked in all_worked(found):
        yield from _chain(worked, functions, steps)
    if found.fields:
        yield (
            f"  receptive field {sized(tuple(f.span for f in found.fields), show)}, neighbours "
            + sized(tuple(f.jump for f in found.fields), show)
            + " apart"
        )
    stored = ", ".join(f"{name} {show(e)}" for name, e in memory(found).items())
    yield f"  memory in bytes, {BYTES} for each number: {stored}"
    if found.conditions:
        yield "  where " + ", ".join(show(c) for c in found.conditions)
    letters = {n: m for n, m in found.letters.items() if _occurs(n, found)}
    for name, meaning in letters.items():
        yield f"  {name}  {meaning}"
    if found.about:
        yield f"  {found.about}"
    if found.place:
        yield f"  source: {found.source}, {found.place}"


def _listed(found: Measured, show: Show) -> Iterator[str]:
    """A row for each layer: number, name, output, parameters, how often."""
    rows = []
    for part, times in found.parts:
        count = part.quantity("parameters")
        often = "" if whole_number(times) == 1 else f"  ({show(times)} times)"
        rows.append((part.id, sized(part.output, show), show(count) if count is not None else "", often))
    wide = [max((len(row[k]) for row in rows), default=0) for k in range(3)]
    for number, (name, output, count_, often) in enumerate(rows, 1):
        yield f"    {number:>3}  {name:<{wide[0]}}  {output:<{wide[1]}}  {count_:>{wide[2]}}{often}"
    if any("\N{PRIME}" in row[1] for row in rows):
        yield "         H\N{PRIME}, W\N{PRIME}: the height and width that a repetition begins with"


def _occurs(name: str, found: Measured) -> bool:
    from_steps = {e.value for w in all_worked(found) for s in w.sides for e in _letters(s)}
    return name in from_steps


def _letters(expr: Expr) -> list[Expr]:
    stack, seen = [expr], []
    while stack:
        each = stack.pop()
        if each.head == "sym":
            seen.append(each)
        stack.extend(each.args)
    return seen


def sized(shape: Shape, show: Show) -> str:
    return " × ".join(show(axis) for axis in shape)


def _chain(worked: Worked, functions: FunctionTable, steps: bool) -> Iterator[str]:
    sides = [plain(e, worked.context, functions) for e in worked.sides]
    yield f"  {worked.name} = {sides[-1]}"
    if not steps or len(sides) < 2:
        return
    for relation, words in worked.because:
        yield f"        {plain(relation, worked.context, functions)}"
        yield f"          {words}"
    width = min(52, max(len(s) for s in sides))
    for side, words in zip(sides, worked.words, strict=True):
        yield f"      = {side:<{width}}  {words}".rstrip()


def solutions_text(found: Solutions) -> str:
    """`input = 52, 53 or 54`."""
    listed = found.listed
    if found.none:
        apart = "; height and width are solved for apart" if "×" in found.wanted else ""
        return f"no {found.word} gives {found.wanted}{apart}"
    if listed is None:
        last = f" to {found.last}" if found.last is not None else " or more"
        return f"{found.word} = {found.first}{last}: all of them give {found.wanted}"
    shown = [str(v) for v in listed]
    text = shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " or " + shown[-1]
    return (
        f"{found.word} = {text}: "
        + ("the only one that gives " if len(shown) == 1 else "each gives ")
        + found.wanted
    )


def remark(worked: Worked, functions: FunctionTable) -> str:
    r"""The relations that lead to the formula, as a sentence with \( … \)."""
    (last, _), (solved, _) = worked.because
    fits, most = (latex(r, worked.context, functions) for r in (last, solved))
    return (
        rf"The windows start at places \(0, s, 2s, \dots\); window \({worked.name}\), the last, must fit: "
        rf"\({fits}\), so \({most}\), and \({worked.name} - 1\) is the largest whole number "
        "for which this holds."
    )


# ---- LaTeX -----------------------------------------------------------------------------------------


def layer_tex(found: Measured, functions: FunctionTable) -> str:
    """One aligned chain for each size and count."""
    return "\n".join(_aligned(w, functions) for w in all_worked(found))


def _aligned(worked: Worked, functions: FunctionTable) -> str:
    sides = [latex(e, worked.context, functions) for e in worked.sides]
    name = worked.name if len(worked.name) == 1 else rf"\text{{{worked.name}}}"
    rows = [f"{latex(r, worked.context, functions)} &" for r, _ in worked.because]
    rows += [f"{name} &= {sides[0]}", *(f"&= {side}" for side in sides[1:])]
    return "\\begin{align*}\n  " + " \\\\\n  ".join(rows) + "\n\\end{align*}"
