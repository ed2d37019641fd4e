"""20 filters 5 × 5 with biases: 520."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv.mnist-count",
    title="20 filters 5 × 5 with biases: 520",
    model="known-sizes",
    as_printed=r"\text{Number of weights = }20 \times (5 \times 5 + 1) = 520",
    define=("Q = 20*1*5*5 + 20",),
    source="cnn-a4",
    place="2 (a)",
    line=54,
    notation={r"\text{Number of weights = }": "Q ="},
)
