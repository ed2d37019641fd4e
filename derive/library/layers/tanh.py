"""Hyperbolic tangent: entry by entry or over all entries, no parameters."""

from derive.records.entries import Layer

ENTRY = Layer(
    id="tanh",
    title="Hyperbolic tangent",
    input=("...",),
    output=("...",),
    counted="0",
    source="torch",
)
