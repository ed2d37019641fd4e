"""An input of 52 gives 16."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv.input-52-gives-16",
    title="An input of 52 gives 16",
    model="known-sizes",
    as_printed=r"\left[\frac{D_{in} - 4}{3}\right] = 16",
    define=("D = 52",),
    notation={r"\left[": r"\left\lfloor", r"\right]": r"\right\rfloor", "D_{in}": "D"},
    source="tpdl-hw8",
    place="2.1.3",
    line=127,
    part_of="conv.input-52",
)
