"""Hyperbolic secant."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="sech",
    parameters="x",
    latex=r"\operatorname{sech}",
    title="hyperbolic secant",
    definition="2/(exp(x) + exp(-x))",
    derivative=("-sech(x)*tanh(x)",),
    range=("0 < value", "value <= 1"),
)
