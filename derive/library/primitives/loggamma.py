"""Logarithm of the gamma function on x > 0."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="loggamma",
    parameters="x",
    latex=r"\operatorname{lnGamma}",
    title="logarithm of the gamma function on x > 0",
    definition="log(gamma(x))",
    derivative=("digamma(x)",),
    domain=("x > 0",),
    partial=True,
    aliases=("lgamma",),
    following="loggamma(x) + log(x)",
    preceding="loggamma(x) - log(x - 1)",
    numpy="np.vectorize(math.lgamma, otypes=[float])",
    torch="torch.lgamma",
)
