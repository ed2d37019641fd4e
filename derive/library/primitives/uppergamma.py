"""Upper incomplete gamma function on x > 0."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="uppergamma",
    parameters="s, x",
    latex=r"\Gamma(#1, #2)",
    latex_aliases=(r"\operatorname{uppergamma}",),
    title="upper incomplete gamma function on x > 0",
    derivative=("", "-x^(s - 1)*exp(-x)"),
    domain=("x > 0",),
    partial=True,
    range=("0 < value",),
    following="s*uppergamma(s, x) + x^s*exp(-x)",
    preceding="(uppergamma(s, x) - x^(s - 1)*exp(-x))/(s - 1)",
)
