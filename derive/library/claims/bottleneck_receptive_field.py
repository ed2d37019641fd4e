"""A bottleneck sees 3 × 3, a standard block 5 × 5."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="bottleneck.receptive-field",
    title="A bottleneck sees 3 × 3, a standard block 5 × 5",
    model="known-sizes",
    as_printed=r"\text{So, the receptive field might be low.}",
    notation={
        r"\text{So, the receptive field might be low.}": "1 + (1 - 1) + (3 - 1) + (1 - 1) < 1 + (3 - 1) + (3 - 1)"
    },
    source="csce636-a2",
    place="3), disadvantages",
    line=103,
    remarks=("At stride 1 a window of k adds k − 1 places to what one output sees.",),
)
