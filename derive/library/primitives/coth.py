"""Hyperbolic cotangent."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="coth",
    parameters="x",
    latex=r"\coth",
    title="hyperbolic cotangent",
    definition="(exp(x) + exp(-x))/(exp(x) - exp(-x))",
    derivative=("1 - coth(x)^2",),
    domain=("x != 0",),
)
