"""Arc secant."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="asec",
    parameters="x",
    latex=r"\operatorname{arcsec}",
    title="arc secant",
    definition="acos(1/x)",
    derivative=("1/(abs(x)*sqrt(x^2 - 1))",),
    domain=("abs(x) >= 1",),
    smooth=("abs(x) > 1",),
    aliases=("arcsec",),
)
