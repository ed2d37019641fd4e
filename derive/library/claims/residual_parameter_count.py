"""A residual block of 32 channels: 18624."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="residual.parameter-count",
    title="A residual block of 32 channels: 18624",
    model="known-sizes",
    as_printed=r"\text{the quantity of trainable parameters is, }((3 \times 3 \times 32 \times 32) + 32) [\mathbf{C}] + (2 \times 32) [\mathbf{BN}] + ((3 \times 3 \times 32 \times 32) + 32) [\mathbf{C}] + (2 \times 32) [\mathbf{BN}] = 18,624",
    define=("Q = 2*((3*3*32 + 1)*32 + 2*32)",),
    source="csce636-a2",
    place="3)",
    line=87,
    notation={
        r"\text{the quantity of trainable parameters is, }": "Q =",
        "18,624": "18624",
        r"[\mathbf{C}]": "",
        r"[\mathbf{BN}]": "",
    },
)
