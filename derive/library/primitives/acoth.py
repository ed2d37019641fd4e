"""Inverse hyperbolic cotangent."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="acoth",
    parameters="x",
    latex=r"\operatorname{arcoth}",
    title="inverse hyperbolic cotangent",
    definition="atanh(1/x)",
    derivative=("1/(1 - x^2)",),
    domain=("abs(x) > 1",),
    aliases=("arcoth", "arccoth"),
)
