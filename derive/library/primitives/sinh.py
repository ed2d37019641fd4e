"""Hyperbolic sine."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="sinh",
    parameters="x",
    latex=r"\sinh",
    title="hyperbolic sine",
    definition="(exp(x) - exp(-x))/2",
    derivative=("cosh(x)",),
    numpy="np.sinh",
    torch="torch.sinh",
)
