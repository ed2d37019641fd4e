"""Greater of two numbers."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="max",
    parameters="a, b",
    latex=r"\max",
    title="greater of two numbers",
    derivative=("heaviside(a - b)", "heaviside(b - a)"),
    smooth=("a != b",),
    numpy="np.maximum",
    torch="torch.maximum",
)
