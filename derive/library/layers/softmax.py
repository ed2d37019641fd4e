"""Softmax: entry by entry or over all entries, no parameters."""

from derive.records.entries import Layer

ENTRY = Layer(
    id="softmax",
    title="Softmax",
    input=("...",),
    output=("...",),
    counted="0",
    source="torch",
)
