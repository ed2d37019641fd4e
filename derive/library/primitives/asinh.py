"""Inverse hyperbolic sine."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="asinh",
    parameters="x",
    latex=r"\operatorname{arsinh}",
    title="inverse hyperbolic sine",
    definition="log(x + sqrt(x^2 + 1))",
    derivative=("1/sqrt(x^2 + 1)",),
    aliases=("arsinh", "arcsinh"),
    numpy="np.arcsinh",
    torch="torch.asinh",
)
