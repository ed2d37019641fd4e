"""Arc sine."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="asin",
    parameters="x",
    latex=r"\arcsin",
    title="arc sine",
    derivative=("1/sqrt(1 - x^2)",),
    domain=("-1 <= x", "x <= 1"),
    smooth=("-1 < x", "x < 1"),
    range=("-pi/2 <= value", "value <= pi/2"),
    aliases=("arcsin",),
    numpy="np.arcsin",
    torch="torch.asin",
)
