"""(16 · 3) + 4 is one solution."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv.input-from-output-16",
    title="(16 · 3) + 4 is one solution",
    model="known-sizes",
    as_printed=r"\left[\frac{D_{in} + 2 \cdot 1 - 9}{3} + 1\right] = \left[\frac{D_{in} - 4}{3}\right] = 16",
    define=("D = (16 * 3) + 4",),
    notation={r"\left[": r"\left\lfloor", r"\right]": r"\right\rfloor", "D_{in}": "D"},
    source="tpdl-hw8",
    place="2.1.3",
    line=123,
    part_of="conv.input-52",
)
