"""A picture, drawn: for a page as SVG, for paper as TikZ."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Legend:
    """What a style of the picture stands for.

    style  first, second, band or mark
    latex  the formula it stands for, or ""
    words  or what it stands for in words
    """

    style: str
    latex: str = ""
    words: str = ""


@dataclass(frozen=True)
class Picture:
    r"""A picture made from a model's numbers.

    svg      the drawing for HTML; its colours are the page's
    tikz     the same drawing for TeX
    alt      what it shows, in plain words
    caption  a sentence beneath it; \( … \) in it is set as maths
    legend   what its styles stand for
    """

    svg: str
    tikz: str
    alt: str
    caption: str = ""
    legend: tuple[Legend, ...] = ()
