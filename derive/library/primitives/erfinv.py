"""Inverse of the error function."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="erfinv",
    parameters="x",
    latex=r"\operatorname{erfinv}",
    title="inverse of the error function",
    derivative=("sqrt(pi)/2*exp(erfinv(x)^2)",),
    domain=("x > -1", "x < 1"),
    torch="torch.erfinv",
)
