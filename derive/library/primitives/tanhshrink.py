"""Tanhshrink."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="tanhshrink",
    parameters="x",
    latex=r"\operatorname{tanhshrink}",
    title="tanhshrink",
    definition="x - tanh(x)",
    derivative=("tanh(x)^2",),
)
