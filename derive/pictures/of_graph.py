"""The computational graph of a model, made from its equations, with the gradient's way through it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import hypot

from derive.expressions.expr import Expr, postorder
from derive.notation.context import Context
from derive.pictures.drawing import XY, Box, Drawing, Line, Shape, Words
from derive.pictures.layered import Edge, layers_of, ordered, with_stations
from derive.pictures.names import plain_names
from derive.pictures.shown import picture
from derive.records.picture import Legend, Picture
from derive.records.step import Derivation
from derive.render.naming import letter_latex

FEWEST, MOST = 3, 18
ACROSS, DOWN, MARGIN = 96.0, 42.0, 12.0
BOX_HEIGHT, HALF_HEAD = 26.0, 3.5
LETTER_WIDTH = 9.0


@dataclass(frozen=True)
class Graph:
    """A model from its equations, and the way of a gradient through it.

    first, last  the letter that is differentiated by, and the one that is differentiated
    layer        node → its place from left to right; a node stands for the letters `letters[node]`
    edges        from what is used to what it is used for; those of `way` lie between first and last
    """

    first: str
    last: str
    layer: Mapping[str, int]
    edges: Sequence[Edge]
    way: Collection[Edge]
    letters: Mapping[str, Sequence[str]]
    context: Context


def graph_picture(derivation: Derivation) -> Picture | None:
    """What the differentiated letter is computed from, arrow by arrow, and the gradient's way back.

    None for fewer than three equations, too many letters, or equations that run in a circle.
    """
    graph = graph_of(derivation, FEWEST)
    if graph is None:
        return None
    return picture(draw_graph(graph), *_said(graph.first, graph.last, graph.context))


def place_in_graph(graph: Graph, here: Collection[str]) -> Picture | None:
    """The graph with the nodes of the letters `here` filled: where a step takes place."""
    drawn = draw_graph(graph, here)
    return picture(drawn, "The computational graph; what the step is about is filled.", "", ())


def graph_of(derivation: Derivation, fewest: int = 1) -> Graph | None:
    """The graph of a derivative; None where there are fewer equations, too many letters, or a circle."""
    start, context = derivation.start, derivation.context
    if start.head != "deriv":
        return None
    ends = [name_of(each) for each in start.args]
    if None in ends or context.definition(str(ends[0])) is None:
        return None
    last, first = str(ends[0]), str(ends[1])
    sources = uses(last, context)
    if len(sources) < fewest:
        return None
    groups, edges = grouped(sources, keep={first})
    nodes = list(dict.fromkeys(n for edge in edges for n in edge))
    layer = layers_of(nodes, edges)
    if layer is None or not fewest < len(nodes) <= MOST or first not in layer:
        return None
    way = on_the_way(edges, first, last)
    letters = {n: groups.get(n, (n,)) for n in nodes}
    return Graph(first, last, layer, edges, way, letters, context) if way else None


def _said(first: str, last: str, context: Context) -> tuple[str, str, Sequence[Legend]]:
    target, by = letter_latex(last, context), letter_latex(first, context)
    legend = (
        Legend("forth", words="computed from"),
        Legend("back", words=f"the way of the gradient, from \\({target}\\) back to \\({by}\\)"),
    )
    caption = (
        f"The computational graph, made from the equations. For \\(\\partial {target}/\\partial {by}\\) "
        "the derivatives of the equations along each marked way are multiplied, and the ways are added up."
    )
    return "The computational graph, with the way of the gradient.", caption, legend


def name_of(expr: Expr) -> str | None:
    """The letter of `x` or of `x_i`."""
    base = expr.args[0] if expr.head == "entry" else expr
    return str(base.value) if base.head == "sym" else None


def uses(last: str, context: Context) -> dict[str, list[str]]:
    """For each defined letter that `last` goes through, the letters on the right of its equation."""
    found: dict[str, list[str]] = {}
    waiting = [last]
    while waiting:
        name = waiting.pop(0)
        definition = context.definition(name)
        if name in found or definition is None:
            continue
        own = {p.value for p in definition.parameters if p.head == "sym"}
        found[name] = [n for n in _values(definition.right, context) if n not in own]
        waiting += found[name]
    return found


def _values(expr: Expr, context: Context) -> list[str]:
    """The letters that stand for numbers or arrays of them; sizes are left out."""
    names = dict.fromkeys(e.value for e in postorder(expr) if e.head == "sym")
    return [n for n in names if context.role(n) not in ("size", "index", "function")]


def grouped(
    sources: Mapping[str, Sequence[str]], keep: Collection[str]
) -> tuple[dict[str, tuple[str, ...]], list[Edge]]:
    """Inputs that are used in the same places are one node: W, U, b of one gate."""
    given = dict.fromkeys(a for used in sources.values() for a in used if a not in sources)
    by_use: dict[tuple[str, ...], list[str]] = {}
    for name in given:
        used_by = tuple(b for b, used in sources.items() if name in used)
        key = (*used_by, name) if name in keep else used_by
        by_use.setdefault(key, []).append(name)
    node = {name: names[0] for names in by_use.values() for name in names}
    edges = [(node.get(a, a), b) for b, used in sources.items() for a in used]
    return {names[0]: tuple(names) for names in by_use.values()}, list(dict.fromkeys(edges))


def on_the_way(edges: Sequence[Edge], first: str, last: str) -> set[Edge]:
    """The arrows that lie on a way from `first` to `last`."""
    reached = _closure(edges, first)
    leading = _closure([(b, a) for a, b in edges], last)
    return {(a, b) for a, b in edges if a in reached and b in leading}


def _closure(edges: Sequence[Edge], start: str) -> set[str]:
    found, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        for a, b in edges:
            if a == here and b not in found:
                found.add(b)
                waiting.append(b)
    return found


def draw_graph(graph: Graph, here: Collection[str] = ()) -> Drawing:
    """Layers from left to right; the marked arrows run back; the nodes of the letters `here` are filled."""
    layer, edges, way, letters = graph.layer, graph.edges, graph.way, graph.letters
    rows, ways = with_stations(layer, edges)
    rows = ordered(rows, ways)
    most = max(map(len, rows))
    widths = {n: 16 + LETTER_WIDTH * len(plain_names(names)) for n, names in letters.items()}
    columns = [max((widths.get(n, 0.0) for n in row), default=0.0) for row in rows]
    at = _places(rows, columns, most)
    shapes: list[Shape] = []
    for marked in (False, True):
        for edge in (e for e in edges if (e in way) == marked):
            ends, across = [widths[n] for n in edge], [columns[layer[n]] for n in edge]
            shapes += _arrow([at[n] for n in ways[edge]], ends, across, marked)
    touched = {n for edge in way for n in edge}
    for node, names in letters.items():
        style = "node" + " here" * any(n in here for n in names) + " marked" * (node in touched)
        shapes += _node(at[node], widths[node], names, graph.context, style)
    return Drawing(_edges_of(columns)[-1] + MARGIN, 2 * MARGIN + DOWN * most, tuple(shapes))


def _places(rows: Sequence[Sequence[str]], columns: Sequence[float], most: int) -> dict[str, XY]:
    middle = MARGIN + DOWN * most / 2
    rights = _edges_of(columns)
    return {
        n: (rights[k] - columns[k] / 2, middle + DOWN * (place - (len(row) - 1) / 2) * _stretch(row, most))
        for k, row in enumerate(rows)
        for place, n in enumerate(row)
    }


def _stretch(row: Sequence[str], most: int) -> float:
    """Short layers are spread out, by at most a half."""
    return min(1.5, most / len(row))


def _edges_of(columns: Sequence[float]) -> list[float]:
    """The right edge of each column of boxes."""
    rights, here = [], MARGIN
    for width in columns:
        rights.append(here + width)
        here += width + 0.6 * ACROSS
    return rights


def _node(at: XY, width: float, names: Sequence[str], context: Context, style: str) -> list[Shape]:
    corner = (at[0] - width / 2, at[1] - BOX_HEIGHT / 2)
    tex = ", ".join(letter_latex(n, context) for n in names)
    return [
        Box(corner, (width, BOX_HEIGHT), style),
        Words((at[0], at[1] + 4), plain_names(names), "middle", "value", tex),
    ]


def _arrow(way: Sequence[XY], ends: Sequence[float], columns: Sequence[float], marked: bool) -> list[Shape]:
    """A line between the boxes' sides; its head at the end, or at the start where the gradient runs back.

    Within the columns of its two boxes it runs level, so that it meets no other box.
    """
    (x0, y0), (x1, y1) = way[0], way[-1]
    points = (
        (x0 + ends[0] / 2, y0),
        (x0 + columns[0] / 2, y0),
        *way[1:-1],
        (x1 - columns[1] / 2, y1),
        (x1 - ends[1] / 2, y1),
    )
    inside = tuple(dict.fromkeys(points))
    style = "back" if marked else "forth"
    head = _head(inside[1], inside[0]) if marked else _head(inside[-2], inside[-1])
    return [Line(inside, style), Line(head, style)]


def _head(a: XY, b: XY) -> tuple[XY, ...]:
    """The two barbs of an arrow from a to b, at b."""
    length = hypot(b[0] - a[0], b[1] - a[1]) or 1.0
    ux, uy = (b[0] - a[0]) / length, (b[1] - a[1]) / length
    base = (b[0] - 2 * HALF_HEAD * ux, b[1] - 2 * HALF_HEAD * uy)
    left = (base[0] - HALF_HEAD * uy, base[1] + HALF_HEAD * ux)
    return left, b, (base[0] + HALF_HEAD * uy, base[1] - HALF_HEAD * ux)
