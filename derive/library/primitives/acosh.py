"""Inverse hyperbolic cosine."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="acosh",
    parameters="x",
    latex=r"\operatorname{arcosh}",
    title="inverse hyperbolic cosine",
    definition="log(x + sqrt(x^2 - 1))",
    derivative=("1/sqrt(x^2 - 1)",),
    domain=("x >= 1",),
    smooth=("x > 1",),
    range=("0 <= value",),
    aliases=("arcosh", "arccosh"),
    numpy="np.arccosh",
    torch="torch.acosh",
)
