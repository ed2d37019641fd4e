"""All parameters of the network."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="fc-network.total",
    title="All parameters of the network",
    model="fc-network",
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
    remarks=("L counts the layers that have parameters.",),
)
