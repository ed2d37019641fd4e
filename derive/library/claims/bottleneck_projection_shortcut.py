"""Without the identity shortcut the saving is halved."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="bottleneck.projection-shortcut",
    title="Without the identity shortcut the saving is halved",
    model="known-sizes",
    as_printed=r"\text{We must have identity shortcut in bottleneck design, otherwise, the parametric and computational efficiency won't hold.}",
    notation={
        r"\text{We must have identity shortcut in bottleneck design, otherwise, the parametric and computational efficiency won't hold.}": r"17984 + (1 \cdot 1 \cdot 128 + 1) \cdot 128 > 18624"
    },
    source="csce636-a2",
    place="3), disadvantages",
    line=105,
    remarks=(
        "A projection of 128 to 128 channels in the shortcut has 16512 parameters: together 34496, more than the standard block of 32 channels above, and still fewer than one of 128.",
    ),
)
