"""Hard tanh."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="hardtanh",
    parameters="x",
    latex=r"\operatorname{hardtanh}",
    title="hard tanh",
    definition="max(-1, min(x, 1))",
    derivative=(r"\begin{cases} 1, & -1 < x < 1 \\ 0, & x < -1 \\ 0, & x > 1 \end{cases}",),
    smooth=("x != 1", "x != -1"),
    range=("-1 <= value", "value <= 1"),
)
