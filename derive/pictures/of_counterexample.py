"""The picture of a counterexample: both sides over one letter that can vary, the point marked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction

from derive.errors import DeriveError
from derive.expressions.build import entry, num, sym
from derive.expressions.expr import Expr, Index, postorder
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.pictures.names import plain_name
from derive.pictures.plot import Samples, plot
from derive.pictures.sampling import Entry, Place, simple_form, steps, value_at, values_along
from derive.pictures.shown import picture
from derive.records.picture import Legend, Picture
from derive.records.statement import Statement
from derive.records.verdict import Counterexample, Verdict
from derive.render.latex import latex

REACH = Fraction(4)
SAMPLES = 96
APART, LEAST = 0.01, 1e-9


def counterexample_picture(
    statement: Statement, verdict: Verdict, functions: FunctionTable
) -> Picture | None:
    """Both sides over one letter around the counterexample, and the two values there."""
    example = verdict.counterexample
    if example is None:
        return None
    try:
        return _both_sides(statement, example, functions)
    except (DeriveError, ValueError):
        return None


def _both_sides(statement: Statement, example: Counterexample, functions: FunctionTable) -> Picture | None:
    context = statement.context
    sides = [simple_form(side, context, functions) for side in (statement.left, statement.right)]
    place = _place(example.point, sides, context)
    where = _varying(place, context)
    if where is None:
        return None
    middle = place.letters[where] if isinstance(where, str) else place.entries[where]
    reach = max(REACH, abs(middle) / 2)
    xs = steps(middle - reach, middle + reach, SAMPLES)
    curves = [values_along(side, where, xs, place) for side in sides]
    marks = [(float(middle), y) for side in sides if (y := value_at(side, place)) is not None]
    if len(marks) < 2:
        return None
    legend = [
        Legend("first", latex(statement.left, context, functions)),
        Legend("second", latex(statement.right, context, functions)),
    ]
    varied = sym(where) if isinstance(where, str) else entry(sym(where[0]), *map(num, where[1]))
    name = latex(varied, context, functions)
    alone = len(example.point) == 1
    others = "" if alone else ", all else as in the counterexample"
    caption = f"Both sides over \\({name}\\){others}; {'the counterexample' if alone else 'it'} is marked."
    if too_close(marks[0][1], marks[1][1], curves):
        return None
    along = (
        plain_name(where)
        if isinstance(where, str)
        else plain_name(f"{where[0]}_{''.join(map(str, where[1]))}")
    )
    return picture(
        plot(curves, (), marks, along, name), "Both sides, and the counterexample.", caption, legend
    )


def too_close(a: float, b: float, curves: Sequence[Samples]) -> bool:
    """Whether the two marks fall on each other on the sheet: nothing is seen then."""
    known = [abs(y) for samples in curves for _, y in samples if y is not None]
    return abs(a - b) < APART * max(known, default=0.0) or abs(a - b) < LEAST


def _place(point: Mapping[str, str], sides: Sequence[Expr], context: Context) -> Place:
    """The counterexample's values: `x`, `z_1`, `W_1,2`, and indices by their names."""
    arrays = {e.args[0].value for e in postorder(*sides) if e.head == "entry"}
    free = {e.value.name: e.value for e in postorder(*sides) if e.head == "idx" and not e.value.uid}
    letters: dict[str, Fraction] = {}
    entries: dict[Entry, Fraction] = {}
    indices: dict[Index, int] = {}
    for name, text in point.items():
        found = re.fullmatch(r"(.+)_(\d+(?:,\d+)*)", name)
        if found and found.group(1) in arrays:
            entries[found.group(1), tuple(map(int, found.group(2).split(",")))] = Fraction(text)
        elif name in free:
            indices[free[name]] = int(text)
        else:
            letters[name] = Fraction(text)
    return Place(letters, entries, indices)


def _varying(place: Place, context: Context) -> str | Entry | None:
    """The first real letter, else the first entry."""
    for name in place.letters:
        if context.role(name) == "scalar":
            return name
    return next(iter(place.entries), None)
