"""A convolution of given sizes as a matrix: ỹ = A x̃, and ∂L/∂x̃ = Aᵀ ∂L/∂ỹ.

Row (f, y), column (c, h): the weight w_fck for h = (y − 1) S + (k − 1) D + 1 − P along every axis, else 0.
Aᵀ is a convolution too, of the gradient g = ∂L/∂y: S − 1 zeros between its places, D (K − 1) − P zeros before
and r more after them (r places of the padded input that no window reaches), and the kernel turned round,
v_{c f k} = w_{f c (K + 1 − k)}, with stride 1. Where D (K − 1) < P, places are left out instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from derive.engine.folding import folded, whole_number
from derive.errors import DeriveError
from derive.expressions.build import sym
from derive.layers.formulas import ImpossibleLayer
from derive.layers.settings import Settings, read_sizes
from derive.notation.functions import FunctionTable
from derive.records.entries import Layer, Window

MOST_ENTRIES = 4096
Places = tuple[int, ...]
Grid = tuple[tuple[Places | None, ...], ...]  # the weight (f, c, k, …) at each place


@dataclass(frozen=True)
class Axis:
    """One axis: sizes of input, window, output; stride, padding, dilation."""

    size: int
    kernel: int
    stride: int
    padding: int
    dilation: int

    @property
    def length(self) -> int:
        return (self.size + 2 * self.padding - self.reach - 1) // self.stride + 1

    @property
    def reach(self) -> int:
        return self.dilation * (self.kernel - 1)

    @property
    def before(self) -> int:
        """Zeros before the gradient; a negative number of places left out."""
        return self.reach - self.padding

    @property
    def after(self) -> int:
        return self.before + (self.size + 2 * self.padding - self.reach - 1) % self.stride


@dataclass(frozen=True)
class ConvolutionMatrix:
    """A, with the places that its rows and columns stand for."""

    axes: tuple[Axis, ...]
    filters: int
    channels: int
    groups: int
    rows: tuple[Places, ...]
    columns: tuple[Places, ...]
    entries: Grid

    @property
    def transposed(self) -> Grid:
        return tuple(zip(*self.entries, strict=True))


def convolution_matrix(layer: Layer, settings: Settings, functions: FunctionTable) -> ConvolutionMatrix:
    """The matrix of a convolution. Raises ImpossibleLayer unless every size is a number."""
    if not layer.windows or "weight" not in layer.parameters or any(w.transposed for w in layer.windows):
        raise ImpossibleLayer(f"{layer.id} is no convolution: --matrix is for conv1d, conv2d and conv3d")
    if settings.rounding != "floor":
        raise ImpossibleLayer("the matrix is of a convolution whose padding is a number")
    value = _Values(layer, settings, functions)
    axes = tuple(value.axis(w) for w in layer.windows)
    filters, channels, groups = (value.number(x) for x in ("F", "C", "G"))
    if min(a.length for a in axes) < 1 or channels % groups or filters % groups:
        raise ImpossibleLayer("the window does not fit, or the groups do not divide the channels and filters")
    rows = tuple(product(range(1, filters + 1), *(range(1, a.length + 1) for a in axes)))
    columns = tuple(product(range(1, channels + 1), *(range(1, a.size + 1) for a in axes)))
    if len(rows) * len(columns) > MOST_ENTRIES:
        raise ImpossibleLayer(
            f"the matrix is {len(rows)} × {len(columns)}: {MOST_ENTRIES} entries are written"
        )
    found = ConvolutionMatrix(axes, filters, channels, groups, rows, columns, ())
    entries = tuple(tuple(weight_at(found, r, c) for c in columns) for r in rows)
    return ConvolutionMatrix(axes, filters, channels, groups, rows, columns, entries)


@dataclass(frozen=True)
class _Values:
    layer: Layer
    settings: Settings
    functions: FunctionTable

    def number(self, name: str) -> int:
        text = self.layer.defaults.get(name, name)
        given = self.settings.values.get(name) or read_sizes(text, self.functions)[0]
        value = whole_number(folded(given)) if given is not sym(name) else None
        if value is None and name in ("F", "C"):
            return 1
        if value is None:
            meaning = self.layer.letters.get(name, name).partition(":")[2].strip()
            raise DeriveError(f"a matrix needs numbers: {meaning} is not given as one")
        return value

    def axis(self, w: Window) -> Axis:
        return Axis(*(self.number(x) for x in (w.input, w.kernel, w.stride, w.padding, w.dilation)))


def weight_at(a: ConvolutionMatrix, row: Places, column: Places) -> Places | None:
    """(f, c, k, …), c being the channel within the filter's group."""
    (f, *ys), (c, *hs) = row, column
    share = a.channels // a.groups
    if (f - 1) // (a.filters // a.groups) != (c - 1) // share:
        return None
    place = [f, (c - 1) % share + 1]
    for axis, y, h in zip(a.axes, ys, hs, strict=True):
        k, left = divmod(h - 1 + axis.padding - (y - 1) * axis.stride, axis.dilation)
        if left or not 0 <= k < axis.kernel:
            return None
        place.append(k + 1)
    return tuple(place)


def by_convolution(a: ConvolutionMatrix) -> Grid:
    """Aᵀ from the reading as a convolution of the spread and padded gradient with the turned kernel."""
    return tuple(tuple(_reading(a, column, row) for row in a.rows) for column in a.columns)


