"""Exponential integral."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="ei",
    parameters="x",
    latex=r"\operatorname{Ei}",
    title="exponential integral",
    derivative=("exp(x)/x",),
    domain=("x != 0",),
    aliases=("Ei",),
)
