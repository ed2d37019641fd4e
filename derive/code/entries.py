"""Rules for letters, indices and entries: an index is an axis, or counts a loop."""

from __future__ import annotations

from collections.abc import Sequence

from derive.code.ranges import linear, minus, within
from derive.code.terms import ATOM, SUM, Term, aligned, refuse
from derive.code.writer import Writer
from derive.expressions.build import ONE
from derive.expressions.expr import Expr, Index


def letter(w: Writer, expr: Expr) -> Term:
    """A number, or a whole array; a letter with one row is that row."""
    known = w.context.letters.get(expr.value)
    name = w.letter(expr.value)
    axes = known.axes if known else ()
    if known is not None and known.role == "array" and not axes:
        raise refuse(f"the shape of {expr.value} is not known", "declare it: --shape 'W: m,n'")
    if not axes:
        return Term(name, plain=w.context.role(expr.value) in ("size", "integer"))
    if len(axes) == 2 and axes[0] is ONE:
        return Term(f"{name}[0]", rank=1, row=True)
    return Term(stored(w, expr.value), rank=len(axes))


def stored(w: Writer, name: str) -> str:
    """The array of a letter's entries from the first on."""
    shift = w.shifts.get(name, 0)
    return f"{w.letter(name)}[{shift}:]" if shift else w.letter(name)


def index(w: Writer, expr: Expr) -> Term:
    """The values of an index, 1 … n, along its axis; in a loop, its number."""
    if expr.value in w.loops:
        return Term(w.loops[expr.value], plain=True)
    if expr.value not in w.ranges:
        known = w.context.letters.get(expr.value.name)
        if known is None or known.role != "integer":
            raise refuse(f"the range of the index {expr.value.name} is not known", "declare the shapes")
        return Term(w.letter(expr.value.name), plain=True)
    key = ("values", expr.value)
    found = w.scopes.now.find(key)
    if found is None:
        name = w.names.new(expr.value.name)
        lo, hi = w.ranges[expr.value]
        w.scopes.now.write(f"{name} = {w.target('arange', w.term(lo).text, following(w, hi))}")
        found = w.scopes.now.named[key] = Term(name, ATOM, (expr.value,), plain=True)
    return found


def following(w: Writer, hi: Expr) -> str:
    """hi + 1, the end of a range."""
    text = w.term(hi).at(SUM)
    if text.isdigit():
        return str(int(text) + 1)
    return text.removesuffix(" - 1") if text.endswith(" - 1") else f"{text} + 1"


def entry(w: Writer, expr: Expr) -> Term:
    base, *places = expr.args
    if base.head != "sym":
        return taken_of(w, base, places)
    known = w.context.letters.get(base.value)
    axes = known.axes if known else ()
    if not axes:
        raise refuse(f"the shape of {base.value} is not known", "declare it: --shape 'W: m,n'")
    if len(places) < len(axes):
        return part_of(w, base.value, places, axes)
    if all(is_axis(w, p, n) for p, n in zip(places, axes, strict=True)):
        own = [p.value for p in places]
        if len(set(own)) == len(own):
            return permuted(w, stored(w, base.value), own)
    return Term(picked(w, base.value, places, axes), ATOM, w.order(free_of(w, places)))


def is_axis(w: Writer, place: Expr, size: Expr) -> bool:
    """Whether the place runs over the whole axis."""
    if place.head != "idx" or place.value in w.loops or place.value not in w.ranges:
        return False
    lo, hi = w.ranges[place.value]
    return lo is ONE and minus(linear(hi), linear(size)) == {}


def free_of(w: Writer, places: Sequence[Expr]) -> list[Index]:
    return [i for p in places for i in w.free(p)]


def permuted(w: Writer, text: str, own: Sequence[Index]) -> Term:
    """An array whose axes stand for `own`, its axes put in order."""
    axes = w.order(own)
    if tuple(own) == axes:
        return Term(text, ATOM, axes)
    if len(own) == 2:
        return Term(f"{text}.T", ATOM, axes)
    order = ", ".join(str(list(own).index(a)) for a in axes)
    order = f"({order})" if w.target.name == "numpy" else order
    return Term(w.target("transpose", text, order), ATOM, axes)


