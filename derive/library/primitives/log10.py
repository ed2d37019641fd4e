"""Logarithm to base 10."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="log10",
    parameters="x",
    latex=r"\log_{10}",
    title="logarithm to base 10",
    definition="log(x)/log(10)",
    derivative=("1/(x*log(10))",),
    domain=("x > 0",),
    numpy="np.log10",
    torch="torch.log10",
)
