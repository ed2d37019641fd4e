"""From the last convolution to the first fully connected layer."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv-network.conv-to-fc",
    title="From the last convolution to the first fully connected layer",
    model="conv-network",
    as_printed=r"\text{Conv-last-layer->FC-1st-layer = }[d \times \{(fxf)+1\}] \times h",
    as_meant=r"\text{Conv-last-layer->FC-1st-layer = }(d \times M \times M + 1) \times h",
    notation={
        r"\text{Conv-last-layer->FC-1st-layer = }": "B =",
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
    line=42,
    remarks=(r"The layer reads the \(d M M\) entries of the last feature map, not the filters' weights.",),
)
