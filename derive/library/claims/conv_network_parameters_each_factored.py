"""The biases drawn into the bracket."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv-network.parameters-each-factored",
    title="The biases drawn into the bracket",
    model="conv-network",
    as_printed="[dx3x3 + d] = [dx {(3x3)+1}]",
    notation={
        "dx3x3": r"d \times 3 \times 3",
        "dx": r"d \times",
        "x": r"\times",
        "fxf": r"f \times f",
        "[d x {(fxf)+1}]": r"(d \times ((f \times f)+1))",
        "[dx {(3x3)+1}]": r"(d \times ((3 \times 3)+1))",
    },
    source="grad-problems",
    place="Problem 2",
    line=31,
    part_of="conv-network.parameters",
)
