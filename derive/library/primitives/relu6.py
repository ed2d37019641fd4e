"""Rectifier capped at six."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="relu6",
    parameters="x",
    latex=r"\operatorname{ReLU6}",
    title="rectifier capped at six",
    definition="min(max(x, 0), 6)",
    derivative=(r"\begin{cases} 1, & 0 < x < 6 \\ 0, & x < 0 \\ 0, & x > 6 \end{cases}",),
    smooth=("x != 0", "x != 6"),
    range=("0 <= value", "value <= 6"),
)
