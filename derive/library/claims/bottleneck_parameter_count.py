"""A bottleneck of 128 and 32 channels: 17984."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="bottleneck.parameter-count",
    title="A bottleneck of 128 and 32 channels: 17984",
    model="known-sizes",
    as_printed=r"\text{the quantity of trainable parameters is, }((1 \times 1 \times 128 \times 32) + 32) [\mathbf{C}] + (32 \times 2) [\mathbf{BN}] + ((3 \times 3 \times 32 \times 32) + 32) [\mathbf{C}] + (32 \times 2) [\mathbf{BN}] + ((1 \times 1 \times 32 \times 128) + 128) [\mathbf{C}] + (128 \times 2) [\mathbf{BN}] = 17,984",
    define=("Q = (128 + 1)*32 + 2*32 + (9*32 + 1)*32 + 2*32 + (32 + 1)*128 + 2*128",),
    source="csce636-a2",
    place="3)",
    line=91,
    notation={
        r"\text{the quantity of trainable parameters is, }": "Q =",
        "17,984": "17984",
        r"[\mathbf{C}]": "",
        r"[\mathbf{BN}]": "",
    },
)
