"""Between fully connected layers."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv-network.fc-to-fc",
    title="Between fully connected layers",
    model="conv-network",
    as_printed=r"\text{FC->FC = }(F-2) x h",
    as_meant=r"\text{FC->FC = }(F-1) \times (h \times h + h)",
    notation={
        r"\text{FC->FC = }": "C =",
        "dx3x3": r"d \times 3 \times 3",
        "dx": r"d \times",
        "x": r"\times",
        "fxf": r"f \times f",
        "[d x {(fxf)+1}]": r"(d \times ((f \times f)+1))",
        "[dx {(3x3)+1}]": r"(d \times ((3 \times 3)+1))",
    },
    source="grad-problems",
    place="Problem 2",
    line=41,
    remarks=(
        r"From h nodes to h nodes there are \(h^2\) weights and h biases, and F layers have F − 1 steps between them.",
    ),
)
