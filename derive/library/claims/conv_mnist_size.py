"""28 × 28, window 5: 24."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv.mnist-size",
    title="28 × 28, window 5: 24",
    model="known-sizes",
    as_printed=r"\text{Output dimension} = 28 - 5 + 1 = 24",
    define=("N = floor((28 + 2*0 - 5)/1) + 1",),
    source="cnn-a4",
    place="2 (b)",
    line=57,
    notation={r"\text{Output dimension}": "N"},
)
