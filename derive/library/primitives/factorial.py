"""Factorial, the gamma function at n + 1."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="factorial",
    parameters="n",
    latex="#1!",
    title="factorial, the gamma function at n + 1",
    definition="gamma(n + 1)",
    derivative=("gamma(n + 1)*digamma(n + 1)",),
    domain=("n > -1",),
    partial=True,
    range=("0 < value",),
)
