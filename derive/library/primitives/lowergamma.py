"""Lower incomplete gamma function on positive numbers."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="lowergamma",
    parameters="s, x",
    latex=r"\gamma(#1, #2)",
    latex_aliases=(r"\operatorname{lowergamma}",),
    title="lower incomplete gamma function on positive numbers",
    derivative=("", "x^(s - 1)*exp(-x)"),
    domain=("s > 0", "x > 0"),
    partial=True,
    range=("0 < value",),
    following="s*lowergamma(s, x) - x^s*exp(-x)",
    preceding="(lowergamma(s, x) + x^(s - 1)*exp(-x))/(s - 1)",
)
