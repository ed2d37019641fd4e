"""Airy function Ai."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="airyai",
    parameters="x",
    latex=r"\operatorname{Ai}",
    title="Airy function Ai",
    derivative=("airyaiprime(x)",),
)
