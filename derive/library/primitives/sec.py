"""Secant."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="sec",
    parameters="x",
    latex=r"\sec",
    title="secant",
    definition="1/cos(x)",
    derivative=("sec(x)*tan(x)",),
    domain=("cos(x) != 0",),
)
