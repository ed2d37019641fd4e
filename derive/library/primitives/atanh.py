"""Inverse hyperbolic tangent."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="atanh",
    parameters="x",
    latex=r"\operatorname{artanh}",
    title="inverse hyperbolic tangent",
    definition="log((1 + x)/(1 - x))/2",
    derivative=("1/(1 - x^2)",),
    domain=("-1 < x", "x < 1"),
    aliases=("artanh", "arctanh"),
    numpy="np.arctanh",
    torch="torch.atanh",
)
