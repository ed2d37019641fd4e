"""78 rows, window 5, padding 2, stride 3: 26."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv.height-of-78",
    title="78 rows, window 5, padding 2, stride 3: 26",
    model="known-sizes",
    as_printed=r"H_{out} = \left\lfloor \frac{78 + 2 \cdot 2 - 5}{3} + 1 \right\rfloor = \left\lfloor \frac{77}{3} + 1 \right\rfloor = 26",
    define=("N = floor((78 + 2*2 - 5)/3) + 1",),
    source="tpdl-hw8",
    place="2.1.1",
    line=93,
    notation={"H_{out}": "N"},
)
