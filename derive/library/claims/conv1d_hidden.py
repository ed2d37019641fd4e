"""The hidden units."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv1d.hidden",
    title="The hidden units",
    model="conv1d",
    as_printed=r"h_i = s(\sum_{j=1}^3 v_j x_{i+j-1})",
    source="cnn-a4",
    place="eq. (1)",
    line=14,
    part_of="conv1d.grad-v",
    notation={"s": r"\sigma"},
)
