"""Cosecant."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="csc",
    parameters="x",
    latex=r"\csc",
    title="cosecant",
    definition="1/sin(x)",
    derivative=("-csc(x)*cot(x)",),
    domain=("sin(x) != 0",),
)
