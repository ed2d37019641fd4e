"""Their additions on 5 × 5 places."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="conv.additions-of-221",
    title="Their additions on 5 × 5 places",
    model="known-sizes",
    as_printed=r"\text{Sum operations} = 32 \* 64 \* 5 \* 5 = 51200",
    define=("Q = 64*5*5*(32*7*7 - 1)",),
    source="tpdl-hw8",
    place="2.2.1",
    notation={r"\text{Sum operations}": "Q", r"\*": r"\cdot"},
    as_meant=r"\text{Sum operations} = (32 \* 7 \* 7 - 1) \* 64 \* 5 \* 5 = 2507200",
)
