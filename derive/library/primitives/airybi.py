"""Airy function Bi."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="airybi",
    parameters="x",
    latex=r"\operatorname{Bi}",
    title="Airy function Bi",
    derivative=("airybiprime(x)",),
)
