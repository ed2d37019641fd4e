"""σ(z) = 1/(1 + e^{−z}), as document §1.3 begins."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="sigmoid.definition",
    title="The sigmoid's definition",
    model="sigmoid",
    as_printed=r"\sigma(z) = \frac{1}{1 + e^{-z}}",
    source="tpdl-hw8",
    place="§1.3, first display",
    line=42,
    part_of="sigmoid.derivative",
)
