"""Ten filters 5 × 5 on three channels: 760."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv.task-2-count",
    title="Ten filters 5 × 5 on three channels: 760",
    model="known-sizes",
    as_printed=r"\text{Total parameters = }(5 \times 5 \times 3) \times 10 + 10 = (75 \times 10) + 10 = 750 + 10 = 760",
    define=("Q = 10*3*5*5 + 10",),
    source="cse676-a1",
    place="1.2",
    line=47,
    notation={r"\text{Total parameters = }": "Q ="},
)
