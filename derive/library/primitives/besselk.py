"""Modified Bessel function of the second kind on x > 0."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="besselk",
    parameters="n, x",
    latex="K_{#1}(#2)",
    title="modified Bessel function of the second kind on x > 0",
    derivative=("", "-(besselk(n - 1, x) + besselk(n + 1, x))/2"),
    domain=("x > 0",),
    following="besselk(n - 1, x) + (2*n/x)*besselk(n, x)",
    preceding="besselk(n + 1, x) - (2*n/x)*besselk(n, x)",
)
