"""What is drawn: lines, boxes, dots and words, y downwards, in a unit of one SVG pixel."""

from __future__ import annotations

from dataclasses import dataclass

XY = tuple[float, float]


@dataclass(frozen=True)
class Line:
    """A broken line; style: axis, tick, guide, first, second, forth or back."""

    points: tuple[XY, ...]
    style: str


@dataclass(frozen=True)
class Box:
    """A filled rectangle: a region (`band`), a box (`node`, `marked`, `here`), a cell of `shade` −1 to 1."""

    corner: XY
    size: XY
    style: str
    shade: float = 0.0


@dataclass(frozen=True)
class Dot:
    """A mark; style: first, second or mark."""

    at: XY
    style: str


@dataclass(frozen=True)
class Words:
    """A short plain text; anchor: start, middle or end; `latex` is what TeX sets instead, as maths."""

    at: XY
    text: str
    anchor: str = "middle"
    style: str = "label"
    latex: str = ""


Shape = Line | Box | Dot | Words


@dataclass(frozen=True)
class Drawing:
    """Shapes, the ones behind first, on a sheet of this width and height."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
