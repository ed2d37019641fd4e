"""The picture of a derived result.

A derivative by one letter: the function, its derivative, and where the derivative all but vanishes.
A Jacobian of a vector by a vector: a heat map.
A model of several equations: its graph. A recurrence: its gradient over time.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from derive.errors import DeriveError
from derive.expressions.expr import Expr, Index, free_indices, postorder
from derive.notation.context import Context
from derive.notation.functions import FunctionTable
from derive.pictures.heat_map import heat_map
from derive.pictures.names import plain_name
from derive.pictures.of_graph import graph_picture
from derive.pictures.of_time import time_picture
from derive.pictures.plot import Samples, plot
from derive.pictures.sampling import Entry, Place, simple_form, steps, value_at, values_along
from derive.pictures.shown import letters_of, picture
from derive.records.picture import Legend, Picture
from derive.records.step import Derivation
from derive.render.latex import latex
from derive.render.naming import letter_latex

REACH = Fraction(6)
SAMPLES = 96
SATURATED = 0.05
OTHER_LETTERS = Fraction(1, 2)
MATRIX = 5
PLACES = range(1, MATRIX + 1)


def result_pictures(derivation: Derivation, functions: FunctionTable) -> tuple[Picture, ...]:
    """The pictures of a derived result; none where there is nothing to see."""
    found = (
        _drawn(lambda: _slope_or_jacobian(derivation, functions)),
        _drawn(lambda: graph_picture(derivation)),
        _drawn(lambda: time_picture(derivation, functions)),
    )
    return tuple(each for each in found if each is not None)


def _drawn(draw: Callable[[], Picture | None]) -> Picture | None:
    try:
        return draw()
    except DeriveError:
        return None


def _slope_or_jacobian(derivation: Derivation, functions: FunctionTable) -> Picture | None:
    start = derivation.start
    if start.head != "deriv":
        return None
    return _slope(derivation, functions) if start.args[1].head == "sym" else _jacobian(derivation, functions)


def _slope(derivation: Derivation, functions: FunctionTable) -> Picture | None:
    """f and f′ over −6 … 6, the saturation regions shaded."""
    body, letter = derivation.start.args
    context = derivation.context
    sides = [simple_form(side, context, functions) for side in (body, derivation.result)]
    others = [name for name in letters_of(sides) if name != letter.value]
    if letter.value not in letters_of(sides) or any(e.head == "entry" for e in postorder(*sides)):
        return None
    rest = Place(dict.fromkeys(others, OTHER_LETTERS))
    xs = steps(-REACH, REACH, SAMPLES)
    curves = [values_along(side, letter.value, xs, rest) for side in sides]
    bands = _flat(curves[1])
    across = latex(letter, context, functions)
    drawing = plot(curves, bands, along=plain_name(letter.value), along_latex=across)
    shown = [latex(side, context, functions) for side in (body, derivation.start)]
    legend = [Legend("first", shown[0]), Legend("second", shown[1])]
    if bands:
        legend.append(Legend("band", words="the derivative is below 5% of its largest value: saturation"))
    caption = _with_values(f"The function and its derivative over \\({across}\\)", rest, context)
    return picture(drawing, "The function and its derivative.", caption, legend)


def _flat(slope: Samples) -> list[tuple[float, float]]:
    """The intervals in which the derivative is small, if they reach an end of the picture."""
    known = [abs(y) for _, y in slope if y is not None]
    most = max(known, default=0.0)
    bands = []
    for samples in (slope, slope[::-1]):
        end = None
        for x, y in samples:
            if y is None or abs(y) >= SATURATED * most:
                break
            end = x
        if end is not None and end != samples[0][0]:
            bands.append((min(samples[0][0], end), max(samples[0][0], end)))
    return bands


def _jacobian(derivation: Derivation, functions: FunctionTable) -> Picture | None:
    """∂p_i/∂z_k for five places each, at scores 2, 1, 0, −1, −2."""
    context = derivation.context
    value = simple_form(derivation.result, context, functions)
    indices = _two_places(derivation.start)
    arrays = {e.args[0].value: len(e.args) - 1 for e in postorder(value) if e.head == "entry"}
    if indices is None or any(count != 1 for count in arrays.values()) or len(arrays) != 1:
        return None
    (name,) = arrays
    sizes = {n: Fraction(MATRIX) for n in letters_of([value]) if context.role(n) == "size"}
    if set(letters_of([value])) - set(sizes) - {name}:
        return None
    entries: dict[Entry, Fraction] = {
        (name, (j,)): Fraction(MATRIX // 2 + 1 - j) for j in range(1, MATRIX + 1)
    }
    rows = [
        [value_at(value, Place(sizes, entries, {indices[0]: i, indices[1]: k})) for k in PLACES]
        for i in PLACES
    ]
    known = [[v for v in row if v is not None] for row in rows]
    if any(len(row) < MATRIX for row in known):
        return None
    shown = latex(derivation.start, context, functions)
    at = ", ".join(str(v) for v in entries.values())
    row, column = indices[0].name, indices[1].name
    array = letter_latex(name, context)
    caption = f"\\({shown}\\) at \\({array} = ({at})\\): row \\({row}\\), column \\({column}\\)."
    return picture(heat_map(known), "The matrix of partial derivatives as a heat map.", caption, ())


def _two_places(start: Expr) -> tuple[Index, Index] | None:
    """The row and the column of a derivative with two free indices: the inner one's is the row."""
    free = {e.value: None for e in postorder(start) if e.head == "idx" and e.value in free_indices(start)}
    by = start.args[1].args[-1]
    rows = [index for index in free if index is not by.value]
    return (rows[0], by.value) if by.head == "idx" and len(rows) == 1 and len(free) == 2 else None


def _with_values(text: str, rest: Place, context: Context) -> str:
    given = ", ".join(f"\\({letter_latex(name, context)} = \\tfrac{{1}}{{2}}\\)" for name in rest.letters)
    return f"{text}, with {given}." if given else f"{text}."
