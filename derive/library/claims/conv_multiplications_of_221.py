"""Their multiplications on 5 × 5 places."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv.multiplications-of-221",
    title="Their multiplications on 5 × 5 places",
    model="known-sizes",
    as_printed=r"\text{Multiplications} = 32 * 7 * 7 * 64 * 5 * 5 = 2508800",
    define=("Q = 64*5*5*32*7*7",),
    source="tpdl-hw8",
    place="2.2.1",
    line=135,
    notation={r"\text{Multiplications}": "Q"},
)
