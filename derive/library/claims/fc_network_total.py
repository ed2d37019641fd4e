"""All parameters of the network."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="fc-network.total",
    title="All parameters of the network",
    model="fc-network",
    as_printed=r"\text{Final Formula: }[(3xNxN + 1) x h] + [(L-2)x{(hxh)+h}] + [(hxn) + n]",
    as_meant=r"\text{Final Formula: }(3 \times N \times N + 1) \times h + (L - 3) \times (h \times h + h) + (h \times n + n)",
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
    remarks=(
        "The document counts the input as a layer. There are then L − 2 hidden layers, but L − 3 steps between them: the first hidden layer is counted with the image. With L for the layers that have parameters the formula would be right.",
    ),
)
