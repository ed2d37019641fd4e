"""Hyperbolic cosine."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="cosh",
    parameters="x",
    latex=r"\cosh",
    title="hyperbolic cosine",
    definition="(exp(x) + exp(-x))/2",
    derivative=("sinh(x)",),
    range=("1 <= value",),
    numpy="np.cosh",
    torch="torch.cosh",
)
