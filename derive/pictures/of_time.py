"""How long a gradient lasts: the norm of ∂s_T/∂s_t in a recurrence, over the number of steps between.

The model's loss gives each state's update as the factor of its adjoint (E = … + Σ_t λ_{t+1} · update_t); the
adjoints are then carried back by the derivatives of those updates, entry by entry, in ball arithmetic:
λ_s = Σ_t λ_{t+1} ∂update_t/∂state_s.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import log10

from derive.expressions.build import deriv, entry, idx, mul, sym
from derive.expressions.expr import Expr, Index, postorder
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.pictures.drawing import Drawing
from derive.pictures.plot import plot
from derive.pictures.sampling import Entry, Place, simple_form, value_at
from derive.pictures.shown import picture
from derive.records.picture import Legend, Picture
from derive.records.step import Derivation
from derive.render.naming import letter_latex

STEPS, UNITS = 12, 2
ROTATION = ((Fraction(4, 5), Fraction(-3, 5)), (Fraction(3, 5), Fraction(4, 5)))
SCALES = (Fraction(1, 2), Fraction(3, 2))


@dataclass(frozen=True)
class Update:
    """`state` at place t + 1 is `value` at time `time` and place `unit`."""

    state: str
    adjoint: str
    value: Expr
    time: Index
    unit: Index


def time_picture(derivation: Derivation, functions: FunctionTable) -> Picture | None:
    """The norm of the gradient over the steps it goes back, for smaller and for larger square weights."""
    start, context = derivation.start, derivation.context
    if start.head != "deriv" or start.args[1].head != "entry":
        return None
    updates = updates_of(start.args[0], context)
    state = start.args[1].args[0].value
    if state not in [u.state for u in updates]:
        return None
    back = [(u, v, _slope(u, v.state, context, functions)) for u in updates for v in updates]
    curves = []
    for scale in SCALES:
        place = _forward(updates, _given(context, updates, scale), context, functions)
        norms = _backward(back, place, state) if place is not None else None
        if norms is None:
            return None
        curves.append(norms)
    return _shown(plot(curves, along="steps back"), state, context)


def updates_of(loss: Expr, context: Context) -> list[Update]:
    """The states' updates, paired with the adjoints that stand before them in the order of declaration."""
    definition = context.definition(loss.value) if loss.head == "sym" else None
    if definition is None:
        return []
    found = [each for term in _terms(definition.right) if (each := _led_by_adjoint(term)) is not None]
    adjoints = [n for n in context.letters if n in {lead.args[0].value for lead, _ in found}]
    values = [simple_names(value, context) for _, value in found]
    states = [
        n
        for n in context.letters
        if n not in adjoints
        and context.definition(n) is None
        and adjoints
        and context.letters[n].axes == context.letters[adjoints[0]].axes
        and any(n in names for names in values)
    ]
    if len(states) != len(adjoints) or len(found) != len(adjoints):
        return []
    pair = dict(zip(adjoints, states, strict=True))
    return [
        Update(pair[lead.args[0].value], lead.args[0].value, value, _time(lead.args[1]), lead.args[2].value)
        for lead, value in sorted(found, key=lambda each: adjoints.index(each[0].args[0].value))
    ]


def simple_names(expr: Expr, context: Context) -> dict[str, None]:
    """The letters that an expression goes through, definitions opened."""
    found: dict[str, None] = {}
    waiting = [expr]
    while waiting:
        for each in postorder(waiting.pop()):
            if each.head == "sym" and each.value not in found:
                found[each.value] = None
                definition = context.definition(each.value)
                waiting += [definition.right] if definition is not None else []
    return found


def _terms(expr: Expr) -> list[Expr]:
    """The terms of a sum of sums."""
    if expr.head == "add":
        return [term for arg in expr.args for term in _terms(arg)]
    return _terms(expr.args[0]) if expr.head == "sum" else [expr]


def _led_by_adjoint(term: Expr) -> tuple[Expr, Expr] | None:
    """`λ_{t+1,j} · value` → (λ_{t+1,j}, value)."""
    if term.head != "mul":
        return None
    for k, factor in enumerate(term.args):
        if _is_next(factor):
            rest = (*term.args[:k], *term.args[k + 1 :])
            return factor, rest[0] if len(rest) == 1 else mul(*rest)
    return None


def _is_next(factor: Expr) -> bool:
    """Whether it is an entry [t + 1, j]."""
    if factor.head != "entry" or len(factor.args) != 3:
        return False
    place, unit = factor.args[1:]
    return place.head == "add" and unit.head == "idx" and any(a.head == "idx" for a in place.args)


def _time(place: Expr) -> Index:
    index: Index = next(a.value for a in place.args if a.head == "idx")
    return index


@dataclass(frozen=True)
class Slope:
    """∂(update at `time`, `unit`)/∂state[row, column], for `adjoint` at time + 1.

    same_step  whether the update uses `state` at time + 1 as well
    """

    value: Expr
    adjoint: str
    state: str
    time: Index
    unit: Index
    row: Index
    column: Index
    same_step: bool


def _slope(update: Update, state: str, context: Context, functions: FunctionTable) -> Slope:
    row, column = Index("s'"), Index("k'")
    by = entry(sym(state), idx(row.name), idx(column.name))
    value = simple_form(deriv(update.value, by), context, functions)
    return Slope(
        value, update.adjoint, state, update.time, update.unit, row, column, _uses_next(update.value, state)
    )


