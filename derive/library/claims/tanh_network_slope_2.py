"""The second slope."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="tanh-network.slope-2",
    title="The second slope",
    model="tanh-network",
    as_printed=r"\theta'(S^{(2)}) = 0.19",
    source="csce636-a2",
    place="2)",
    line=61,
    notation={r"\theta'(S^{(2)})": r"\theta^{(2)}"},
)
