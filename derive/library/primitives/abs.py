"""Absolute value."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="abs",
    parameters="x",
    latex=r"\operatorname{abs}",
    title="absolute value",
    derivative=("x/abs(x)",),
    smooth=("x != 0",),
    range=("0 <= value",),
    numpy="np.abs",
    torch="torch.abs",
)
