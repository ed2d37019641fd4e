"""e^1, printed."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="softmax.number-e-1",
    title="e to the first",
    model="softmax",
    as_printed="e^1 = 2.718",
    source="grad-problems",
    place="Problem 3(a)",
    line=61,
    part_of="softmax.range",
)
