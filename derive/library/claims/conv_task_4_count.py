"""Ten filters 5 × 5 on one channel: 260."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv.task-4-count",
    title="Ten filters 5 × 5 on one channel: 260",
    model="known-sizes",
    as_printed=r"\text{Total parameters = }(5 \times 5 \times 1) \times 10 + 10 = (25 \times 10) + 10 = 250 + 10 = 260",
    define=("Q = 10*1*5*5 + 10",),
    source="cse676-a1",
    place="1.4",
    line=90,
    notation={r"\text{Total parameters = }": "Q ="},
)
