"""Beta function on positive numbers."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="beta",
    parameters="a, b",
    latex=r"\operatorname{Beta}",
    title="beta function on positive numbers",
    definition="gamma(a)*gamma(b)/gamma(a + b)",
    derivative=("beta(a, b)*(digamma(a) - digamma(a + b))", "beta(a, b)*(digamma(b) - digamma(a + b))"),
    domain=("a > 0", "b > 0"),
    partial=True,
    range=("0 < value",),
)
