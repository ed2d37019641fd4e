"""Three shared weights and four: 7."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv1d.parameter-count",
    title="Three shared weights and four: 7",
    model="known-sizes",
    as_printed=r"\text{3 parameters in the first layer and 4 parameters in the second layer: } 3 + 4 = 7",
    define=("Q = 1*1*3 + 1*4",),
    source="cnn-a4",
    place="1 (a)",
    line=37,
    notation={r"\text{3 parameters in the first layer and 4 parameters in the second layer: }": "Q ="},
)
