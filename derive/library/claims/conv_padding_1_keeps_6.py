"""6 × 6, window 3, padding 1: 6."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv.padding-1-keeps-6",
    title="6 × 6, window 3, padding 1: 6",
    model="known-sizes",
    as_printed=r"\left(\frac{n+2p-f}{s}+1\right) \text{ x } \left(\frac{n+2p-f}{s}+1\right) = 6x6",
    define=("n = 6", "p = 1", "f = 3", "s = 1"),
    notation={
        r"\left(\frac{n+2p-f}{s}+1\right) \text{ x } \left(\frac{n+2p-f}{s}+1\right)": r"\left(\frac{n+2p-f}{s}+1\right)",
        "6x6": "6",
    },
    source="grad-problems",
    place="Problem 2",
    line=22,
    part_of="conv.padding-1-keeps-size",
    remarks=("Height and width are the same formula.",),
)
