"""The input is 52."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv.input-52",
    title="The input is 52",
    model="conv-size-16",
    as_printed=r"\implies D_{in} = (16 \cdot 3) + 4 = 52",
    notation={"D_{in}": "D"},
    source="tpdl-hw8",
    place="2.1.3",
    line=127,
    remarks=(
        r"The floor is 16 for \(48 \le D - 4 < 51\): every \(D = 52 + r\) with \(r = 0, 1, 2\), that is 52, 53 or 54.",
    ),
)
