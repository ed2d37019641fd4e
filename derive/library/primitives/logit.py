"""Log-odds, the inverse of the sigmoid."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="logit",
    parameters="x",
    latex=r"\operatorname{logit}",
    title="log-odds, the inverse of the sigmoid",
    definition="log(x/(1 - x))",
    derivative=("1/(x*(1 - x))",),
    domain=("0 < x", "x < 1"),
)
