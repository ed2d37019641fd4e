"""The 1 goes into the fraction."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv.input-merged",
    title="The 1 goes into the fraction",
    model="known-sizes",
    as_printed=r"\left[\frac{D_{in} + 2 \cdot 1 - 9}{3} + 1\right] = \left[\frac{D_{in} - 4}{3}\right]",
    letters={"D": "size"},
    notation={r"\left[": r"\left\lfloor", r"\right]": r"\right\rfloor", "D_{in}": "D"},
    source="tpdl-hw8",
    place="2.1.3",
    line=123,
    remarks=("The square brackets are read as floors.",),
)
