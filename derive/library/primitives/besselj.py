"""Bessel function of the first kind on x > 0."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="besselj",
    parameters="n, x",
    latex="J_{#1}(#2)",
    title="Bessel function of the first kind on x > 0",
    derivative=("", "(besselj(n - 1, x) - besselj(n + 1, x))/2"),
    domain=("x > 0",),
    partial=True,
    following="(2*n/x)*besselj(n, x) - besselj(n - 1, x)",
    preceding="(2*n/x)*besselj(n, x) - besselj(n + 1, x)",
)
