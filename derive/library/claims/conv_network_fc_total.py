"""All fully connected layers."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv-network.fc-total",
    title="All fully connected layers",
    model="conv-network",
    as_printed=r"\text{Total for all FC layers: }[(F-2) \times h] + [[d \times \{(fxf)+1\}] \times h]",
    as_meant=r"\text{Total for all FC layers: }[(F-1) \times (h \times h + h)] + [(d \times M \times M + 1) \times h]",
    notation={
        r"\text{Total for all FC layers: }": "C + B =",
        "dx3x3": r"d \times 3 \times 3",
        "dx": r"d \times",
        "x": r"\times",
        "fxf": r"f \times f",
        "[d x {(fxf)+1}]": r"(d \times ((f \times f)+1))",
        "[dx {(3x3)+1}]": r"(d \times ((3 \times 3)+1))",
        r"\{(fxf)+1\}": r"((f \times f)+1)",
    },
    source="grad-problems",
    place="Problem 2",
    line=43,
    part_of="conv-network.conv-to-fc",
    remarks=("The sum of the two counts above, both of which are wrong.",),
)
