"""e^{3.5}, printed."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="softmax.number-e-3-5",
    title="e to the 3.5",
    model="softmax",
    as_printed="e^{3.5} = 33.1545",
    as_meant="e^{3.5} = 33.1155",
    source="grad-problems",
    place="Problem 3(a)",
    line=61,
    part_of="softmax.range",
    remarks=("The value is 33.1154…; a digit slipped.",),
)
