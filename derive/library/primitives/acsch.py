"""Inverse hyperbolic cosecant."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="acsch",
    parameters="x",
    latex=r"\operatorname{arcsch}",
    title="inverse hyperbolic cosecant",
    definition="asinh(1/x)",
    derivative=("-1/(abs(x)*sqrt(1 + x^2))",),
    domain=("x != 0",),
    aliases=("arcsch", "arccsch"),
)
