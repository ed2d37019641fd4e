"""Imaginary error function."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="erfi",
    parameters="x",
    latex=r"\operatorname{erfi}",
    title="imaginary error function",
    derivative=("2/sqrt(pi)*exp(x^2)",),
)
