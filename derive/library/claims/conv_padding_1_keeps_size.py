"""Padding 1 and stride 1 keep the size."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv.padding-1-keeps-size",
    title="Padding 1 and stride 1 keep the size",
    model="square-image",
    as_printed=r"\text{Padding = 1, Stride = 1 will keep the image dimension same}",
    letters={"k": "size: the size of the filters"},
    assume=(r"k \le N + 2",),
    assume_meant=("k = 3",),
    notation={
        r"\text{Padding = 1, Stride = 1 will keep the image dimension same}": r"\left\lfloor \frac{N + 2 \cdot 1 - k}{1} \right\rfloor + 1 = N"
    },
    source="grad-problems",
    place="Problem 2",
    line=19,
    remarks=(r"The size becomes \(N + 3 - k\). The padding that keeps it is \((k - 1)/2\).",),
)
