"""A square image of N × N."""

from derive.records.entries import Model

ENTRY = Model(
    id="square-image",
    title="A square image",
    letters={"N": "size: the height and the width of the image"},
    equations=(),
    about="Sizes of what convolutions and poolings make of an N × N image.",
)
