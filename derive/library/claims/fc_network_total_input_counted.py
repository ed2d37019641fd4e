"""The same, when the input is counted as a layer."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="fc-network.total-input-counted",
    title="The same, when the input is counted as a layer",
    model="fc-network-input-counted",
    as_printed=r"\text{Final Formula: }[(3xNxN + 1) x h] + [(L-2)x{(hxh)+h}] + [(hxn) + n]",
    as_meant=r"\text{Final Formula: }[(3xNxN + 1) x h] + [(L-3)x{(hxh)+h}] + [(hxn) + n]",
    notation={
        "3xNxN": r"3 \times N \times N",
        "x": r"\times",
        "3xNxNxh": r"3 \times N \times N \times h",
        "hxh": r"h \times h",
        "hxn": r"h \times n",
        "x{(hxh)+h}": r"\times ((h \times h)+h)",
        r"\text{Final Formula: }": "Q =",
    },
    source="grad-problems",
    place="Problem 1",
    part_of="fc-network.total",
    remarks=(
        "The document says that it counts the input as a layer; then there are L − 2 hidden layers, with L − 3 steps between them.",
    ),
)
