"""Sizes given as numbers."""

from derive.records.entries import Model

ENTRY = Model(
    id="known-sizes",
    title="Sizes given as numbers",
    letters={},
    equations=(),
    about="The formula for the size, with the numbers of a task.",
    source="torch",
)
