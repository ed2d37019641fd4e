"""Gamma function on x > 0."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="gamma",
    parameters="x",
    latex=r"\Gamma",
    title="gamma function on x > 0",
    derivative=("gamma(x)*digamma(x)",),
    domain=("x > 0",),
    partial=True,
    range=("0 < value",),
    numpy="np.vectorize(math.gamma, otypes=[float])",
)
