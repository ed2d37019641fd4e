"""Square root."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="sqrt",
    parameters="x",
    latex=r"\sqrt",
    title="square root",
    derivative=("1/(2*sqrt(x))",),
    domain=("x >= 0",),
    smooth=("x > 0",),
    range=("0 <= value",),
    numpy="np.sqrt",
    torch="torch.sqrt",
)
