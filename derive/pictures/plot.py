"""Curves over an interval, with axes, ticks, shaded bands and marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10

from derive.pictures.drawing import XY, Box, Dot, Drawing, Line, Shape, Words

Samples = Sequence[tuple[float, float | None]]

WIDTH, HEIGHT = 560.0, 260.0
NAME_BELOW = 16.0
LEFT, RIGHT, TOP, BOTTOM = 44.0, 12.0, 10.0, 26.0

# A step between neighbours is a jump, not a slope, when it is more than POLE of the height; or more than
# STEP of it, and CLIFF times the steps beside it.
POLE, STEP, CLIFF = 0.3, 0.02, 5.0


@dataclass(frozen=True)
class Scale:
    """From numbers to the sheet."""

    x: tuple[float, float]
    y: tuple[float, float]

    def at(self, x: float, y: float) -> XY:
        (x0, x1), (y0, y1) = self.x, self.y
        across = (WIDTH - LEFT - RIGHT) * (x - x0) / (x1 - x0)
        return LEFT + across, TOP + (HEIGHT - TOP - BOTTOM) * (y1 - y) / (y1 - y0)


def plot(
    curves: Sequence[Samples],
    bands: Sequence[tuple[float, float]] = (),
    marks: Sequence[tuple[float, float]] = (),
    along: str = "",
    along_latex: str = "",
) -> Drawing | None:
    """The curves (the first in style `first`, the next in `second`); None where there is nothing to see.

    along   what the horizontal axis shows, as plain text and, if it is a formula, in LaTeX
    """
    scale = _scale(curves, marks)
    if scale is None:
        return None
    styles = ("first", "second")
    shapes: list[Shape] = [_band(band, scale) for band in bands]
    shapes += _axes(scale)
    shapes += [
        Line(piece, style)
        for samples, style in zip(curves, styles, strict=False)
        for piece in _pieces(samples, scale)
    ]
    shapes += _marks(marks, scale)
    if not along:
        return Drawing(WIDTH, HEIGHT, tuple(shapes))
    middle = (LEFT + WIDTH - RIGHT) / 2
    shapes.append(Words((middle, HEIGHT + NAME_BELOW - 6), along, style="value", latex=along_latex))
    return Drawing(WIDTH, HEIGHT + NAME_BELOW, tuple(shapes))


def _scale(curves: Sequence[Samples], marks: Sequence[tuple[float, float]]) -> Scale | None:
    xs = [x for samples in curves for x, _ in samples]
    ys = sorted(y for samples in curves for _, y in samples if y is not None)
    if len(ys) < 10:
        return None
    cut = len(ys) // 50 if ys[-1] - ys[0] > 50 else 0
    low, high = min(ys[cut], 0.0), max(ys[len(ys) - 1 - cut], 0.0)
    low, high = min([low, *(y for _, y in marks)]), max([high, *(y for _, y in marks)])
    if high - low < 1e-9:
        low, high = low - 1, high + 1
    room = 0.06 * (high - low)
    return Scale((min(xs), max(xs)), (low - room, high + room))


def _pieces(samples: Samples, scale: Scale) -> Iterator[tuple[XY, ...]]:
    """The runs of the curve that stay on the sheet, broken where it jumps."""
    low, high = scale.y
    run: list[tuple[float, float]] = []
    cliffs = _cliffs([y for _, y in samples], high - low)
    for (x, y), cliff in zip(samples, cliffs, strict=True):
        if y is None or cliff or not low <= y <= high:
            yield from _drawn(run, scale)
            run = []
        if y is not None and low <= y <= high:
            run.append((x, y))
    yield from _drawn(run, scale)


def _cliffs(values: Sequence[float | None], height: float) -> list[bool]:
    """For each value, whether the curve jumps just before it."""
    rises = [0.0] + [abs(b - a) if a is not None and b is not None else 0.0 for a, b in pairwise(values)]
    beside = [max(a, b) for a, b in zip([0.0, *rises], [*rises[1:], 0.0], strict=False)]
    return [
        rise > POLE * height or rise > max(STEP * height, CLIFF * around)
        for rise, around in zip(rises, beside, strict=True)
    ]


def _drawn(run: Sequence[tuple[float, float]], scale: Scale) -> Iterator[tuple[XY, ...]]:
    if len(run) > 1:
        yield tuple(scale.at(x, y) for x, y in run)


def _band(band: tuple[float, float], scale: Scale) -> Box:
    left, top = scale.at(band[0], scale.y[1])
    right, bottom = scale.at(band[1], scale.y[0])
    return Box((left, top), (right - left, bottom - top), "band")


def _axes(scale: Scale) -> list[Shape]:
    (x0, x1), (y0, y1) = scale.x, scale.y
    floor_ = scale.at(x0, y0)[1]
    shapes: list[Shape] = [Line((scale.at(x0, y0), scale.at(x0, y1)), "axis")]
    shapes.append(Line(((LEFT, floor_), (WIDTH - RIGHT, floor_)), "axis"))
    if y0 < 0 < y1:
        shapes.append(Line((scale.at(x0, 0.0), scale.at(x1, 0.0)), "tick"))
    for x in ticks(x0, x1):
        across = scale.at(x, y0)[0]
        shapes += [Line(((across, floor_), (across, floor_ + 4)), "tick")]
        shapes += [Words((across, floor_ + 17), tick_text(x))]
    for y in ticks(y0, y1, 5):
        down = scale.at(x0, y)[1]
        shapes += [
            Line(((LEFT - 4, down), (LEFT, down)), "tick"),
            Words((LEFT - 8, down), tick_text(y), "end"),
        ]
    return shapes


def ticks(low: float, high: float, about: int = 7) -> list[float]:
    """Round numbers between low and high, about so many: steps of 1, 2 or 5 times a power of ten."""
    rough = (high - low) / about
    unit = 10.0 ** floor(log10(rough))
    step = next(unit * k for k in (1, 2, 5, 10) if unit * k >= rough)
    return [k * step for k in range(ceil(low / step), floor(high / step) + 1)]


def tick_text(value: float) -> str:
    return f"{value:.6g}".replace("-", "−") if abs(value) > 1e-12 else "0"


def _marks(marks: Sequence[tuple[float, float]], scale: Scale) -> list[Shape]:
    """The marked points, and a line between those above each other."""
    shapes: list[Shape] = [
        Line((scale.at(*a), scale.at(*b)), "guide") for a, b in pairwise(marks) if a[0] == b[0]
    ]
    styles = ("first", "second")
    return shapes + [Dot(scale.at(*each), style) for each, style in zip(marks, styles, strict=False)]
