"""From hidden to hidden."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="fc-network.hidden-layers",
    title="From hidden to hidden",
    model="fc-network",
    as_printed=r"\text{For (L-2) number of Hidden Layers = }[(L-2)x{(hxh)+h}]",
    as_meant=r"\text{For (L-2) number of Hidden Layers = }(L - 3) \times (h \times h + h)",
    notation={
        r"\text{For (L-2) number of Hidden Layers = }": "g =",
        "3xNxN": r"3 \times N \times N",
        "x": r"\times",
        "3xNxNxh": r"3 \times N \times N \times h",
        "hxh": r"h \times h",
        "hxn": r"h \times n",
        "x{(hxh)+h}": r"\times ((h \times h)+h)",
    },
    source="grad-problems",
    place="Problem 1",
    line=9,
    part_of="fc-network.total",
    remarks=(
        "Of the L − 2 hidden layers, the first has the image before it: L − 3 have a hidden layer before them.",
    ),
)
