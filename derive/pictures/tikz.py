"""A drawing as TikZ; needs the package tikz and the colours first, second, band, plus, minus."""

from __future__ import annotations

from derive.pictures.drawing import Box, Dot, Drawing, Line, Shape, Words

CENTIMETRES = 12.0

_STYLES = {
    "axis": "black!60, line width=0.5pt",
    "tick": "black!60, line width=0.4pt",
    "guide": "black!50, dashed, line width=0.4pt",
    "first": "first, line width=1pt",
    "second": "second, line width=1pt, densely dashed",
    "forth": "black!55, line width=0.5pt",
    "back": "second, line width=1.1pt",
}
_ANCHORS = {"start": "west", "middle": "base", "end": "east"}


def to_tikz(drawing: Drawing) -> str:
    unit = f"{CENTIMETRES / drawing.width:.5f}cm"
    lines = "\n".join(map(_shape, drawing.shapes))
    return f"\\begin{{tikzpicture}}[x={unit},y=-{unit}]\n{lines}\n\\end{{tikzpicture}}"


def _shape(shape: Shape) -> str:
    if isinstance(shape, Line):
        return rf"\draw[{_STYLES[shape.style]}] {' -- '.join(map(_at, shape.points))};"
    if isinstance(shape, Dot):
        return rf"\fill[{shape.style}] {_at(shape.at)} circle[radius=2pt];"
    if isinstance(shape, Words):
        text = shape.text.replace("−", "-")
        number = text.lstrip("-").replace(".", "", 1).isdigit()
        shown = f"${shape.latex or text}$" if shape.latex or number else text
        style = f"anchor={_ANCHORS[shape.anchor]}, font=\\scriptsize, inner sep=0pt"
        return rf"\node[{style}] at {_at(shape.at)} {{{shown}}};"
    return _box(shape)


def _box(box: Box) -> str:
    (x, y), (w, h) = box.corner, box.size
    if box.style.startswith("node"):
        line = "second, line width=0.8pt" if box.style.endswith("marked") else "black!55, line width=0.5pt"
        paper = "second!15" if "here" in box.style else "white"
        look = f"{line}, fill={paper}, rounded corners=2pt"
        return rf"\draw[{look}] {_at((x, y))} rectangle {_at((x + w, y + h))};"
    colour = "band"
    if box.style == "cell":
        colour = f"{'plus' if box.shade >= 0 else 'minus'}!{round(100 * abs(box.shade))}!white"
    edge = ", draw=black!15" if box.style == "cell" else ""
    return rf"\path[fill={colour}{edge}] {_at((x, y))} rectangle {_at((x + w, y + h))};"


def _at(point: tuple[float, float]) -> str:
    return f"({point[0]:.1f},{point[1]:.1f})"
