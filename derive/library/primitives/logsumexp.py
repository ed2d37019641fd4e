"""Logarithm of a sum of exponentials."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="logsumexp",
    parameters="z",
    latex=r"\operatorname{logsumexp}",
    title="logarithm of a sum of exponentials",
    definition="log(Sum(exp(z[j]), (j, 1, n)))",
    aliases=("lse",),
    latex_aliases=(r"\operatorname{LSE}",),
    family=True,
)
