"""Pooling 2 × 2 with stride 2 halves the size."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="pool.halves",
    title="Pooling 2 × 2 with stride 2 halves the size",
    model="square-image",
    as_printed=r"\text{Max-pool layers will pull down the image size into half of the input}",
    assume=(r"N \ge 2",),
    as_meant=r"\left\lfloor \frac{N - 2}{2} \right\rfloor + 1 = \left\lfloor \frac{N}{2} \right\rfloor",
    notation={
        r"\text{Max-pool layers will pull down the image size into half of the input}": r"\left\lfloor \frac{N - 2}{2} \right\rfloor + 1 = \frac{N}{2}"
    },
    source="grad-problems",
    place="Problem 2",
    line=26,
    remarks=("An odd size is rounded down: the last row and the last column meet no window.",),
)
