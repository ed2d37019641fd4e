"""Fresnel integral of the cosine of πt²/2."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="fresnelc",
    parameters="x",
    latex=r"\operatorname{fresnelc}",
    title="Fresnel integral of the cosine of πt²/2",
    derivative=("cos(pi*x^2/2)",),
)
