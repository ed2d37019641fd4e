"""e^{757}, printed."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="softmax.number-e-757",
    title="e to the 757",
    model="softmax",
    as_printed="e^{757} = 5.76",
    as_meant=r"e^{757} = 5.77 \cdot 10^{328}",
    source="grad-problems",
    place="Problem 3(a)",
    line=61,
    part_of="softmax.range",
    remarks=(
        "The power of ten is lost, and what is left of the number is cut off, not rounded: the value is 5.7666…·10³²⁸.",
    ),
)
