"""Softmax, entry i of e^{z_i} over their sum."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="softmax",
    parameters="z, i",
    latex=r"\operatorname{softmax}",
    title="softmax, entry i of e^{z_i} over their sum",
    definition="exp(z[i])/Sum(exp(z[j]), (j, 1, n))",
    range=("0 < value", "value <= 1"),
    family=True,
)
