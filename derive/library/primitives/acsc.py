"""Arc cosecant."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="acsc",
    parameters="x",
    latex=r"\operatorname{arccsc}",
    title="arc cosecant",
    definition="asin(1/x)",
    derivative=("-1/(abs(x)*sqrt(x^2 - 1))",),
    domain=("abs(x) >= 1",),
    smooth=("abs(x) > 1",),
    aliases=("arccsc",),
)
