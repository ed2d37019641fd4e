"""Logarithm of the softmax."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="log_softmax",
    parameters="z, i",
    latex=r"\operatorname{logsoftmax}",
    title="logarithm of the softmax",
    definition="z[i] - log(Sum(exp(z[j]), (j, 1, n)))",
    range=("value <= 0",),
    aliases=("logsoftmax",),
    family=True,
)