def picked(w: Writer, name: str, places: Sequence[Expr], axes: Sequence[Expr]) -> str:
    """name[…]: places count from 1 in the formula, from 0 in the code."""
    shared = w.order(free_of(w, places))
    inside = [within_array(w, name, k, p, n) for k, (p, n) in enumerate(zip(places, axes, strict=False))]
    if not all(inside) and not w.guards:
        w.helpers["entries"] = None
        given = [aligned(w.term(p), shared, SUM) for p in places]
        return f"entries({stored(w, name)}, {', '.join(given)})"
    shown = []
    for k, (place, size) in enumerate(zip(places, axes, strict=False)):
        shift = w.shifts.get(name, 0) if k == 0 else 0
        text = shifted(w, place, shift - 1)
        if not inside[k]:
            text = clipped(w, text, place, size)
        shown.append(text if text.level == ATOM and not text.axes else Term(aligned(text, shared, SUM)))
    return f"{w.letter(name)}[{', '.join(t.text for t in shown)}]"


def within_array(w: Writer, name: str, axis: int, place: Expr, size: Expr) -> bool:
    """Whether the place is in the array, earlier values counted with it."""
    if axis == 0 and w.shifts.get(name) and place.head == "add":
        return True
    return within(place, size, w.ranges, () if w.free(place) else w.facts)


def shifted(w: Writer, place: Expr, by: int) -> Term:
    """place + by, the numbers added up."""
    parts = place.args if place.head == "add" else (place,)
    constants = [linear(p) for p in parts]
    known = [c for c in constants if c is not None and set(c) <= {1}]
    rest = [p for p, c in zip(parts, constants, strict=True) if c is None or not set(c) <= {1}]
    total = by + sum(int(c.get(1, 0)) for c in known)
    if not rest:
        return Term(str(total), plain=True)
    term = w.term(rest[0]) if len(rest) == 1 else w.term(_sum(rest))
    if total == 0:
        return term
    return term.like(f"{term.at(SUM)} {'+' if total > 0 else '-'} {abs(total)}", SUM)


def _sum(parts: Sequence[Expr]) -> Expr:
    return Expr("add", tuple(parts))


def clipped(w: Writer, at: Term, place: Expr, size: Expr) -> Term:
    """A place outside is one inside: a bracket around it makes the value 0."""
    bound = shifted(w, size, -1)
    if at.axes:
        name = "np.clip" if w.target.name == "numpy" else "torch.clamp"
        return at.like(f"{name}({at.text}, 0, {bound.text})", ATOM)
    return at


def part_of(w: Writer, name: str, places: Sequence[Expr], axes: Sequence[Expr]) -> Term:
    """h[t]: an array at places that are numbers here."""
    if free_of(w, places):
        raise refuse(f"{name} is taken at some of its indices only", "write it with all its indices")
    text = picked(w, name, places, axes)
    rest = axes[len(places) :]
    if len(rest) == 2 and rest[0] is ONE:
        return Term(f"{text}[0]", rank=1, row=True)
    return Term(text, rank=len(rest))


def taken_of(w: Writer, base: Expr, places: Sequence[Expr]) -> Term:
    """The entry of an array that is no letter."""
    whole = w.term(base)
    shape = w.shape(base)
    own = [p.value for p in places if p.head == "idx"]
    if whole.row:
        places, shape = places[1:], shape[1:]
    if whole.rank == len(places) and all(is_axis(w, p, n) for p, n in zip(places, shape, strict=True)):
        own = [p.value for p in places]
        if len(set(own)) == len(own):
            return permuted(w, whole.at(ATOM), own)
    shared = w.order(free_of(w, places))
    if shared and whole.rank == len(places) and all(map(is_axis, [w] * whole.rank, places, shape)):
        at = [aligned(shifted(w, p, -1), shared, SUM) for p in places]  # the same index twice: a diagonal
        return Term(f"{whole.at(ATOM)}[{', '.join(at)}]", ATOM, shared)
    if shared:
        raise refuse("an entry of an array expression stands at a shifted place")
    shown = [shifted(w, p, -1).text for p in places]
    return Term(
        f"{whole.at(ATOM)}[{', '.join(shown)}]" if shown else whole.at(ATOM), rank=whole.rank - len(shown)
    )
