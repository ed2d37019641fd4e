"""32 × 32, window 5: 28."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv.task-1-size",
    title="32 × 32, window 5: 28",
    model="known-sizes",
    as_printed=r"O = \frac{(32 - 5 + 2(0))}{1} + 1 = \frac{27}{1} + 1 = 28",
    define=("N = floor((32 + 2*0 - 5)/1) + 1",),
    source="cse676-a1",
    place="1.1",
    line=28,
    notation={"O": "N"},
)