def _uses_next(value: Expr, state: str) -> bool:
    """Whether an update uses the state that is computed in the same step."""
    return any(_is_next(e) and e.args[0].value == state for e in postorder(value))


def _given(context: Context, updates: Sequence[Update], scale: Fraction) -> Place:
    """Values for what is given: square weights are a rotation times the scale, vectors 0."""
    times = context.letters[updates[0].state].axes
    sizes = {n: Fraction(UNITS) for n in context.letters if context.role(n) == "size"}
    sizes |= {e.value: Fraction(STEPS) for e in postorder(times[0]) if e.head == "sym"}
    entries: dict[Entry, Fraction] = {}
    states = {u.state for u in updates} | {u.adjoint for u in updates}
    for name, letter in context.letters.items():
        if context.definition(name) is not None or name in states or not 1 <= len(letter.axes) <= 2:
            continue
        counts = [int(value_at(axis, Place(sizes)) or 0) for axis in letter.axes]
        if len(counts) == 1:
            entries |= {(name, (j,)): Fraction(0) for j in range(1, counts[0] + 1)}
            continue
        square = letter.axes[0] is letter.axes[1]
        for i in range(1, counts[0] + 1):
            for j in range(1, counts[1] + 1):
                turned = scale * ROTATION[(i - 1) % UNITS][(j - 1) % UNITS]
                entries[name, (i, j)] = turned if square else Fraction((-1) ** (i + j), 4)
    for update in updates:
        entries |= {(update.state, (1, j)): Fraction(0) for j in range(1, UNITS + 1)}
    return Place(sizes, entries)


def _forward(
    updates: Sequence[Update], place: Place, context: Context, functions: FunctionTable
) -> Place | None:
    """The states of all steps; an update that needs another state of the same step comes after it."""
    values = [(u, simple_form(u.value, context, functions)) for u in updates]
    for t in range(1, STEPS + 1):
        waiting = list(values)
        while waiting:
            done = [(u, v, found) for u, v in waiting if (found := _row(u, v, t, place)) is not None]
            if not done:
                return None
            new: dict[Entry, Fraction] = {
                (u.state, (t + 1, j)): x for u, _, row in done for j, x in enumerate(row, 1)
            }
            place = Place(place.letters, {**place.entries, **new}, place.indices)
            computed = [u for u, _, _ in done]
            waiting = [(u, v) for u, v in waiting if u not in computed]
    return place


def _row(update: Update, value: Expr, t: int, place: Place) -> list[Fraction] | None:
    found = [
        value_at(value, Place(place.letters, place.entries, {update.time: t, update.unit: j}))
        for j in range(1, UNITS + 1)
    ]
    known = [Fraction(x).limit_denominator(10**9) for x in found if x is not None]
    return known if len(known) == UNITS else None


def _backward(
    back: Sequence[tuple[Update, Update, Slope]], place: Place, state: str
) -> list[tuple[float, float | None]] | None:
    """(steps back, log₁₀ of the norm of ∂/∂state), from a gradient of norm 1 by the state's last value."""
    kept = dict.fromkeys(v.state for _, v, _ in back)
    adjoints = {v.state: v.adjoint for _, v, _ in back}
    gradient: dict[Entry, float] = {
        (adjoints[s], (STEPS + 1, j)): 0.0 for s in kept for j in range(1, UNITS + 1)
    }
    gradient[adjoints[state], (STEPS + 1, 1)] = 1.0
    norms: list[tuple[float, float | None]] = [(0.0, 0.0)]
    for s in range(STEPS, 0, -1):
        for name in kept:
            slopes = [slope for _, v, slope in back if v.state == name]
            for k in range(1, UNITS + 1):
                total = _carried(slopes, gradient, place, s, k)
                if total is None:
                    return None
                gradient[adjoints[name], (s, k)] = total
        norm = sum(gradient[adjoints[state], (s, k)] ** 2 for k in range(1, UNITS + 1)) ** 0.5
        norms.append((float(STEPS + 1 - s), log10(norm) if norm > 0 else None))
    return norms


def _carried(
    slopes: Sequence[Slope], gradient: dict[Entry, float], place: Place, s: int, k: int
) -> float | None:
    """Σ over the updates of step s, and those of step s − 1 that use a state computed in it."""
    total = 0.0
    for slope in slopes:
        for t in (s, s - 1) if slope.same_step else (s,):
            for j in range(1, UNITS + 1):
                at = {slope.time: t, slope.unit: j, slope.row: s, slope.column: k}
                known = gradient.get((slope.adjoint, (t + 1, j)))
                if t < 1 or known is None:
                    continue
                value = value_at(slope.value, Place(place.letters, place.entries, at))
                if value is None:
                    return None
                total += value * known
    return total


def _shown(drawing: Drawing | None, state: str, context: Context) -> Picture | None:
    s = letter_latex(state, context)
    small, large = (f"\\tfrac{{{x.numerator}}}{{{x.denominator}}}" for x in SCALES)
    legend = [
        Legend("first", words=f"square weights: \\({small}\\) times a rotation"),
        Legend("second", words=f"square weights: \\({large}\\) times a rotation"),
    ]
    caption = (
        f"The gradient by \\({s}\\), carried back by the recurrence: \\(\\log_{{10}}\\) of its norm over the "
        "number of steps, from norm 1 at the last. "
        r"Two units; other weights and inputs \(\pm\tfrac14\), biases 0."
    )
    return picture(drawing, "The norm of the gradient over the steps it is carried back.", caption, legend)
