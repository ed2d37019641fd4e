"""A bottleneck has fewer parameters than a standard block."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="bottleneck.fewer-parameters",
    title="A bottleneck has fewer parameters than a standard block",
    model="known-sizes",
    as_printed=r"\text{For the same number of input feature maps, the bottleneck block will have a significantly low number of parameters}",
    notation={
        r"\text{For the same number of input feature maps, the bottleneck block will have a significantly low number of parameters}": r"17984 < 2 \cdot ((9 \cdot 128 + 1) \cdot 128 + 2 \cdot 128)"
    },
    source="csce636-a2",
    place="3), advantages",
    line=97,
    remarks=("Both with 128 channels in and out: 17984 against 295680.",),
)
