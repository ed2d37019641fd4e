"""64 rows, window 3, stride 2: 32."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv.height-of-64",
    title="64 rows, window 3, stride 2: 32",
    model="known-sizes",
    as_printed=r"H_{out} = \left\lfloor \frac{64 + 2 \cdot 0 - 3}{2} + 1 \right\rfloor = \left\lfloor \frac{63}{2} + 1 \right\rfloor = 32",
    define=("N = floor((64 + 2*0 - 3)/2) + 1",),
    source="tpdl-hw8",
    place="2.1.2",
    line=109,
    notation={"H_{out}": "N"},
    as_meant=r"H_{out} = \left\lfloor \frac{64 + 2 \cdot 0 - 3}{2} + 1 \right\rfloor = \left\lfloor \frac{61}{2} + 1 \right\rfloor = 31",
    remarks=("64 − 3 is 61, not 63.",),
)
