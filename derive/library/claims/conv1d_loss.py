"""The loss."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv1d.loss",
    title="The loss",
    model="conv1d",
    as_printed="R = (y - z)^2",
    source="cnn-a4",
    place="eq. (4)",
    line=27,
    part_of="conv1d.grad-w",
    notation={"s": r"\sigma"},
)
