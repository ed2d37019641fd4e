"""Digamma function on x > 0."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="digamma",
    parameters="x",
    latex=r"\operatorname{digamma}",
    title="digamma function on x > 0",
    derivative=("polygamma(1, x)",),
    domain=("x > 0",),
    partial=True,
    following="digamma(x) + 1/x",
    preceding="digamma(x) - 1/(x - 1)",
    torch="torch.digamma",
)
