"""Logarithm to base 2."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="log2",
    parameters="x",
    latex=r"\log_2",
    title="logarithm to base 2",
    definition="log(x)/log(2)",
    derivative=("1/(x*log(2))",),
    domain=("x > 0",),
    numpy="np.log2",
    torch="torch.log2",
)
