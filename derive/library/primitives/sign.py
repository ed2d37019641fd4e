"""Sign."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="sign",
    parameters="x",
    latex=r"\operatorname{sign}",
    title="sign",
    derivative=("0",),
    smooth=("x != 0",),
    range=("-1 <= value", "value <= 1"),
    aliases=("sgn",),
    latex_aliases=(r"\operatorname{sgn}",),
    numpy="np.sign",
    torch="torch.sign",
)
