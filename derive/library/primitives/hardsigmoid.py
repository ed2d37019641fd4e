"""Hard sigmoid."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="hardsigmoid",
    parameters="x",
    latex=r"\operatorname{hardsigmoid}",
    title="hard sigmoid",
    definition="max(0, min(1, x/6 + 1/2))",
    derivative=(r"\begin{cases} 1/6, & -3 < x < 3 \\ 0, & x < -3 \\ 0, & x > 3 \end{cases}",),
    smooth=("x != 3", "x != -3"),
    range=("0 <= value", "value <= 1"),
)
