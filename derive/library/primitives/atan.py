"""Arc tangent."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="atan",
    parameters="x",
    latex=r"\arctan",
    title="arc tangent",
    derivative=("1/(1 + x^2)",),
    range=("-pi/2 < value", "value < pi/2"),
    aliases=("arctan",),
    numpy="np.arctan",
    torch="torch.atan",
)
