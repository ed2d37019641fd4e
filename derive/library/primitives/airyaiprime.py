"""Derivative of the Airy function Ai."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="airyaiprime",
    parameters="x",
    latex=r"\operatorname{airyaiprime}",
    title="derivative of the Airy function Ai",
    derivative=("x*airyai(x)",),
)
