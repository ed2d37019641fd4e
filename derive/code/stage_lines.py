"""Stages as lines: a recurrence is one loop, forwards or backwards; everything else is an array at once."""

from __future__ import annotations

from collections.abc import Sequence

from derive.code.entries import following, shifted
from derive.code.indexed import takes_loop
from derive.code.ranges import linear, minus
from derive.code.stages import Stage
from derive.code.terms import Term, aligned, refuse
from derive.code.writer import Writer
from derive.expressions.build import ONE
from derive.expressions.expr import Expr, Index, postorder
from derive.notation.context import Letter


def write_stages(w: Writer, groups: Sequence[Sequence[Stage]]) -> dict[str, str]:
    """The lines for all stages; the initial values that they ask for, by the parameter's name."""
    asked: dict[str, str] = {}
    for group in groups:
        for stage in group:
            _declare(w, stage)
        recurrent = len(group) > 1 or group[0].name in [
            e.value for e in postorder(group[0].value) if e.head == "sym"
        ]
        if recurrent:
            _recurrence(w, group, asked)
        else:
            _single(w, group[0], asked)
    return asked


def _declare(w: Writer, stage: Stage) -> None:
    """Letters of stages are arrays with known axes from here on."""
    known = w.context.letters.get(stage.name)
    if known is None or not known.axes:
        axes = stage.axes if stage.places else (w.shape(stage.value) or ())
        w.context = w.context.with_letters(Letter(stage.name, axes=axes))


def _single(w: Writer, stage: Stage, asked: dict[str, str]) -> None:
    for place, size in zip(stage.places, stage.axes, strict=False):
        w.index(place.value, ONE, size)
    if not stage.places:
        w.scopes.now.write(f"{w.letter(stage.name)} = {w.term(stage.value).text}")
        return
    partial = len(stage.places) < len(stage.axes)
    loops = (
        list(stage.places) if partial else [p for p in stage.places if takes_loop(w, stage.value, p.value)]
    )
    if not loops and not w.shifts.get(stage.name):
        places = [p.value for p in stage.places]
        w.scopes.now.write(f"{w.letter(stage.name)} = {whole(w, w.term(stage.value), places)}")
        return
    _allocate(w, stage, asked)
    _run(w, [stage], loops or list(stage.places[:1]), 1)


def _recurrence(w: Writer, group: Sequence[Stage], asked: dict[str, str]) -> None:
    at, direction = _label(group)
    for stage in group:
        for place, size in zip(stage.places, stage.axes, strict=False):
            w.index(place.value, ONE, size)
        _allocate(w, stage, asked)
    _run(w, in_step(group, at), [s.places[at] for s in in_step(group, at)], direction)


def in_step(group: Sequence[Stage], at: int) -> list[Stage]:
    """The stages in the order in which one step computes them."""
    needs = {
        s.name: [
            e.args[0].value
            for e in postorder(s.value)
            if e.head == "entry"
            and e.args[0].value in {x.name for x in group}
            and e.args[1 + at] is s.places[at]
        ]
        for s in group
    }
    left, found = list(group), list[Stage]()
    while left:
        done = {s.name for s in found}
        following_ = next((s for s in left if all(n in done for n in needs[s.name])), None)
        if following_ is None:
            raise refuse(f"{left[0].name} depends on itself at the same step")
        left.remove(following_)
        found.append(following_)
    return found


def _label(group: Sequence[Stage]) -> tuple[int, int]:
    """The axis along which a group of stages refers to itself, and whether forwards (1) or backwards (−1)."""
    names = {s.name for s in group}
    seen: dict[tuple[int, int], None] = {}
    for stage in group:
        for each in postorder(stage.value):
            if each.head != "entry" or each.args[0].value not in names:
                continue
            for k, place in enumerate(each.args[1 : 1 + len(stage.places)]):
                step = minus(linear(place), linear(stage.places[k]))
                if step == {} or (step is None and k):
                    continue
                if step is None or set(step) != {1}:
                    continue
                seen[(k, -1 if step[1] > 0 else 1)] = None
    if len(seen) != 1:
        raise refuse(f"{group[0].name} refers to itself in no single direction")
    return next(iter(seen))


def _allocate(w: Writer, stage: Stage, asked: dict[str, str]) -> None:
    shift = w.shifts.get(stage.name, 0)
    sizes = [w.term(n).text for n in stage.axes]
    if shift:
        sizes[0] = following(w, stage.axes[0]) if shift == 1 else f"{w.plain_size(stage.axes[0])} + {shift}"
    name = w.letter(stage.name)
    shape = sizes[0] if len(sizes) == 1 else f"({', '.join(sizes)})"
    w.scopes.now.write(f"{name} = {w.made('zeros', shape)}")
    if shift:
        start = w.names.new(f"{stage.name}_0")
        asked[start] = stage.name
        w.scopes.now.write(f"{name}[{0 if shift == 1 else f':{shift}'}] = {start}")


def _run(w: Writer, stages: Sequence[Stage], loops: Sequence[Expr], direction: int) -> None:
    """One loop for a recurrence; nested loops for the places of a single stage."""
    together = len(stages) > 1 or len(loops) == 1
    first = loops[0]
    counts = [w.names.new(first.value.name)] if together else [w.names.new(p.value.name) for p in loops]
    for k, place in enumerate(loops):
        w.loops[place.value] = counts[0 if together else k]
    headings = [w.ranges[p.value] for p in (loops[:1] if together else loops)]
    _nested(w, stages, list(zip(counts, headings, strict=True)), direction)
    w.names.taken.difference_update(counts)


def _nested(
    w: Writer, stages: Sequence[Stage], loops: Sequence[tuple[str, tuple[Expr, Expr]]], direction: int
) -> None:
    if loops:
        count, (lo, hi) = loops[0]
        bounds = f"{w.term(lo).text}, {following(w, hi)}"
        if direction < 0:
            bounds = f"{w.term(hi).text}, {shifted(w, lo, -1).text}, -1"
        with w.scopes.loop(f"for {count} in range({bounds}):"):
            _nested(w, stages, loops[1:], direction)
        return
    for stage in stages:
        _assign(w, stage)


def _assign(w: Writer, stage: Stage) -> None:
    """name[t - 1, …] = value."""
    axes = [p.value for p in stage.places if p.value not in w.loops]
    term = w.term(stage.value)
    shown = []
    for k, place in enumerate(stage.places):
        if place.value in w.loops:
            shown.append(shifted(w, place, (w.shifts.get(stage.name, 0) if k == 0 else 0) - 1).text)
        else:
            shown.append(":")
    while shown[-1] == ":":
        shown.pop()
    text = aligned(term, w.order(axes), 0) if axes else term.text
    w.scopes.now.write(f"{w.letter(stage.name)}[{', '.join(shown)}] = {text}")
    if not axes and not any(p.value not in w.loops for p in stage.places):
        return


def whole(w: Writer, term: Term, places: Sequence[Index]) -> str:
    """The term over all the places, in their order; what does not depend on one is the same along it."""
    if not places:
        return term.text
    axes = tuple(places)
    text = aligned(term, axes, 0) if w.order(axes) == axes else term.text
    if term.axes == axes:
        return term.text
    shape = f"({', '.join(w.term(w.ranges[p][1]).text for p in places)}{',' if len(places) == 1 else ''})"
    if not term.axes:
        return w.made("full", shape, f"float({term.text})") if term.plain else _spread(w, text, shape)
    return _spread(w, text, shape)


def _spread(w: Writer, text: str, shape: str) -> str:
    return w.target("broadcast", text, shape)
