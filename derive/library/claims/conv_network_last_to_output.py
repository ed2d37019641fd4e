"""From the last layer to the output."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv-network.last-to-output",
    title="From the last layer to the output",
    model="conv-network",
    as_printed=r"\text{FC-Last-Layer->Output = }n^{(\circ)} \text{ x } h",
    as_meant=r"\text{FC-Last-Layer->Output = }n^{(\circ)} \times h + n^{(\circ)}",
    notation={r"\text{FC-Last-Layer->Output = }": "D =", r"n^{(\circ)}": "n", r"\text{ x }": r"\times"},
    source="grad-problems",
    place="Problem 2",
    line=45,
    remarks=("The biases are left out, one for each output node.",),
)
