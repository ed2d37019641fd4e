"""e^{-5}, printed."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="softmax.number-e-minus-5",
    title="e to the −5",
    model="softmax",
    as_printed="e^{-5} = 0.007",
    source="grad-problems",
    place="Problem 3(a)",
    line=61,
    part_of="softmax.range",
)
