"""Inverse hyperbolic secant."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="asech",
    parameters="x",
    latex=r"\operatorname{arsech}",
    title="inverse hyperbolic secant",
    definition="acosh(1/x)",
    derivative=("-1/(x*sqrt(1 - x^2))",),
    domain=("x > 0", "x <= 1"),
    smooth=("x < 1",),
    aliases=("arsech", "arcsech"),
)
