"""The output."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv1d.output",
    title="The output",
    model="conv1d",
    as_printed=r"z = \sum_{i=1}^{4} w_i h_i",
    source="cnn-a4",
    place="eq. (2)",
    line=18,
    part_of="conv1d.grad-w",
    notation={"s": r"\sigma"},
)
