"""Smaller of two numbers."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="min",
    parameters="a, b",
    latex=r"\min",
    title="smaller of two numbers",
    derivative=("heaviside(b - a)", "heaviside(a - b)"),
    smooth=("a != b",),
    numpy="np.minimum",
    torch="torch.minimum",
)
