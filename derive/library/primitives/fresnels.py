"""Fresnel integral of the sine of πt²/2."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="fresnels",
    parameters="x",
    latex=r"\operatorname{fresnels}",
    title="Fresnel integral of the sine of πt²/2",
    derivative=("sin(pi*x^2/2)",),
)
