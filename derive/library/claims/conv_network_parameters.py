"""The parameters of all convolutions."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv-network.parameters",
    title="The parameters of all convolutions",
    model="conv-network",
    as_printed=r"\text{total learnable all CONV parameters are = }L x [d x {(fxf)+1}]",
    as_meant=r"\text{total learnable all CONV parameters are = }d \times (3 \times f \times f + 1) + (L - 1) \times d \times (d \times f \times f + 1)",
    notation={
        "dx3x3": r"d \times 3 \times 3",
        "dx": r"d \times",
        "x": r"\times",
        "fxf": r"f \times f",
        "[d x {(fxf)+1}]": r"(d \times ((f \times f)+1))",
        "[dx {(3x3)+1}]": r"(d \times ((3 \times 3)+1))",
        r"\text{total learnable all CONV parameters are = }": "A =",
    },
    source="grad-problems",
    place="Problem 2",
    line=34,
    remarks=("A filter has a weight for each channel of its input.",),
)
