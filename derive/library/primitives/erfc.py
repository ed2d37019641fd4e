"""Complementary error function."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="erfc",
    parameters="x",
    latex=r"\operatorname{erfc}",
    title="complementary error function",
    definition="1 - erf(x)",
    derivative=("-(2/sqrt(pi))*exp(-x^2)",),
    range=("0 < value", "value < 2"),
    numpy="np.vectorize(math.erfc, otypes=[float])",
    torch="torch.erfc",
)
