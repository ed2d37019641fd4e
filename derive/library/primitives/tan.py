"""Tangent."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="tan",
    parameters="x",
    latex=r"\tan",
    title="tangent",
    definition="sin(x)/cos(x)",
    derivative=("1 + tan(x)^2",),
    domain=("cos(x) != 0",),
    numpy="np.tan",
    torch="torch.tan",
)
