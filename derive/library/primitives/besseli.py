"""Modified Bessel function of the first kind on x > 0."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="besseli",
    parameters="n, x",
    latex="I_{#1}(#2)",
    title="modified Bessel function of the first kind on x > 0",
    derivative=("", "(besseli(n - 1, x) + besseli(n + 1, x))/2"),
    domain=("x > 0",),
    partial=True,
    following="besseli(n - 1, x) - (2*n/x)*besseli(n, x)",
    preceding="besseli(n + 1, x) + (2*n/x)*besseli(n, x)",
)
