"""Cotangent."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="cot",
    parameters="x",
    latex=r"\cot",
    title="cotangent",
    definition="cos(x)/sin(x)",
    derivative=("-(1 + cot(x)^2)",),
    domain=("sin(x) != 0",),
)
