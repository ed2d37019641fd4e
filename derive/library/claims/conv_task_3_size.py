"""32 × 32, window 5, padding 1: 30."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv.task-3-size",
    title="32 × 32, window 5, padding 1: 30",
    model="known-sizes",
    as_printed=r"O = \frac{(32 - 5 + 2(1))}{1} + 1 = \frac{29}{1} + 1 = 30",
    define=("N = floor((32 + 2*1 - 5)/1) + 1",),
    source="cse676-a1",
    place="1.3",
    line=69,
    notation={"O": "N"},
)
