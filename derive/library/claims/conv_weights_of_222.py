"""128 filters 1 × 1 on 512 channels: 65536 weights."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv.weights-of-222",
    title="128 filters 1 × 1 on 512 channels: 65536 weights",
    model="known-sizes",
    as_printed=r"\text{Trainable parameters} = 512 * 1 * 1 * 128 = 65536",
    define=("Q = 128*512*1*1",),
    source="tpdl-hw8",
    place="2.2.2",
    line=139,
    notation={r"\text{Trainable parameters}": "Q"},
    remarks=("Without biases; 128 more with them.",),
)
