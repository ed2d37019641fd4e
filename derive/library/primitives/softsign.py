"""Softsign."""

from derive.records.entries import Primitive

ENTRY = Primitive(
    name="softsign",
    parameters="x",
    latex=r"\operatorname{softsign}",
    title="softsign",
    definition="x/(1 + abs(x))",
    derivative=("1/(1 + abs(x))^2",),
    range=("-1 < value", "value < 1"),
)
