"""Angle of the point (x, y)."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="atan2",
    parameters="y, x",
    latex=r"\operatorname{atan2}",
    title="angle of the point (x, y)",
    definition="Piecewise((2*atan(y/(sqrt(x^2 + y^2) + x)), x > 0), (2*atan((sqrt(x^2 + y^2) - x)/y), y != 0), (pi, x < 0))",
    derivative=("x/(x^2 + y^2)", "-y/(x^2 + y^2)"),
    domain=("x^2 + y^2 > 0",),
    smooth=("x + abs(y) > 0",),
    aliases=("arctan2", "atan_2"),
    numpy="np.arctan2",
    torch="torch.atan2",
)
