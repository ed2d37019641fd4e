"""Arc cosine."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="acos",
    parameters="x",
    latex=r"\arccos",
    title="arc cosine",
    derivative=("-1/sqrt(1 - x^2)",),
    domain=("-1 <= x", "x <= 1"),
    smooth=("-1 < x", "x < 1"),
    range=("0 <= value", "value <= pi"),
    aliases=("arccos",),
    numpy="np.arccos",
    torch="torch.acos",
)
