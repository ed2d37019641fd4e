"""Bessel function of the second kind on x > 0."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="bessely",
    parameters="n, x",
    latex="Y_{#1}(#2)",
    title="Bessel function of the second kind on x > 0",
    derivative=("", "(bessely(n - 1, x) - bessely(n + 1, x))/2"),
    domain=("x > 0",),
    following="(2*n/x)*bessely(n, x) - bessely(n - 1, x)",
    preceding="(2*n/x)*bessely(n, x) - bessely(n + 1, x)",
)
