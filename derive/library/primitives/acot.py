"""Arc cotangent, the arc tangent of 1/x."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="acot",
    parameters="x",
    latex=r"\operatorname{arccot}",
    title="arc cotangent, the arc tangent of 1/x",
    definition="atan(1/x)",
    derivative=("-1/(1 + x^2)",),
    domain=("x != 0",),
    aliases=("arccot",),
)
