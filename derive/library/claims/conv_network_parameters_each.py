"""The parameters of each convolution."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv-network.parameters-each",
    title="The parameters of each convolution",
    model="conv-network",
    as_printed=r"\text{Number of learnable parameters in each CONV layer will be }[dx3x3 + d]",
    as_meant=r"\text{Number of learnable parameters in each CONV layer will be }[d \times (3 \times 3 \times 3 + 1)]",
    define=("z = d*(3*3*3 + 1)",),
    notation={
        "dx3x3": r"d \times 3 \times 3",
        "dx": r"d \times",
        "x": r"\times",
        "fxf": r"f \times f",
        "[d x {(fxf)+1}]": r"(d \times ((f \times f)+1))",
        "[dx {(3x3)+1}]": r"(d \times ((3 \times 3)+1))",
        r"\text{Number of learnable parameters in each CONV layer will be }": "z =",
    },
    source="grad-problems",
    place="Problem 2",
    line=31,
    part_of="conv-network.parameters",
    remarks=(
        "Of the first layer, which reads three channels; each later one reads d channels and has d(9d + 1).",
    ),
)
