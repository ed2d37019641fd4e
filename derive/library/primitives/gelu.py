"""Gaussian error linear unit."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="gelu",
    parameters="x",
    latex=r"\operatorname{GELU}",
    title="Gaussian error linear unit",
    definition="x/2*(1 + erf(x/sqrt(2)))",
    derivative=("(1 + erf(x/sqrt(2)))/2 + x*exp(-x^2/2)/sqrt(2*pi)",),
)
