"""The shape of the mean after a convolution."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="batchnorm.conv-mean-shape",
    title="The shape of the mean after a convolution",
    model="batchnorm-shapes",
    as_printed=r"\text{the shape of the mean tensor is } (1 * 1 * 1 * C)",
    notation={
        r"\text{the shape of the mean tensor is }": "F =",
        "(1 * 1 * 1 * C)": r"1 \cdot 1 \cdot 1 \cdot C",
    },
    source="csce636-a2",
    place="4) b)",
    line=127,
)
