"""84 columns, window 5, padding 2, stride 3: 28."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv.width-of-84",
    title="84 columns, window 5, padding 2, stride 3: 28",
    model="known-sizes",
    as_printed=r"W_{out} = \left\lfloor \frac{84 + 2 \cdot 2 - 5}{3} + 1 \right\rfloor = \left\lfloor \frac{83}{3} + 1 \right\rfloor = 28",
    define=("N = floor((84 + 2*2 - 5)/3) + 1",),
    source="tpdl-hw8",
    place="2.1.1",
    line=99,
    notation={"W_{out}": "N"},
)
