"""Natural logarithm."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="log",
    parameters="x",
    latex=r"\log",
    title="natural logarithm",
    derivative=("1/x",),
    domain=("x > 0",),
    aliases=("ln",),
    latex_aliases=(r"\ln",),
    numpy="np.log",
    torch="torch.log",
)
