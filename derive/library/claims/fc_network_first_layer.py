"""From the image to the first hidden layer."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="fc-network.first-layer",
    title="From the image to the first hidden layer",
    model="fc-network",
    as_printed=r"\text{Input -> Hidden = }[(3xNxN + 1) x h]",
    notation={
        r"\text{Input -> Hidden = }": "f =",
        "3xNxN": r"3 \times N \times N",
        "x": r"\times",
        "3xNxNxh": r"3 \times N \times N \times h",
        "hxh": r"h \times h",
        "hxn": r"h \times n",
    },
    source="grad-problems",
    place="Problem 1",
    line=7,
)
