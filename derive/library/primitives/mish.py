"""Mish."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="mish",
    parameters="x",
    latex=r"\operatorname{Mish}",
    title="mish",
    definition="x*tanh(softplus(x))",
    derivative=("tanh(softplus(x)) + x*sigma(x)*(1 - tanh(softplus(x))^2)",),
)
