"""64 filters 7 × 7 on 32 channels: 100352 weights."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv.weights-of-221",
    title="64 filters 7 × 7 on 32 channels: 100352 weights",
    model="known-sizes",
    as_printed=r"\text{Trainable parameters} = 32 * 7 * 7 * 64 = 100352",
    define=("Q = 64*32*7*7",),
    source="tpdl-hw8",
    place="2.2.1",
    line=135,
    notation={r"\text{Trainable parameters}": "Q"},
    remarks=("Without biases; 64 more with them.",),
)
