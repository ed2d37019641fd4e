"""Definitions as stages: each letter that the result leans on is computed before it, recurrences in a loop.

h_t = f(h_{t−1}) runs forwards and is given h_0; an adjoint, h̄_t = … + [t + 1 ≤ T] … h̄_{t+1}, runs backwards.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from derive.code.ranges import linear
from derive.code.terms import refuse
from derive.code.writer import one_of_a_kind
from derive.expressions.build import fresh_idx
from derive.expressions.expr import Expr, Index, postorder
from derive.expressions.walk import freshen, substitute
from derive.notation.context import Context, Definition


@dataclass(frozen=True)
class Stage:
    """name[places] := value, with places of its own; `axes` are the sizes of the letter."""

    name: str
    places: tuple[Expr, ...]
    value: Expr
    axes: tuple[Expr, ...]


def stages_of(result: Expr, context: Context) -> list[list[Stage]]:
    """The definitions that the result needs, in the order in which they can be computed; cycles together."""
    defined = {d.name: d for d in context.definitions}
    groups = components(result, defined)
    return [[stage_of(defined[name], context) for name in group] for group in groups]


def stage_of(definition: Definition, context: Context) -> Stage:
    if definition.left.head == "call":
        raise refuse(f"{definition.name} is a function that the task defines", "write it out")
    if any(p.head != "idx" for p in definition.parameters):
        raise refuse(f"{definition.name} is defined at a single place")
    fresh = {p: fresh_idx(p.value.name) for p in definition.parameters}
    value = one_of_a_kind(freshen(substitute(definition.right, fresh)))
    known = context.letters.get(definition.name)
    axes = known.axes if known else ()
    if not axes:
        axes = tuple(_size(p, context) for p in definition.parameters)
    return Stage(definition.name, tuple(fresh[p] for p in definition.parameters), value, axes)


def _size(place: Expr, context: Context) -> Expr:
    known = context.letters.get(place.value.name)
    if known is None or known.hi is None:
        raise refuse(f"the range of the index {place.value.name} is not known", "declare the shapes")
    return known.hi


def components(result: Expr, defined: Mapping[str, Definition]) -> list[list[str]]:
    """Strongly connected components of the definitions, what is needed first."""
    uses = {name: names_in(d.right, defined) for name, d in defined.items()}
    done: dict[str, None] = {}
    groups: list[list[str]] = []
    for start in names_in(result, defined):
        for name in _after_its_needs(start, uses):
            if name not in done:
                cycle = [
                    n for n in defined if n == name or (_reaches(name, n, uses) and _reaches(n, name, uses))
                ]
                done.update(dict.fromkeys(cycle))
                groups.append(cycle)
    return _sorted(groups, uses)


def names_in(expr: Expr, defined: Mapping[str, Definition]) -> list[str]:
    return list(dict.fromkeys(e.value for e in postorder(expr) if e.head == "sym" and e.value in defined))


def _after_its_needs(start: str, uses: Mapping[str, Sequence[str]]) -> list[str]:
    found: dict[str, None] = {}
    stack = [start]
    while stack:
        name = stack.pop()
        if name not in found:
            found[name] = None
            stack.extend(uses[name])
    return list(found)


def _reaches(start: str, end: str, uses: Mapping[str, Sequence[str]]) -> bool:
    return any(end in _after_its_needs(n, uses) for n in uses[start])


def _sorted(groups: Sequence[list[str]], uses: Mapping[str, Sequence[str]]) -> list[list[str]]:
    left, found, ready = list(groups), [], dict[str, None]()
    while left:
        group = next(g for g in left if all(n in ready or n in g for name in g for n in uses[name]))
        left.remove(group)
        found.append(group)
        ready.update(dict.fromkeys(group))
    return found


# ---- places before the first -----------------------------------------------------------------------


def shifts_of(result: Expr, groups: Sequence[Sequence[Stage]]) -> dict[str, int]:
    """How far before its first entry each computed array is read: h_{t−1} makes 1."""
    names = {s.name for g in groups for s in g if s.places}
    found: dict[str, int] = {}
    for root in (result, *(s.value for g in groups for s in g)):
        for each in _unbracketed(root):
            if each.head == "entry" and each.args[0].value in names:
                back = offset(each.args[1])
                if back < 0:
                    found[each.args[0].value] = max(found.get(each.args[0].value, 0), -back)
    return found


def _unbracketed(root: Expr) -> list[Expr]:
    """The parts that are not multiplied by a bracket."""
    found: dict[Expr, None] = {}
    stack = [root]
    while stack:
        each = stack.pop()
        if each in found:
            continue
        found[each] = None
        if not (each.head == "mul" and any(a.head == "iverson" for a in each.args)):
            stack.extend(each.args)
    return list(found)


def offset(place: Expr) -> int:
    """c for a place t + c; 0 for anything else."""
    form = linear(place) if place.head == "add" else None
    if form is None or sum(isinstance(k, Index) for k in form) != 1 or len(form) > 2:
        return 0
    return int(form.get(1, 0))


# ---- lines -----------------------------------------------------------------------------------------
