"""Derivative of the Airy function Bi."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="airybiprime",
    parameters="x",
    latex=r"\operatorname{airybiprime}",
    title="derivative of the Airy function Bi",
    derivative=("x*airybi(x)",),
)
