"""Hyperbolic cosecant."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="csch",
    parameters="x",
    latex=r"\operatorname{csch}",
    title="hyperbolic cosecant",
    definition="2/(exp(x) - exp(-x))",
    derivative=("-csch(x)*coth(x)",),
    domain=("x != 0",),
)
