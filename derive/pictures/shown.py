"""A drawing as a picture record."""

from __future__ import annotations

from collections.abc import Sequence

from derive.expressions.expr import Expr, postorder
from derive.pictures.drawing import Drawing
from derive.pictures.svg import to_svg
from derive.pictures.tikz import to_tikz
from derive.records.picture import Legend, Picture


def picture(drawing: Drawing | None, alt: str, caption: str, legend: Sequence[Legend]) -> Picture | None:
    """The drawing in both languages; None for none."""
    if drawing is None:
        return None
    return Picture(to_svg(drawing, alt), to_tikz(drawing), alt, caption, tuple(legend))


def letters_of(exprs: Sequence[Expr]) -> list[str]:
    """The names of the letters that stand for numbers, in order of occurrence."""
    inside = {e.args[0] for e in postorder(*exprs) if e.head in ("entry", "call")}
    return list(dict.fromkeys(e.value for e in postorder(*exprs) if e.head == "sym" and e not in inside))
