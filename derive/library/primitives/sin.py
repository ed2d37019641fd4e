"""Sine."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="sin",
    parameters="x",
    latex=r"\sin",
    title="sine",
    derivative=("cos(x)",),
    range=("-1 <= value", "value <= 1"),
    numpy="np.sin",
    torch="torch.sin",
)
