"""Dropout: entry by entry or over all entries, no parameters."""

from derive.records.entries import Layer

ENTRY = Layer(
    id="dropout",
    title="Dropout",
    input=("...",),
    output=("...",),
    counted="0",
    source="torch",
)
