"""Parameters of a linear layer."""

from derive.records.entries import Model

ENTRY = Model(
    id="linear-counts",
    title="Counts of a linear layer",
    letters={"p": "size: the nodes before", "c": "size: the nodes of the layer"},
    equations=("Q = c p + c",),
    about="The weight has the shape c × p, the bias c.",
    source="torch",
)
