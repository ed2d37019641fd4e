"""The same, when the input is not counted as a layer."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="fc-network.total-input-not-counted",
    title="The same, when the input is not counted as a layer",
    model="fc-network-input-not-counted",
    as_printed=r"\text{Final Formula: }[(3xNxN + 1) x h] + [(L-2)x{(hxh)+h}] + [(hxn) + n]",
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
    line=13,
    part_of="fc-network.total",
    remarks=(
        "The document says “typically, input layers are not considered as layers”, and that it does count it.",
    ),
)