def _reading(a: ConvolutionMatrix, column: Places, row: Places) -> Places | None:
    """The weight with which ∂L/∂x at `column` holds ∂L/∂y at `row`."""
    (c, *hs), (f, *ys) = column, row
    share = a.channels // a.groups
    if (f - 1) // (a.filters // a.groups) != (c - 1) // share:
        return None
    place = [f, (c - 1) % share + 1]
    for axis, h, y in zip(a.axes, hs, ys, strict=True):
        at = axis.before + (y - 1) * axis.stride  # where g_y stands in the padded gradient, from 0
        k = next((k for k in range(axis.kernel) if h - 1 + k * axis.dilation == at), None)
        if k is None:
            return None
        place.append(axis.kernel - k)  # the turned kernel's place k + 1 holds w at K − k
    return tuple(place)


# ---- shown -----------------------------------------------------------------------------------------


def matrix_text(a: ConvolutionMatrix, title: str) -> Iterator[str]:
    """The lines for a terminal."""
    yield f"{title} as a matrix, without the bias: y = A x, entry after entry"
    yield f"  y  {_named('y', a.rows, a.filters)}"
    yield f"  x  {_named('x', a.columns, a.channels)}"
    for name, grid in (("A", a.entries), ("A^T", a.transposed)):
        yield f"  {name} ({len(grid)} × {len(grid[0])})"
        cells = [[name_of(a, w) for w in row] for row in grid]
        wide = max(len(x) for row in cells for x in row)
        yield from ("    " + "  ".join(f"{x:>{wide}}" for x in row) for row in cells)
    yield "  the gradient: dL/dx = A^T dL/dy"
    yield f"    as a convolution of g = dL/dy, {reading(a)}"


def reading(a: ConvolutionMatrix) -> str:
    """How Aᵀ is a convolution."""
    if by_convolution(a) != a.transposed:
        raise DeriveError("the transposed matrix is not read as a convolution here")
    parts = []
    if any(x.stride > 1 for x in a.axes):
        parts.append(f"{_zeros(x.stride - 1 for x in a.axes)} put between its places")
    before, after = _zeros(x.before for x in a.axes), _zeros(x.after for x in a.axes)
    sides = f"{before} on either side" if before == after else f"{before} before it and {after} after"
    parts.append(sides + (" (a negative number is left out)" if "-" in before + after else ""))
    last = ",".join(f"{x.kernel + 1}-{k}" for x, k in zip(a.axes, "klm", strict=False))
    own = ",".join("klm"[: len(a.axes)])
    parts.append(f"with the kernel turned round, v[c,f,{own}] = w[f,c,{last}]")
    if any(x.dilation > 1 for x in a.axes):
        parts.append(f"dilation {_each(x.dilation for x in a.axes)}")
    return ", ".join(parts) + ", stride 1"


def _zeros(numbers: Iterator[int]) -> str:
    shown = _each(numbers)
    return shown + (" zero" if shown in ("1", "-1") else " zeros")


def _each(numbers: Iterator[int] | Sequence[int]) -> str:
    found = list(dict.fromkeys(listed := list(numbers)))
    return str(found[0]) if len(found) == 1 else " × ".join(map(str, listed))


def _named(letter: str, places: Sequence[Places], first: int) -> str:
    shown = [f"{letter}[{','.join(map(str, p if first > 1 else p[1:]))}]" for p in places]
    return ", ".join(shown if len(shown) <= 8 else [*shown[:4], "…", shown[-1]])


def _kept(a: ConvolutionMatrix, weight: Places) -> Places:
    """The indices that say something: not the filter where there is one, nor the channel."""
    f, c, *k = weight
    return (*((f,) if a.filters > 1 else ()), *((c,) if a.channels // a.groups > 1 else ()), *k)


def name_of(a: ConvolutionMatrix, weight: Places | None) -> str:
    return "0" if weight is None else f"w[{','.join(map(str, _kept(a, weight)))}]"


def matrix_tex(a: ConvolutionMatrix) -> str:
    r"""A and Aᵀ as `bmatrix`; amsmath's columns are widened where there are more than 10."""

    def shown(weight: Places | None) -> str:
        mark = "" if max(a.filters, a.channels, *(x.kernel for x in a.axes)) < 10 else ","
        return "0" if weight is None else f"w_{{{mark.join(map(str, _kept(a, weight)))}}}"

    def matrix(grid: Grid) -> str:
        rows = (" & ".join(shown(w) for w in row) for row in grid)
        return "\\begin{bmatrix}\n  " + " \\\\\n  ".join(rows) + "\n\\end{bmatrix}"

    columns = max(len(a.rows), len(a.columns))
    before = f"\\setcounter{{MaxMatrixCols}}{{{columns}}}\n" if columns > 10 else ""
    return (
        f"{before}\\[\n\\tilde y = A \\tilde x, \\qquad A = {matrix(a.entries)}\n\\]\n\\[\n"
        "\\frac{\\partial L}{\\partial \\tilde x} = A^\\top \\frac{\\partial L}{\\partial \\tilde y}, "
        f"\\qquad A^\\top = {matrix(a.transposed)}\n\\]"
    )


def matrix_data(a: ConvolutionMatrix) -> dict[str, Any]:
    """Plain data."""
    return {
        "rows": [list(p) for p in a.rows],
        "columns": [list(p) for p in a.columns],
        "matrix": [[name_of(a, w) for w in row] for row in a.entries],
        "transpose": [[name_of(a, w) for w in row] for row in a.transposed],
        "gradient": {
            "zeros_between": [x.stride - 1 for x in a.axes],
            "zeros_before": [x.before for x in a.axes],
            "zeros_after": [x.after for x in a.axes],
            "dilation": [x.dilation for x in a.axes],
            "kernel": "turned round, filters and channels exchanged",
            "stride": 1,
        },
    }
