"""A drawing as SVG whose colours are classes, so that the page's style gives them in light and dark."""

from __future__ import annotations

from html import escape

from derive.pictures.drawing import Box, Dot, Drawing, Line, Shape, Words


def to_svg(drawing: Drawing, alt: str) -> str:
    size = f"0 0 {_number(drawing.width)} {_number(drawing.height)}"
    shapes = "".join(map(_shape, drawing.shapes))
    return f'<svg class="picture" viewBox="{size}" role="img" aria-label="{escape(alt)}">{shapes}</svg>'


def _shape(shape: Shape) -> str:
    if isinstance(shape, Line):
        points = " ".join(f"{_number(x)},{_number(y)}" for x, y in shape.points)
        return f'<polyline class="{shape.style}" points="{points}"/>'
    if isinstance(shape, Dot):
        return (
            f'<circle class="{shape.style}" cx="{_number(shape.at[0])}" cy="{_number(shape.at[1])}" r="4"/>'
        )
    if isinstance(shape, Words):
        x, y = map(_number, shape.at)
        text = escape(shape.text)
        return f'<text class="{shape.style}" x="{x}" y="{y}" text-anchor="{shape.anchor}">{text}</text>'
    return _box(shape)


def _box(box: Box) -> str:
    x, y, w, h = map(_number, (*box.corner, *box.size))
    style = box.style
    strength = ' rx="6"' if style.startswith("node") else ""
    if style == "cell":
        style = "cell plus" if box.shade >= 0 else "cell minus"
        strength = f' fill-opacity="{_number(abs(box.shade))}"'
    return f'<rect class="{style}" x="{x}" y="{y}" width="{w}" height="{h}"{strength}/>'


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if value else "0"
