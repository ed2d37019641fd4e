"""The output."""

from derive.records.entries import Claim

ENTRY = Claim(
    id="tanh-network.x-3",
    title="The output",
    model="tanh-network",
    as_printed="x^{(3)} = -0.8",
    source="csce636-a2",
    place="2)",
    line=45,
)
