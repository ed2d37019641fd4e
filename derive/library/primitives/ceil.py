"""Least integer not below x."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="ceil",
    parameters="x",
    latex=r"\operatorname{ceil}",
    title="least integer not below x",
    derivative=("0",),
    smooth=("x != ceil(x)",),
    aliases=("ceiling",),
    numpy="np.ceil",
    torch="torch.ceil",
)
