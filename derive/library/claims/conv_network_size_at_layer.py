"""The size after the i-th pooling."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv-network.size-at-layer",
    title="The size after the i-th pooling",
    model="square-image",
    as_printed=r"\text{At i}^{th} \text{ layer, image dimension will be } \frac{dxNxN}{2^{2i}}",
    letters={"d": "size: the number of filters", "i": "size: how many poolings"},
    assume=(r"2^i \le N",),
    notation={
        r"\text{At i}^{th} \text{ layer, image dimension will be }": r"d \left\lfloor \frac{N}{2^i} \right\rfloor \left\lfloor \frac{N}{2^i} \right\rfloor =",
        "dxNxN": r"d \times N \times N",
    },
    source="grad-problems",
    place="Problem 2",
    line=30,
    remarks=(
        r"Each pooling rounds down, and to halve i times, rounding down each time, is \(\lfloor N/2^i \rfloor\).",
    ),
)
