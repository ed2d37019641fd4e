"""64 columns, window 5, stride 2: 31."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv.width-of-64",
    title="64 columns, window 5, stride 2: 31",
    model="known-sizes",
    as_printed=r"W_{out} = \left\lfloor \frac{64 + 2 \cdot 0 - 5}{2} + 1 \right\rfloor = \left\lfloor \frac{61}{2} + 1 \right\rfloor = 31",
    define=("N = floor((64 + 2*0 - 5)/2) + 1",),
    source="tpdl-hw8",
    place="2.1.2",
    line=115,
    notation={"W_{out}": "N"},
    as_meant=r"W_{out} = \left\lfloor \frac{64 + 2 \cdot 0 - 5}{2} + 1 \right\rfloor = \left\lfloor \frac{59}{2} + 1 \right\rfloor = 30",
    remarks=("64 − 5 is 59, not 61.",),
)
