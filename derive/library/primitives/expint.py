"""Exponential integral of order n on x > 0."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="expint",
    parameters="n, x",
    latex_aliases=(r"\operatorname{expint}",),
    latex="E_{#1}(#2)",
    title="exponential integral of order n on x > 0",
    derivative=("", "-expint(n - 1, x)"),
    domain=("x > 0",),
    partial=True,
    following="(exp(-x) - x*expint(n, x))/n",
    preceding="(exp(-x) - (n - 1)*expint(n, x))/x",
)
