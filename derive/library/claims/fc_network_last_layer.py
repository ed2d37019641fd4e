"""From the last hidden layer to the output."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="fc-network.last-layer",
    title="From the last hidden layer to the output",
    model="fc-network",
    as_printed=r"\text{Hidden[L-1] -> Output = }[(hxn) + n]",
    notation={
        r"\text{Hidden[L-1] -> Output = }": "k =",
        "3xNxN": r"3 \times N \times N",
        "x": r"\times",
        "3xNxNxh": r"3 \times N \times N \times h",
        "hxh": r"h \times h",
        "hxn": r"h \times n",
    },
    source="grad-problems",
    place="Problem 1",
    line=10,
    part_of="fc-network.total",
)
