"""Hyperbolic tangent."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="tanh",
    parameters="x",
    latex=r"\tanh",
    title="hyperbolic tangent",
    definition="(exp(x) - exp(-x))/(exp(x) + exp(-x))",
    derivative=("1 - tanh(x)^2",),
    range=("-1 < value", "value < 1"),
    numpy="np.tanh",
    torch="torch.tanh",
)
