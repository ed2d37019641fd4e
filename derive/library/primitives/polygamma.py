"""Derivative of order n of the digamma function, n a whole number, x > 0."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="polygamma",
    parameters="n, x",
    latex=r"\operatorname{polygamma}",
    title="derivative of order n of the digamma function, n a whole number, x > 0",
    derivative=("", "polygamma(n + 1, x)"),
    domain=("x > 0", "n >= 0", "n = floor(n)"),
    partial=True,
)
