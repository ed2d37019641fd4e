"""Their additions on 5 × 5 places."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv.additions-of-221",
    title="Their additions on 5 × 5 places",
    model="known-sizes",
    as_printed=r"\text{Sum operations} = 32 * 64 * 5 * 5 = 51200",
    define=("Q = 64*5*5*(32*7*7 - 1)",),
    source="tpdl-hw8",
    place="2.2.1",
    line=135,
    notation={r"\text{Sum operations}": "Q"},
    as_meant=r"\text{Sum operations} = (32 * 7 * 7 - 1) * 64 * 5 * 5 = 2507200",
    remarks=(
        "One addition less than there are products, for each of the 64 × 5 × 5 outputs; with a bias one more, 2508800.",
    ),
)
